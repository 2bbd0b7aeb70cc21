// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

class InstagramCheckupTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Predicate<SimulatorRequest> ASKS_THE_ACCOUNT =
      request -> request.query().getOrDefault("fields", "").equals("id,username");
  private static final Predicate<SimulatorRequest> ASKS_THE_TOKEN =
      request -> request.path().endsWith("/debug_token");

  private final MutableClock clock = new MutableClock(NOON);
  private final InstagramSimulator instagram = new DescribedInstagram(this.clock);

  @AfterEach
  void stop() {
    this.instagram.close();
  }

  private Checkup check(String... settings) {
    Map<String, String> changed = new HashMap<>();
    changed.put("base-url", this.instagram.address().toString());
    changed.put("page-id", InstagramSimulator.PAGE_ID);
    for (int pair = 0; pair < settings.length; pair += 2) {
      changed.put(settings[pair], settings[pair + 1]);
    }
    return ((InstagramPublisher)
            InstagramFixtures.factory(this.clock).open(InstagramFixtures.account(changed)))
        .check();
  }

  private static Checkup.Line line(Checkup checkup, String subject) {
    return checkup.lines().stream()
        .filter(it -> it.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No line about " + subject + " in " + checkup));
  }

  @Test
  void findsAnAccountGoodAndChangesNothing() {
    this.instagram.requireProof();
    Checkup checkup = check();
    assertThat(checkup.verdict()).as(checkup.toString()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.endsAt()).isNull();
    assertThat(line(checkup, "quota").detail()).startsWith("0 of 100");
    assertThat(this.instagram.requests()).allMatch(it -> it.method().equals("GET"));
  }

  @Test
  void seesTheEndOfATokenAhead() {
    Instant end = NOON.plus(Duration.ofDays(3));
    this.instagram.endTokenAt(end, NOON.plus(Duration.ofDays(90)));
    Checkup checkup = check();
    assertThat(checkup.endsAt()).isEqualTo(end);
    assertThat(line(checkup, "token's end").verdict()).isEqualTo(Verdict.WARNING);
    this.clock.advance(Duration.ofDays(3));
    assertThat(line(check(), "token's end").verdict()).isEqualTo(Verdict.BAD);
    assertThat(line(check(), "access token").verdict()).isEqualTo(Verdict.BAD);
  }

  @ParameterizedTest(name = "without {0}: {1}")
  @CsvSource({
    "instagram_content_publish, BAD",
    "instagram_manage_contents, WARNING",
    "instagram_manage_insights, WARNING"
  })
  void namesARightThatIsMissing(String right, Verdict verdict) {
    this.instagram.grant(
        Stream.of(
                "instagram_basic",
                "instagram_content_publish",
                "instagram_manage_contents",
                "instagram_manage_insights",
                "pages_read_engagement")
            .filter(it -> !it.equals(right))
            .toArray(String[]::new));
    assertThat(line(check(), "permission " + right).verdict()).isEqualTo(verdict);
  }

  @Test
  void noticesAPageThatIsNotLinkedAndAnotherAccount() {
    this.instagram.unlinkPage();
    assertThat(line(check(), "page").verdict()).isEqualTo(Verdict.BAD);
    assertThat(line(check("user-id", "17"), "account").verdict()).isEqualTo(Verdict.BAD);
  }

  @Test
  void noticesAPersonalAccountByInstagramLogin() {
    this.instagram.behaveAsInstagramLogin();
    Checkup good = check("login", "instagram", "page-id", "");
    assertThat(good.verdict()).as(good.toString()).isEqualTo(Verdict.GOOD);
    this.instagram.become("PERSONAL");
    assertThat(line(check("login", "instagram", "page-id", ""), "account").verdict())
        .isEqualTo(Verdict.BAD);
  }

  @Test
  void noticesADeadToken() {
    this.instagram.answerNext(
        ASKS_THE_ACCOUNT, InstagramPublisherContractTests.error(400, 190, 460));
    assertThat(line(check(), "access token").verdict()).isEqualTo(Verdict.BAD);
  }

  @Test
  void doesNotGuessWhereMetaDoesNotAnswerWell() {
    this.instagram.answerNext(ASKS_THE_ACCOUNT, SimulatorReply.html(200, "Welcome"));
    this.instagram.answerNext(ASKS_THE_TOKEN, SimulatorReply.html(502, "Bad gateway"));
    assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(check("base-url", URI.create("http://127.0.0.1:1").toString()).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }
}
