// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.story.Content;
import org.storycast.story.Picture;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class FeedsTests {

  private final Newsroom newsroom;
  private final SourceSettings feed;

  FeedsTests(TestDatabase.Kind kind) {
    this.newsroom = new Newsroom(kind.fresh());
    this.feed = Newsroom.settings(this.newsroom.address("/feed"));
  }

  @AfterEach
  void close() {
    this.newsroom.close();
  }

  @Test
  void readsAllThatAFeedSays() {
    this.newsroom.serve(
        "/feed",
        Rss.feed(
            "<item><guid>7</guid><title>River &amp;amp; dam</title><link>/river/</link>"
                + "<pubDate>Mon, 02 Mar 2026 10:00:00 +0500</pubDate><dc:creator>Aida Serik"
                + "</dc:creator><category>News</category><category>Water</category>"
                + "<description>Thousands flee.</description><content:encoded><![CDATA[<p>ATYRAU –"
                + " It <a href='/dam'>rose</a>.</p>]]></content:encoded><media:content"
                + " url='/s.jpg' width='140' medium='image'/><media:content url='/s.jpg?w=9'"
                + " width='900' medium='image'><media:credit>Photo: Dana Kim</media:credit>"
                + "</media:content></item>"));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.contents())
        .singleElement()
        .satisfies(
            content -> {
              assertThat(content.headline()).isEqualTo("River & dam");
              assertThat(content.lead()).isEqualTo("Thousands flee.");
              assertThat(content.dateline()).isEqualTo("ATYRAU");
              assertThat(content.address()).hasToString("https://courier.example/river/");
              assertThat(content.language()).isEqualTo("en-GB");
              assertThat(content.byline()).isEqualTo("Aida Serik");
              assertThat(content.sections()).containsExactly("News", "Water");
              assertThat(content.publishedAt()).isEqualTo(Instant.parse("2026-03-02T05:00:00Z"));
              assertThat(content.body().getFirst().spans().get(1).link())
                  .hasToString("https://courier.example/dam");
              assertThat(content.pictures())
                  .extracting(it -> it.address().toString(), Picture::credit)
                  .containsExactly(
                      org.assertj.core.groups.Tuple.tuple(
                          "https://courier.example/s.jpg?w=9", "Dana Kim"));
            });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><link rel=alternate type=application/rss+xml href=/real>",
        "<html><body>Moved</body></html>",
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>&x;</rss>",
        "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><rss><channel/></rss>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "{\"a\":",
        "{\"a\":1}",
        "[1,2]",
        "nothing at all",
        ""
      })
  void whatIsNoFeedIsAFailureThatSaysWhy(String body) {
    this.newsroom.serve("/feed", body);
    SourceState state = this.newsroom.look("courier", this.feed);
    assertThat(state.failures()).isOne();
    assertThat(state.lastError()).isNotBlank().doesNotContain("root:");
    assertThat(this.newsroom.all()).isEmpty();
  }

  @Test
  void sourceInsideTheNetworkIsRefused() {
    SourceSettings inside = Newsroom.settings(java.net.URI.create("http://169.254.169.254/feed"));
    assertThat(this.newsroom.look("inside", inside).lastError())
        .isEqualTo("The host leads to 169.254.169.254, which is not on the public internet");
  }

  @Test
  void bodyThatIsTooLargeIsAFailure() {
    this.newsroom.serve("/feed", new byte[20_000_001], Map.of());
    assertThat(this.newsroom.look("courier", this.feed).lastError())
        .isEqualTo("The answer is larger than 20000000 bytes");
  }

  @Test
  void storyOfTenMegabytesIsStored() {
    this.newsroom.serve(
        "/feed", Rss.feed(Rss.item("1", "River", "It rose by a metre. ".repeat(500_000))));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.all()).hasSize(1);
  }

  @Test
  void kindThatIsNotTheConfiguredOneIsAFailure() {
    this.newsroom.serve("/feed", Rss.feed());
    SourceSettings atom =
        Newsroom.settings(this.newsroom.address("/feed"), Map.of("source.kind", "atom"));
    assertThat(this.newsroom.look("courier", atom).lastError())
        .isEqualTo("The answer is RSS and not ATOM; correct the source's kind or leave it out");
  }

  @Test
  void readsLettersOfEveryCharset() {
    Charset cyrillic = Charset.forName("windows-1251");
    String text =
        "<?xml version='1.0' encoding='windows-1251'?>"
            + Rss.feed(Rss.item("1", "Река", "Вода")).substring(21);
    this.newsroom.serve("/feed", text.getBytes(cyrillic), Map.of("Content-Type", "text/xml"));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.contents()).extracting(Content::headline).containsExactly("Река");
  }

  @Test
  void categoriesBecomeTheNewsroomsSections() {
    this.newsroom.serve(
        "/feed",
        Rss.feed(
            "<item><title>River</title><category>water</category><category>Odd</category></item>"));
    SourceSettings mapped =
        Newsroom.settings(
            this.newsroom.address("/feed"), Map.of("source.section-mapping.Water", "Nature"));
    this.newsroom.look("courier", mapped);
    assertThat(this.newsroom.contents().getFirst().sections()).containsExactly("Nature");
    assertThat(this.newsroom.contents().getFirst().tags()).containsExactly("Odd");
  }

  @Test
  void readsAllThatAJsonFeedSays() {
    this.newsroom.serve(
        "/feed",
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"Courier","language":"kk",
         "home_page_url":"https://courier.example/","items":[{"id":7,"url":"/river",
         "title":"River < dam","summary":"Thousands flee.","content_html":"<p>It <b>rose</b>.</p>",
         "image":"/dam.jpg","date_published":"2026-03-02T10:00:00.5+05:00",
         "authors":[{"name":"Aida Serik"},{"name":"Dana Kim"}],"tags":["flood"]}]}
        """);
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.contents())
        .singleElement()
        .satisfies(
            content -> {
              assertThat(content.headline()).isEqualTo("River < dam");
              assertThat(content.lead()).isEqualTo("Thousands flee.");
              assertThat(content.address()).hasToString("https://courier.example/river");
              assertThat(content.language()).isEqualTo("kk");
              assertThat(content.byline()).isEqualTo("Aida Serik, Dana Kim");
              assertThat(content.tags()).containsExactly("flood");
              assertThat(content.publishedAt()).isEqualTo(Instant.parse("2026-03-02T05:00:00.5Z"));
              assertThat(content.mainPicture().orElseThrow().address())
                  .hasToString("https://courier.example/dam.jpg");
            });
  }
}
