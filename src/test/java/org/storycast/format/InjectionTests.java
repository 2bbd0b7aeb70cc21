// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.Channel;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;
import org.storycast.story.Block;
import org.storycast.story.Picture;
import org.storycast.story.Span;

class InjectionTests {

  private static final Logger log = LoggerFactory.getLogger(InjectionTests.class);
  private static final List<String> ELEMENTS = List.of("h1", "p", "a", "img", "strong");
  private static final List<String> ATTRIBUTES = List.of("href", "src", "alt", "title");
  private static final String TEMPLATE =
      "<h1 title=\"{{ story.headline }}\">{{ story.headline }}</h1><p>{{ story.summary }}</p><p>{{"
          + " story.byline }} {{ story.hashtags | join(' ') }}</p>{{ story.html | raw }}{% if"
          + " story.picture is not null %}<img src=\"{{ story.picture.address }}\" alt=\"{{"
          + " story.picture.alt }}\">{% endif %}<a href=\"{{ link }}\">{{ link }}</a>";

  @TempDir Path folder;

  @BeforeAll
  static void needsTheData() {
    Conformance.assumeThere();
  }

  @Test
  void comeOutAsTextWhereverTheyStand() {
    Channel channel =
        FakeChannels.channel(
            "pigeon",
            "pigeon",
            List.of(new PartProfile("page", 100_000, TextMeasure.codePoints())));
    Desk desk = new Desk(this.folder, channel).template("pigeon/page.html", TEMPLATE);
    List<String> vectors = new java.util.ArrayList<>(Conformance.injections());
    vectors.addAll(Conformance.naughty());
    vectors.removeIf(it -> PlainText.line(it).isEmpty());
    for (String vector : vectors) {
      Document page =
          Jsoup.parseBodyFragment(desk.compose(channel, poisoned(vector)).post().part("page"));
      assertThat(page.body().select("*").not("body")).allSatisfy(it -> isHarmless(it));
      assertThat(page.selectFirst("h1").attr("title")).isEqualTo(PlainText.line(vector));
      assertThat(page.selectFirst("strong").wholeText())
          .isEqualTo(PlainText.clean(vector).isEmpty() ? "" : PlainText.fit(vector));
    }
    log.info("Injections: {} of {} came out as text", vectors.size(), vectors.size());
  }

  private static void isHarmless(Element element) {
    assertThat(element.tagName()).isIn(withBreaks());
    element
        .attributes()
        .forEach(
            attribute -> {
              assertThat(attribute.getKey()).isIn(ATTRIBUTES);
              if (List.of("href", "src").contains(attribute.getKey())) {
                assertThat(attribute.getValue()).matches("(?s)(?i)https?://.*");
              }
            });
  }

  private static List<String> withBreaks() {
    return java.util.stream.Stream.concat(ELEMENTS.stream(), java.util.stream.Stream.of("br"))
        .toList();
  }

  private static Stories poisoned(String vector) {
    URI address = hostile(vector);
    return Stories.aStory()
        .headlined(vector)
        .leading(vector)
        .by(vector)
        .tagged(List.of(vector))
        .at(URI.create("https://courier.example/?q=%22%3E%3Cscript%3E'&amp;"))
        .showing(new Picture(address, vector, vector, vector))
        .telling(
            new Block(
                Block.Kind.PARAGRAPH,
                List.of(
                    new Span(vector, true, false, null), new Span("link", false, false, address))));
  }

  /** The vector as an address, where it can be one. */
  private static URI hostile(String vector) {
    try {
      return URI.create(vector.strip());
    } catch (IllegalArgumentException noAddress) {
      return URI.create("javascript:alert('%22')");
    }
  }
}
