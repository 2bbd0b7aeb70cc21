// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.story.Content;
import org.storycast.story.StoryAdded;
import org.storycast.story.StoryRevised;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class PollerTests {

  private final Newsroom newsroom;
  private final SourceSettings feed;

  PollerTests(TestDatabase.Kind kind) {
    this.newsroom = new Newsroom(kind.fresh());
    this.feed = Newsroom.settings(this.newsroom.address("/feed"));
  }

  @AfterEach
  void close() {
    this.newsroom.close();
  }

  @Test
  void secondLookAddsNothing() {
    this.newsroom.serve(
        "/feed", Rss.feed(Rss.item("1", "River", "It rose."), Rss.item("2", "Dam", "It held.")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.events.clear();
    SourceState state = this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.requests).hasSize(2);
    assertThat(this.newsroom.all()).hasSize(2);
    assertThat(this.newsroom.events).isEmpty();
    assertThat(state.failures()).isZero();
    assertThat(state.lastSuccess()).isEqualTo(this.newsroom.clock.instant());
  }

  @Test
  void changedStoryIsARevisionOfTheSameStory() {
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River", "It rose.")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River falls", "It fell.")));
    this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.events)
        .hasExactlyElementsOfTypes(StoryAdded.class, StoryRevised.class);
    assertThat(this.newsroom.contents())
        .extracting(Content::headline)
        .containsExactly("River falls");
  }

  @Test
  void oneStoryAtTwoAddressesIsOneStory() {
    String long1 =
        "<p>It rose.</p>" + "<p>Nobody knows why it did so in March of all months.</p>".repeat(5);
    this.newsroom.serve(
        "/feed",
        Rss.feed("<item><title>River</title><link>https://courier.example/river</link></item>"));
    this.newsroom.serve(
        "/other",
        Rss.feed(
            "<item><title>River </title><link>http://Courier.example:80/river/?fbclid=1#top</link>"
                + "<description><![CDATA["
                + long1
                + "]]></description></item>"));
    this.newsroom.look("courier", this.feed);
    this.newsroom.look("other", Newsroom.settings(this.newsroom.address("/other")));
    assertThat(this.newsroom.all()).hasSize(1);
  }

  @Test
  void sameWordsUnderTheSameTitleOnTheSameDayAreOneStoryAndElseNot() {
    String text = "It rose by a metre and nobody knows why it did so in March. ".repeat(5);
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River", text)));
    this.newsroom.serve("/copy", Rss.feed(Rss.item("2", "River", text)));
    this.newsroom.serve("/title", Rss.feed(Rss.item("3", "Flood", text)));
    this.newsroom.serve(
        "/day", Rss.feed(Rss.item("4", "River", text, "Mon, 01 Mar 2026 10:00:00 +0000")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.look("copy", Newsroom.settings(this.newsroom.address("/copy")));
    assertThat(this.newsroom.all()).hasSize(1);
    this.newsroom.look("title", Newsroom.settings(this.newsroom.address("/title")));
    this.newsroom.look("day", Newsroom.settings(this.newsroom.address("/day")));
    assertThat(this.newsroom.all()).hasSize(3);
  }

  @Test
  void identifierOfAnotherSiteIsAnotherStory() {
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River", "It rose.")));
    this.newsroom.serve(
        "/other",
        Rss.feed(
            Rss.item("1", "Market", "It opened.").replace("courier.example", "herald.example")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.look("other", Newsroom.settings(this.newsroom.address("/other")));
    assertThat(this.newsroom.all()).hasSize(2);
  }

  @Test
  void identifierOrAddressThatAllStoriesShareIdentifiesNone() {
    this.newsroom.serve(
        "/feed",
        Rss.feed(
            Rss.item("1", "River", "It rose."),
            Rss.item("1", "Dam", "It held.").replace("/1/", "/2/"),
            "<item><guid>a</guid><title>A</title><link>https://courier.example/live</link></item>",
            "<item><guid>b</guid><title>B</title><link>https://courier.example/live</link></item>",
            "<item><guid>c</guid><title>C</title><link>https://courier.example</link></item>"));
    this.newsroom.look("courier", this.feed);
    this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.all()).hasSize(5);
    assertThat(this.newsroom.events).hasOnlyElementsOfType(StoryAdded.class);
  }

  @Test
  void oldStoriesAreHeldAtFirstSight() {
    this.newsroom.serve(
        "/feed",
        Rss.feed(
            Rss.item("1", "New", "It rose."),
            Rss.item("2", "Old", "It held.", "Sat, 28 Feb 2026 10:00:00 +0000"),
            "<item><guid>3</guid><title>Undated</title></item>"));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.all())
        .extracting(it -> it.latest().content().headline(), it -> it.held())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("New", false),
            org.assertj.core.groups.Tuple.tuple("Old", true),
            org.assertj.core.groups.Tuple.tuple("Undated", true));
    this.newsroom.serve(
        "/feed", Rss.feed("<item><guid>4</guid><title>Undated later</title></item>"));
    this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.events.getLast())
        .isInstanceOfSatisfying(StoryAdded.class, it -> assertThat(it.held()).isFalse());
  }

  @Test
  void asksWhetherAnythingChanged() {
    byte[] body = Rss.feed(Rss.item("1", "River", "It rose.")).getBytes(StandardCharsets.UTF_8);
    this.newsroom.serve("/feed", body, Map.of("ETag", "\"v1\"", "Last-Modified", "then"));
    assertThat(this.newsroom.look("courier", this.feed))
        .extracting(SourceState::etag, SourceState::lastModified)
        .containsExactly("\"v1\"", "then");
    SourceState state = this.newsroom.lookAgain("courier", this.feed);
    assertThat(state.etag()).isEqualTo("\"v1\"");
    assertThat(state.failures()).isZero();
    assertThat(state.lastSuccess()).isEqualTo(this.newsroom.clock.instant());
  }

  @Test
  void isNotAskedBeforeItIsDue() {
    this.newsroom.serve("/feed", Rss.feed());
    this.newsroom.look("courier", this.feed);
    this.newsroom.clock.advance(Duration.ofMinutes(4));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.requests).hasSize(1);
    this.newsroom.clock.advance(Duration.ofMinutes(1));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.requests).hasSize(2);
  }

  @Test
  void cronSaysWhen() {
    this.newsroom.serve("/feed", Rss.feed());
    SourceSettings hourly =
        Newsroom.settings(this.newsroom.address("/feed"), Map.of("source.cron", "0 30 * * * *"));
    assertThat(this.newsroom.look("courier", hourly).nextPoll())
        .isEqualTo(Instant.parse("2026-03-02T12:30:00Z"));
  }

  @Test
  void oneOfManyInstancesLooks() throws Exception {
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River", "It rose.")));
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      for (int instance = 0; instance < 20; instance++) {
        Poller poller = this.newsroom.poller();
        claims.add(
            threads.submit(
                () -> {
                  start.await();
                  return poller.claim("courier", this.feed);
                }));
      }
      start.countDown();
      int won = 0;
      for (Future<Boolean> claim : claims) {
        won += claim.get() ? 1 : 0;
      }
      assertThat(won).isOne();
    }
  }

  @Test
  void claimOfADeadInstanceEndsWithinHalfAMinute() {
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River", "It rose.")));
    Poller dead = this.newsroom.poller();
    assertThat(dead.claim("courier", this.feed)).isTrue();
    this.newsroom.clock.advance(Duration.ofSeconds(29));
    assertThat(this.newsroom.poller.claim("courier", this.feed)).isFalse();
    this.newsroom.clock.advance(Duration.ofSeconds(1));
    SourceState looked = this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.all()).hasSize(1);
    this.newsroom.remove("/feed");
    dead.poll("courier", this.feed);
    assertThat(this.newsroom.rows.find("courier")).contains(looked);
  }

  @Test
  void claimLastsAsLongAsTheLook() {
    Poller slow = this.newsroom.poller();
    assertThat(slow.claim("courier", this.feed)).isTrue();
    for (int look = 0; look < 10; look++) {
      this.newsroom.clock.advance(Duration.ofSeconds(20));
      slow.keepClaims();
      assertThat(this.newsroom.poller.claim("courier", this.feed)).isFalse();
    }
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River", "It rose.")));
    slow.poll("courier", this.feed);
    slow.keepClaims();
    assertThat(this.newsroom.rows.find("courier").orElseThrow().lastSuccess())
        .isEqualTo(this.newsroom.clock.instant());
    this.newsroom.clock.advance(Duration.ofHours(2));
    assertThat(this.newsroom.poller.claim("courier", this.feed)).isTrue();
  }

  @Test
  void failingSourceIsAskedLessAndLessOftenUntilItIsWell() {
    assertThat(this.newsroom.look("courier", this.feed))
        .satisfies(
            state -> {
              assertThat(state.lastError()).isEqualTo("The source answered with status 404");
              assertThat(state.failures()).isOne();
              assertThat(state.nextPoll()).isEqualTo(Newsroom.NOW.plus(Duration.ofMinutes(5)));
            });
    SourceState second = this.newsroom.lookAgain("courier", this.feed);
    assertThat(Duration.between(this.newsroom.clock.instant(), second.nextPoll()))
        .isEqualTo(Duration.ofMinutes(10));
    for (int failure = 3; failure <= 70; failure++) {
      this.newsroom.lookAgain("courier", this.feed);
    }
    SourceState last = this.newsroom.rows.find("courier").orElseThrow();
    assertThat(last.failures()).isEqualTo(70);
    assertThat(Duration.between(this.newsroom.clock.instant(), last.nextPoll()))
        .isEqualTo(Duration.ofHours(1));
    this.newsroom.serve("/feed", Rss.feed(Rss.item("1", "River", "It rose.")));
    SourceState well = this.newsroom.lookAgain("courier", this.feed);
    assertThat(well.failures()).isZero();
    assertThat(well.lastError()).isNull();
    assertThat(this.newsroom.all()).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheSourceAsks() {
    this.newsroom.replies.put(
        "/feed", new Newsroom.Reply(429, Map.of("Retry-After", "3000"), new byte[0]));
    assertThat(this.newsroom.look("courier", this.feed).nextPoll())
        .isEqualTo(Newsroom.NOW.plusSeconds(3000));
  }
}
