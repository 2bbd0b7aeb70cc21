// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.story.Picture;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class WordPressTests {

  private final Newsroom newsroom;

  WordPressTests(TestDatabase.Kind kind) {
    this.newsroom = new Newsroom(kind.fresh());
  }

  @AfterEach
  void close() {
    this.newsroom.close();
  }

  @Test
  void everyNewPostIsFoundHoweverManyPagesItTakes() {
    SourceSettings site =
        Newsroom.settings(this.newsroom.address("/"), Map.of("source.kind", "wordpress"));
    publish(IntStream.rangeClosed(1, 30).boxed().toList());
    this.newsroom.look("site", site);
    assertThat(this.newsroom.all()).hasSize(30);
    publish(IntStream.rangeClosed(1, 190).boxed().toList());
    this.newsroom.lookAgain("site", site);
    assertThat(this.newsroom.all()).hasSize(190);
    int before = this.newsroom.requests.size();
    this.newsroom.lookAgain("site", site);
    assertThat(this.newsroom.requests.size() - before).as("pages of a quiet look").isEqualTo(2);
    assertThat(this.newsroom.events).hasSize(190);
  }

  @Test
  void aLostPageIsReadAgainLater() {
    SourceSettings site = Newsroom.settings(this.newsroom.address("/wp-json/wp/v2/posts"));
    publish(IntStream.rangeClosed(1, 120).boxed().toList());
    String third =
        WordPressPosts.page(site.address(), 3).getPath()
            + "?"
            + WordPressPosts.page(site.address(), 3).getRawQuery();
    Newsroom.Reply lost = this.newsroom.replies.remove(third);
    this.newsroom.serve("/wp-json/wp/v2/posts", posts(1, 50));
    this.newsroom.replies.put(third, new Newsroom.Reply(503, Map.of(), new byte[0]));
    assertThat(this.newsroom.look("site", site).failures()).isOne();
    this.newsroom.replies.put(third, lost);
    assertThat(this.newsroom.lookAgain("site", site).failures()).isZero();
    assertThat(this.newsroom.all()).hasSize(120);
  }

  /** Post n was changed n seconds before noon or later. */
  private void publish(List<Integer> numbers) {
    int pages = (numbers.size() + WordPressPosts.PER_PAGE - 1) / WordPressPosts.PER_PAGE;
    List<Integer> newestFirst = numbers.reversed();
    for (int page = 1; page <= pages; page++) {
      java.net.URI address = WordPressPosts.page(this.newsroom.address("/"), page);
      List<Integer> shown =
          newestFirst.subList(
              (page - 1) * WordPressPosts.PER_PAGE,
              Math.min(newestFirst.size(), page * WordPressPosts.PER_PAGE));
      this.newsroom.serve(
          address.getPath() + "?" + address.getRawQuery(),
          posts(shown).getBytes(StandardCharsets.UTF_8),
          Map.of("X-WP-TotalPages", Integer.toString(pages)));
    }
  }

  private static String posts(int from, int to) {
    return posts(IntStream.rangeClosed(from, to).boxed().toList());
  }

  private static String posts(List<Integer> numbers) {
    return numbers.stream()
        .map(
            number ->
                """
                {"id":%1$d,"guid":{"rendered":"https://courier.example/?p=%1$d"},
                 "date_gmt":"%2$s","modified_gmt":"%2$s",
                 "link":"https://courier.example/post-%1$d/","title":{"rendered":"Post %1$d"},
                 "content":{"rendered":"<p>It rose.</p>"},"excerpt":{"rendered":""}}
                """
                    .formatted(
                        number,
                        Newsroom.NOW.plusSeconds(40L * number - 3600).toString().replace("Z", "")))
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  @Test
  void readsAllThatAPostSays() {
    this.newsroom.serve(
        "/wp-json/wp/v2/posts",
        """
        [{"id":4,"guid":{"rendered":"https://courier.example/?p=4"},"date":"2026-03-02T15:00:00",
          "date_gmt":"2026-03-02T10:00:00","modified_gmt":"2026-03-02T10:30:00",
          "link":"https://courier.example/river/","title":{"rendered":"River &#8211; dam"},
          "content":{"rendered":"<p>ATYRAU – It <b>rose</b>.</p>"},
          "excerpt":{"rendered":"<p>Thousands flee.</p>"},
          "yoast_head_json":{"canonical":"https://agency.example/river"},
          "_embedded":{"author":[{"name":"Aida Serik"}],
            "wp:featuredmedia":[{"media_type":"image","alt_text":"A dam",
              "source_url":"https://courier.example/dam.jpg",
              "caption":{"rendered":"<p>The dam. Photo credit: Dana Kim.</p>"}}],
            "wp:term":[[{"taxonomy":"category","name":"Nature &amp; water"}],
              [{"taxonomy":"post_tag","name":"flood"}]]}}]
        """);
    this.newsroom.look("site", Newsroom.settings(this.newsroom.address("/wp-json/wp/v2/posts")));
    assertThat(this.newsroom.contents())
        .singleElement()
        .satisfies(
            content -> {
              assertThat(content.headline()).isEqualTo("River – dam");
              assertThat(content.lead()).isEqualTo("Thousands flee.");
              assertThat(content.dateline()).isEqualTo("ATYRAU");
              assertThat(content.address()).hasToString("https://agency.example/river");
              assertThat(content.byline()).isEqualTo("Aida Serik");
              assertThat(content.sections()).containsExactly("Nature & water");
              assertThat(content.tags()).containsExactly("flood");
              assertThat(content.publishedAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
              assertThat(content.pictures())
                  .containsExactly(
                      new Picture(
                          java.net.URI.create("https://courier.example/dam.jpg"),
                          "A dam",
                          "The dam.",
                          "Dana Kim"));
            });
  }
}
