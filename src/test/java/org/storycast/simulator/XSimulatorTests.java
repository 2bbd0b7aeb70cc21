// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class XSimulatorTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final XSimulator x = new XSimulator(this.clock);
  private final XCalls calls = new XCalls(this.x, this.clock);

  @AfterEach
  void stop() {
    this.x.close();
  }

  @Test
  void takesASignedPost() {
    Answer answer = this.calls.post("{\"text\":\"Rain & more https://courier.example.com/1\"}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/data/id").asString()).matches("[0-9]{19}");
    assertThat(answer.json().at("/data/text").asString())
        .matches("Rain &amp; more https://t\\.co/\\w{10}");
    assertThat(this.x.publications()).hasSize(1);
  }

  @Test
  void refusesAnotherContentType() {
    String header = this.calls.header("POST", "/2/tweets", Map.of(), it -> it);
    Answer answer =
        this.calls.raw(
            "POST",
            "/2/tweets",
            Map.of("Authorization", header, "Content-Type", "text/plain"),
            "{\"text\":\"a\"}");
    XCalls.assertInvalid(answer, "application/json");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":\"a\",\"link\":\"b\"} | $.link: is not defined in the schema",
        "{\"text\":\"a\",\"reply\":{\"to\":\"1\"}} | $.reply.to: is not defined in the schema",
        "{\"text\":7} | $.text: integer found, string expected",
        "{\"text\":\"a\",\"quote_tweet_id\":17} | $.quote_tweet_id: integer found, string expected",
        "{\"text\":\"a\",\"reply\":{\"in_reply_to_tweet_id\":17}} | integer found, string expected",
        "{\"text\":\"a\",\"nullcast\":\"no\"} | $.nullcast: string found, boolean expected",
        "{\"text\":\"a\",\"media\":{\"media_ids\":\"1\"}} | string found, array expected",
        "{\"text\":\"a\",\"media\":{\"media_ids\":[]}} | there must be a minimum of 1 item",
        "{\"media\":{\"media_ids\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}} | there must be a maximum of"
            + " 4",
        "{} | text or media is required",
        "{\"text\":\" \"} | text or media is required",
        "[] | object expected"
      })
  void refusesABodyThatIsNotWhatTheApiDescribes(String body, String message) {
    XCalls.assertInvalid(this.calls.post(body), message);
    assertThat(this.x.publications()).isEmpty();
  }

  @Test
  void refusesALongTextWithTheSentenceThatFitsEverything() {
    assertThat(this.calls.say("a".repeat(280)).status()).isEqualTo(201);
    XCalls.assertForbidden(
        this.calls.say("a".repeat(281)), "You are not permitted to perform this action.");
    XCalls.assertForbidden(
        this.calls.say("雨".repeat(141)), "You are not permitted to perform this action.");
    assertThat(
            this.calls
                .say("a".repeat(256) + " https://courier.example.com/" + "b".repeat(200))
                .status())
        .isEqualTo(201);
  }

  @Test
  void refusesADuplicateWithoutNamingItAndCountsTheCall() {
    this.calls.say("Rain reaches the steppe");
    Answer answer = this.calls.say(" Rain  reaches the steppe ");
    XCalls.assertForbidden(answer, "You are not allowed to create a Tweet with duplicate content.");
    assertThat(answer.json().has("data")).isFalse();
    assertThat(answer.header("x-rate-limit-remaining")).isEqualTo("98");
    this.clock.advance(XPosts.DUPLICATE_WINDOW);
    assertThat(this.calls.say("Rain reaches the steppe").status()).isEqualTo(201);
  }

  @Test
  void letsTheAccountReplyToItselfAndToThoseWhoNameIt() {
    String own = this.calls.say("Part one").json().at("/data/id").asString();
    String naming = this.x.addForeignPost("What does @steppecourier say?");
    String foreign = this.x.addForeignPost("Something else");
    assertThat(this.calls.reply("Part two", own).status()).isEqualTo(201);
    assertThat(this.calls.reply("An answer", naming).status()).isEqualTo(201);
    XCalls.assertForbidden(
        this.calls.reply("An intrusion", foreign),
        "You can only reply to or quote posts where you are mentioned or are the author.");
    XCalls.assertForbidden(
        this.calls.reply("An echo", "17"),
        "You attempted to reply to a Tweet that is deleted or not visible to you.");
  }

  @Test
  void refusesTwoCashtags() {
    assertThat(this.calls.say("$AAPL at $77,730").status()).isEqualTo(201);
    XCalls.assertForbidden(this.calls.say("$AAPL and $TSLA"), "maximum of one cashtag");
  }

  @Test
  void refusesThe101stPostIn15Minutes() {
    Answer last = null;
    for (int post = 0; post < 100; post++) {
      last = this.calls.say("Post " + post);
    }
    assertThat(last.header("x-rate-limit-limit")).isEqualTo("100");
    assertThat(last.header("x-rate-limit-remaining")).isEqualTo("0");
    Answer refused = this.calls.say("Post 100");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("title").asString()).isEqualTo("Too Many Requests");
    assertThat(refused.header("x-rate-limit-reset"))
        .isEqualTo(Long.toString(NOON.plus(Duration.ofMinutes(15)).getEpochSecond()));
    this.clock.advance(Duration.ofMinutes(15));
    assertThat(this.calls.say("Post 100").status()).isEqualTo(201);
  }

  @Test
  void refusesMoreThanTheDayAllows() {
    this.x.limitDay(1);
    assertThat(this.calls.say("One").header("x-user-limit-24hour-remaining")).isEqualTo("0");
    Answer refused = this.calls.say("Two");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("x-user-limit-24hour-reset"))
        .isEqualTo(Long.toString(NOON.plus(Duration.ofHours(24)).getEpochSecond()));
  }

  @ParameterizedTest(name = "newer form: {0}")
  @CsvSource({
    "false, CreditsDepleted, does not have any credits to fulfill this request., credits",
    "true, Payment Required, credits depleted, credits-depleted"
  })
  void takesNoPostWithoutCredits(boolean newer, String title, String detail, String type) {
    this.x.fund(30, newer);
    assertThat(this.calls.say("No link costs 1.5 cents").status()).isEqualTo(201);
    Answer answer = this.calls.say("A link costs 20 https://courier.example.com");
    assertThat(answer.status()).isEqualTo(402);
    assertThat(answer.json().path("title").asString()).isEqualTo(title);
    assertThat(answer.json().path("detail").asString()).endsWith(detail);
    assertThat(answer.json().path("type").asString()).endsWith("/problems/" + type);
  }

  @Test
  void chargesForWhatItDoesAndNotForWhatItRefuses() {
    this.calls.say("Rain");
    assertThat(this.x.spent()).isEqualTo(15);
    String id = this.calls.say("See https://courier.example.com").json().at("/data/id").asString();
    assertThat(this.x.spent()).isEqualTo(215);
    this.calls.say("Rain");
    assertThat(this.x.spent()).isEqualTo(215);
    this.calls.get("/2/tweets", Map.of("ids", id + ",17"));
    assertThat(this.x.spent()).isEqualTo(216);
    this.calls.get("/2/users/me", Map.of());
    assertThat(this.x.spent()).isEqualTo(226);
  }

  @Test
  void readsNothingWithoutCredits() {
    this.x.fund(0, false);
    assertThat(this.calls.get("/2/users/me", Map.of()).status()).isEqualTo(402);
    assertThat(this.calls.get("/2/tweets", Map.of("ids", "17")).status()).isEqualTo(402);
  }

  @Test
  void doesNotShowAPostToItsOwnReplyAtOnce() {
    this.x.allowRepliesAfter(Duration.ofSeconds(5));
    String own = this.calls.say("Part one").json().at("/data/id").asString();
    XCalls.assertForbidden(this.calls.reply("Part two", own), "deleted or not visible to you");
    this.clock.advance(Duration.ofSeconds(5));
    assertThat(this.calls.reply("Part two", own).status()).isEqualTo(201);
    assertThat(this.x.parentOf(this.x.publications().getLast().id())).contains(own);
  }

  @Test
  void takesAPostAndKeepsItsIdToItself() {
    this.x.loseNextId();
    Answer answer = this.calls.say("Rain");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().has("data")).isFalse();
    assertThat(answer.json().has("errors")).isTrue();
    assertThat(this.x.publications()).hasSize(1);
  }

  @Test
  void takesAPostAndDropsTheConnection() {
    this.x.failNext(Fault.TAKE_THEN_DROP);
    assertThatThrownBy(() -> this.calls.say("Rain")).isInstanceOf(IllegalStateException.class);
    assertThat(this.x.publications()).hasSize(1);
  }

  @Test
  void takesAPostAndAnswersAPage() {
    this.x.failNext(Fault.TAKE_THEN_500, Fault.REFUSE_502);
    assertThat(this.calls.say("Rain").body()).startsWith("<html>");
    assertThat(this.calls.say("Snow").status()).isEqualTo(502);
    assertThat(this.x.publications()).hasSize(1);
  }
}
