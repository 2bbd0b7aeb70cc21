// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Account;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Secret;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

class PageCheckupTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofDays(400));
  private static final Predicate<SimulatorRequest> ASKS_THE_TOKEN =
      request -> request.path().endsWith("/debug_token");
  private static final Predicate<SimulatorRequest> ASKS_THE_PAGE =
      request -> request.query().getOrDefault("fields", "").contains("is_published");

  private final MutableClock clock = new MutableClock(NOON);
  private final FacebookSimulator facebook = new DescribedFacebook(this.clock);

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  private Checkup check() {
    return check(FacebookFixtures.account(this.facebook.address()));
  }

  private Checkup check(Account account) {
    return ((FacebookPublisher) FacebookFixtures.factory(this.clock).open(account)).check();
  }

  private static Checkup.Line line(Checkup checkup, String subject) {
    return checkup.lines().stream()
        .filter(it -> it.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No line about " + subject + " in " + checkup));
  }

  @Test
  void findsAPageGoodAndChangesNothing() {
    this.facebook.needProof();
    Checkup checkup = check();
    assertThat(checkup.verdict()).as(checkup.toString()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.endsAt()).isNull();
    assertThat(this.facebook.requests()).allMatch(it -> it.method().equals("GET"));
  }

  @Test
  void warnsTwoWeeksBeforeTheEndAndTakesTheEarlierOne() {
    Instant end = NOON.plus(Duration.ofDays(13));
    this.facebook.endTokenAt(LATER, end);
    Checkup checkup = check();
    assertThat(checkup.endsAt()).isEqualTo(end);
    assertThat(line(checkup, "token's end").verdict()).isEqualTo(Verdict.WARNING);
    assertThat(line(checkup, "token's end").detail())
        .contains("connect the account again", "credentials.page-token");
    this.facebook.endTokenAt(NOON.plus(Duration.ofDays(15)), LATER);
    assertThat(line(check(), "token's end").verdict()).isEqualTo(Verdict.GOOD);
  }

  @Test
  void callsATokenBadThatEnded() {
    this.facebook.endTokenAt(NOON, LATER);
    Checkup checkup = check();
    assertThat(line(checkup, "access token").verdict()).isEqualTo(Verdict.BAD);
    assertThat(line(checkup, "token's end").verdict()).isEqualTo(Verdict.BAD);
  }

  @ParameterizedTest(name = "without {0}: {1}")
  @CsvSource({"pages_manage_posts, BAD", "pages_read_engagement, BAD", "read_insights, WARNING"})
  void namesARightThatIsMissing(String right, Verdict verdict) {
    String[] others =
        java.util.stream.Stream.of("pages_manage_posts", "pages_read_engagement", "read_insights")
            .filter(it -> !it.equals(right))
            .toArray(String[]::new);
    this.facebook.grant(others);
    Checkup checkup = check();
    assertThat(line(checkup, "permission " + right).verdict()).isEqualTo(verdict);
    assertThat(checkup.verdict()).isEqualTo(verdict);
  }

  @Test
  void missesNoNumbersThatNobodyReads() {
    this.facebook.grant("pages_manage_posts", "pages_read_engagement");
    Account account =
        FacebookFixtures.account(
            Map.of("base-url", this.facebook.address().toString(), "numbers", "false"));
    assertThat(check(account).verdict()).isEqualTo(Verdict.GOOD);
  }

  @Test
  void noticesAPersonsTokenAHiddenPageAndAFullAllowance() {
    this.facebook.callTokens("USER");
    this.facebook.hidePage();
    this.facebook.use(93);
    Checkup checkup = check();
    assertThat(line(checkup, "access token").verdict()).isEqualTo(Verdict.BAD);
    assertThat(line(checkup, "page").verdict()).isEqualTo(Verdict.WARNING);
    assertThat(line(checkup, "allowance").detail()).contains("93 per cent");
  }

  @ParameterizedTest(name = "{0}/{1}: {2} {3}")
  @CsvSource({
    "190, 463, access token, BAD",
    "100, 33, page, BAD",
    "200, 0, page, BAD",
    "2, 0, page, UNKNOWN"
  })
  void saysWhyThePageCannotBeRead(int code, int subcode, String subject, Verdict verdict) {
    this.facebook.answerNext(ASKS_THE_PAGE, FacebookRefusals.error(400, code, subcode));
    assertThat(line(check(), subject).verdict()).isEqualTo(verdict);
  }

  @Test
  void doesNotGuessWhereFacebookDoesNotAnswerWell() {
    this.facebook.answerNext(ASKS_THE_PAGE, SimulatorReply.html(200, "Welcome"));
    this.facebook.answerNext(ASKS_THE_TOKEN, SimulatorReply.html(502, "Bad gateway"));
    assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(check(FacebookFixtures.account(URI.create("http://127.0.0.1:1"))).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void saysWhatItNeedsToKnowTheEnd() {
    Account given = FacebookFixtures.account(this.facebook.address());
    Account account =
        new Account(
            given.id(),
            given.kind(),
            given.language(),
            given.settings(),
            Map.of("page-token", new Secret(FacebookSimulator.PAGE_TOKEN)));
    assertThat(line(check(account), "access token").detail()).contains("app-id", "app-secret");
  }
}
