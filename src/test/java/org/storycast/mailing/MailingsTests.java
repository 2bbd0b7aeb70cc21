// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReadersFixture;
import org.storycast.audience.SuppressionReason;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class MailingsTests {

  private final HikariDataSource source;
  private final MailingFixture desk;

  MailingsTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
    MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
    this.desk = new MailingFixture(this.source, clock, 1, Map.of());
  }

  @AfterEach
  void stop() {
    this.source.close();
  }

  @Test
  void opensAnIssueOncePerKey() {
    add("anna@example.org", "en");
    IssueId first = open(Issues.EVERYBODY);
    add("berta@example.org", "en");
    assertThat(open(Issues.EVERYBODY)).isEqualTo(first);
    assertThat(this.desk.mailings().find("key")).contains(first);
    assertThat(progress().total()).isEqualTo(1);
    assertThat(this.desk.mailings().find("another")).isEmpty();
  }

  @Test
  void opensOneIssueWhereManyTryAtOnce() {
    add("anna@example.org", "en");
    List<CompletableFuture<IssueId>> openings =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> open(Issues.EVERYBODY)))
            .limit(8)
            .toList();
    assertThat(openings.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(progress().total()).isEqualTo(1);
  }

  @Test
  void freezesWhoIsQueuedAndWhoIsExcludedWithTheReason() {
    add("anna@example.org", "en");
    ReaderId gone = add("gone@example.org", "en");
    add("dead@example.org", "en");
    this.desk.readers().unsubscribe(gone, new Consent("a letter", ""));
    this.desk
        .suppressions()
        .suppress(EmailAddress.parse("dead@example.org"), SuppressionReason.BOUNCED, "bounced");
    open(Issues.EVERYBODY);
    assertThat(this.desk.stateOf("anna@example.org")).isEqualTo(LineState.QUEUED);
    assertThat(this.desk.replyOf("gone@example.org")).isEqualTo("UNSUBSCRIBED");
    assertThat(this.desk.replyOf("dead@example.org")).isEqualTo("SUPPRESSED");
    assertThat(progress().count(LineState.EXCLUDED)).isEqualTo(2);
    assertThat(progress().settled()).isFalse();
  }

  @Test
  void selectsByLanguageWithItsRegionsAndBySection() {
    add("en@example.org", "en");
    add("gb@example.org", "en-GB");
    add("enm@example.org", "enm");
    add("kk@example.org", "kk");
    add("business@example.org", "en", "BUSINESS");
    add("sport@example.org", "en", "Sport");
    open(new Recipients("EN", List.of(" Business ", "Weather")));
    assertThat(frozen())
        .containsExactlyInAnyOrder("en@example.org", "gb@example.org", "business@example.org");
    assertThat(this.desk.mailings().hasReaders(new Recipients("kk", List.of()))).isTrue();
    assertThat(this.desk.mailings().hasReaders(new Recipients("ru", List.of()))).isFalse();
  }

  @Test
  void showsAnIssueInTheBrowserWithoutAnythingThatIsOneReaders() {
    add("anna@example.org", "en");
    WebVersion page = this.desk.mailings().webVersion(open(Issues.EVERYBODY)).orElseThrow();
    assertThat(page.html())
        .contains("Ünïcode")
        .contains("1 Abay Street")
        .doesNotContain("Unsubscribe")
        .doesNotContain("storycast:");
    assertThat(
            this.desk.mailings().webVersion(IssueId.parse("00000000-0000-0000-0000-000000000001")))
        .isEmpty();
  }

  private ReaderId add(String address, String language, String... sections) {
    return ReadersFixture.add(this.desk.readers(), address, language, sections);
  }

  private IssueId open(Recipients recipients) {
    return this.desk.mailings().open("key", Issues.anIssue(), recipients);
  }

  private Progress progress() {
    return this.desk.mailings().progress("key").orElseThrow();
  }

  private List<String> frozen() {
    return this.desk
        .jdbc()
        .sql("SELECT address FROM mailing_line JOIN reader ON reader.id = reader_id")
        .query(String.class)
        .list();
  }
}
