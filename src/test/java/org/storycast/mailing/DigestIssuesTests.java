// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Rhythm;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.ReceivedMail;

/** Who gets what by rhythm and sections, over a real relay. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DigestIssuesTests {

  private static final Consent AGREED = new Consent("a form", "192.0.2.7");
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final HikariDataSource source;
  private final MailingFixture desk;

  DigestIssuesTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
    this.desk = new MailingFixture(this.source, this.clock, this.relay.port(), Map.of());
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void keepsToEveryReadersRhythm() {
    for (Rhythm rhythm : Rhythm.values()) {
      add(rhythm.name().toLowerCase(java.util.Locale.ROOT) + "@example.org", rhythm);
    }
    List<String> politics = List.of("Politics");
    this.desk.mailings().open("routine", Issues.anIssue(), Recipients.ofStory("", politics, false));
    this.desk.mailings().open("breaking", Issues.anIssue(), Recipients.ofStory("", politics, true));
    this.desk.mailings().open("daily", Issues.anIssue(), Recipients.ofDaily("", politics));
    this.desk.mailings().open("weekly", Issues.anIssue(), Recipients.ofWeekly("", politics));
    assertThat(frozen("routine")).containsExactly("each_story@example.org");
    assertThat(frozen("breaking"))
        .containsExactly("breaking@example.org", "each_story@example.org");
    assertThat(frozen("daily")).containsExactly("daily@example.org");
    assertThat(frozen("weekly")).containsExactly("weekly@example.org");
  }

  @Test
  void knowsWhetherARhythmHasReaders() {
    add("anna@example.org", Rhythm.DAILY, "Sport");
    Mailings mailings = this.desk.mailings();
    assertThat(mailings.hasReaders(Recipients.ofDaily("en", List.of("Sport")))).isTrue();
    assertThat(mailings.hasReaders(Recipients.ofDaily("en", List.of("Politics")))).isFalse();
    assertThat(mailings.hasReaders(Recipients.ofWeekly("en", List.of("Sport")))).isFalse();
    assertThat(mailings.hasReaders(Recipients.ofStory("en", List.of("Sport"), true))).isFalse();
  }

  @Test
  void givesEachReaderTheStoriesOfTheSectionsChosen() {
    add("all@example.org", Rhythm.DAILY);
    add("sport@example.org", Rhythm.DAILY, "Sport");
    add("city@example.org", Rhythm.DAILY, "CITY", "Weather");
    add("both@example.org", Rhythm.DAILY, "Politics", "Sport");
    add("weather@example.org", Rhythm.DAILY, "Weather");
    add("weekly@example.org", Rhythm.WEEKLY, "Sport");
    open();
    this.desk.runDue();
    this.desk.runDue();
    got("all@example.org", "Today: Budget passed", 0, 1, 2, 3);
    got("sport@example.org", "Today: Final won", 1, 2);
    got("city@example.org", "Today: Final won", 1);
    got("both@example.org", "Today: Budget passed", 0, 1, 2);
    assertThat(this.relay.mails()).hasSize(4);
    Progress progress = this.desk.mailings().progress("key").orElseThrow();
    assertThat(progress.settled()).isTrue();
    assertThat(progress.count(LineState.SENT)).isEqualTo(4);
    assertThat(progress.total()).isEqualTo(4);
  }

  @Test
  void opensOnceWhereManyTryAtOnce() {
    add("all@example.org", Rhythm.DAILY);
    add("sport@example.org", Rhythm.DAILY, "Sport");
    List<CompletableFuture<IssueId>> openings =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::open)).limit(8).toList();
    assertThat(openings.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    add("late@example.org", Rhythm.DAILY);
    open();
    this.desk.runDue();
    this.desk.runDue();
    assertThat(this.relay.mails())
        .extracting(ReceivedMail::recipient)
        .containsExactlyInAnyOrder("all@example.org", "sport@example.org");
  }

  @Test
  void settlesWhereEveryReaderChoseSections() {
    add("sport@example.org", Rhythm.DAILY, "Sport");
    open();
    this.desk.runDue();
    this.desk.runDue();
    assertThat(this.desk.mailings().progress("key").orElseThrow().settled()).isTrue();
    got("sport@example.org", "Today: Final won", 1, 2);
  }

  @Test
  void countsExcludedReadersWithTheReason() {
    add("sport@example.org", Rhythm.DAILY, "Sport");
    this.desk
        .readers()
        .unsubscribe(
            this.desk.readers().find(EmailAddress.parse("sport@example.org")).orElseThrow().id(),
            AGREED);
    open();
    assertThat(this.desk.replyOf("sport@example.org")).isEqualTo("UNSUBSCRIBED");
    assertThat(this.desk.mailings().progress("key").orElseThrow().count(LineState.EXCLUDED))
        .isEqualTo(1);
  }

  @Test
  void decidesTheDoubtsOfAllItsIssues() {
    add("all@example.org", Rhythm.DAILY);
    add("sport@example.org", Rhythm.DAILY, "Sport");
    open();
    this.desk.jdbc().sql("UPDATE mailing_line SET state = 6, reply = 'lost'").update();
    this.desk.jdbc().sql("UPDATE mailing_tally SET queued = 0, doubt = 1").update();
    assertThat(this.desk.mailings().decideDoubts("key", false)).isEqualTo(2);
    assertThat(this.desk.mailings().progress("key").orElseThrow().count(LineState.SENT))
        .isEqualTo(2);
  }

  @Test
  void makesNoMoreVersionsThanItMayAndNobodyMissesAStory() {
    int sections = 8;
    List<DigestContent.Entry> stories =
        IntStream.range(0, sections)
            .mapToObj(it -> new DigestContent.Entry("Story " + it, List.of("s" + it)))
            .toList();
    List<String> addresses = new ArrayList<>();
    for (int mask = 1; mask < 1 << sections; mask++) {
      int chosen = mask;
      String address = "reader" + mask + "@example.org";
      addresses.add(address);
      add(
          address,
          Rhythm.DAILY,
          IntStream.range(0, sections)
              .filter(it -> (chosen & 1 << it) != 0)
              .mapToObj(it -> "s" + it)
              .toArray(String[]::new));
    }
    this.desk
        .mailings()
        .openDigest("key", SampleDigest.of(stories), SampleDigest.daily(stories), 0);
    assertThat(this.desk.jdbc().sql("SELECT COUNT(*) FROM issue").query(Integer.class).single())
        .isEqualTo(DigestVersions.MOST);
    Map<String, String> html = htmlByReader();
    assertThat(html).hasSize(addresses.size());
    for (int mask = 1; mask < 1 << sections; mask++) {
      for (int section = 0; section < sections; section++) {
        if ((mask & 1 << section) != 0) {
          assertThat(html.get(addresses.get(mask - 1))).contains("<p>Story " + section + "</p>");
        }
      }
    }
  }

  @Test
  void sharesABitWhereThereAreManySections() {
    List<DigestContent.Entry> stories =
        IntStream.range(0, 70)
            .mapToObj(it -> new DigestContent.Entry("Story " + it, List.of("s" + it)))
            .toList();
    add("last@example.org", Rhythm.DAILY, "s69");
    add("first@example.org", Rhythm.DAILY, "s0");
    add("two@example.org", Rhythm.DAILY, "s65", "s66");
    this.desk
        .mailings()
        .openDigest("key", SampleDigest.of(stories), SampleDigest.daily(stories), 0);
    Map<String, String> html = htmlByReader();
    assertThat(html.get("last@example.org"))
        .contains("<p>Story 69</p>", "<p>Story 59</p>")
        .doesNotContain("<p>Story 58</p>");
    assertThat(html.get("two@example.org")).isEqualTo(html.get("last@example.org"));
    assertThat(html.get("first@example.org")).contains("<p>Story 0</p>").doesNotContain("Story 1<");
  }

  @Test
  void tellsAllWhereTheTemplateMarksNoStories() {
    add("sport@example.org", Rhythm.DAILY, "Sport");
    IssueContent plain =
        new IssueContent(
            "Today", "", "<p>all</p>" + Markers.UNSUBSCRIBE, "all" + Markers.UNSUBSCRIBE, "en");
    this.desk
        .mailings()
        .openDigest(
            "key",
            new DigestContent(plain, SampleDigest.STORIES),
            SampleDigest.daily(SampleDigest.STORIES),
            0);
    assertThat(htmlByReader().get("sport@example.org")).startsWith("<p>all</p>");
  }

  @Test
  void refusesMarksThatDoNotPair() {
    IssueContent lacking =
        new IssueContent(
            "Today",
            "",
            "<!--storycast:story--><p>one</p>" + Markers.UNSUBSCRIBE,
            "all" + Markers.UNSUBSCRIBE,
            "en");
    assertThatThrownBy(() -> new DigestContent(lacking, SampleDigest.STORIES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("html")
        .hasMessageContaining("storycast:end");
  }

  private void got(String address, String subject, Integer... stories) {
    ReceivedMail mail = this.relay.mailsTo(address).getFirst();
    assertThat(this.relay.mailsTo(address)).hasSize(1);
    assertThat(mail.subject()).isEqualTo(subject);
    for (int story = 0; story < SampleDigest.STORIES.size(); story++) {
      String headline = SampleDigest.STORIES.get(story).headline();
      boolean told = Set.of(stories).contains(story);
      assertThat(mail.body("text/html").contains("<p>" + headline + "</p>"))
          .as(headline)
          .isEqualTo(told);
      assertThat(mail.body("text/plain").contains("* " + headline)).as(headline).isEqualTo(told);
      assertThat(mail.body("text/html")).doesNotContain("storycast:");
      assertThat(mail.body("text/plain")).doesNotContain("storycast:");
    }
  }

  private Map<String, String> htmlByReader() {
    return this.desk
        .jdbc()
        .sql(
            """
            SELECT reader.address, issue.html FROM mailing_line
            JOIN reader ON reader.id = reader_id JOIN issue ON issue.number = mailing_line.issue
            """)
        .query((row, number) -> Map.entry(row.getString("address"), row.getString("html")))
        .list()
        .stream()
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private IssueId open() {
    return this.desk
        .mailings()
        .openDigest(
            "key",
            SampleDigest.of(SampleDigest.STORIES),
            SampleDigest.daily(SampleDigest.STORIES),
            0);
  }

  private void add(String address, Rhythm rhythm, String... sections) {
    this.desk
        .readers()
        .add(
            new NewReader(EmailAddress.parse(address), null, "en", Set.of(sections), rhythm, "en"),
            AGREED);
  }

  private List<String> frozen(String key) {
    return this.desk
        .jdbc()
        .sql(
            """
            SELECT address FROM mailing_line JOIN reader ON reader.id = reader_id
            JOIN issue ON issue.number = issue WHERE delivery_key = ? ORDER BY address
            """)
        .param(key)
        .query(String.class)
        .list();
  }
}
