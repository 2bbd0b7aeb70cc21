// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class XPostsTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final XSimulator x = new XSimulator(this.clock);
  private final XCalls calls = new XCalls(this.x, this.clock);

  @AfterEach
  void stop() {
    this.x.close();
  }

  @Test
  void showsTheTimelineNewestFirstInPages() {
    for (int post = 0; post < 7; post++) {
      this.x.addOwnPost("Post " + post);
    }
    this.clock.advance(Duration.ofMinutes(1));
    Answer first = timeline("max_results", "5");
    assertThat(first.json().at("/data/0/text").asString()).isEqualTo("Post 6");
    assertThat(first.json().at("/meta/result_count").asInt()).isEqualTo(5);
    Answer second =
        timeline(
            "max_results", "5", "pagination_token", first.json().at("/meta/next_token").asString());
    assertThat(second.json().at("/data/1/text").asString()).isEqualTo("Post 0");
    assertThat(second.json().at("/meta").has("next_token")).isFalse();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "max_results, 4",
    "max_results, 101",
    "max_results, many",
    "start_time, yesterday",
    "since_id, abc",
    "exclude, likes",
    "post.fields, everything",
    "tweet.fields, text",
    "limit, 5"
  })
  void refusesATimelineThatIsAskedForWrongly(String name, String value) {
    XCalls.assertInvalid(timeline(name, value), name);
  }

  @Test
  void looksUpSeveralAndNamesThoseThatAreMissing() {
    String id = this.calls.say("Rain").json().at("/data/id").asString();
    Answer answer =
        this.calls.get("/2/tweets", Map.of("ids", id + ",17", "post.fields", "public_metrics"));
    assertThat(answer.json().at("/data/0/id").asString()).isEqualTo(id);
    assertThat(answer.json().at("/data/0/public_metrics/repost_count").isNumber()).isTrue();
    assertThat(answer.json().at("/errors/0/resource_id").asString()).isEqualTo("17");
    XCalls.assertInvalid(this.calls.get("/2/tweets", Map.of("ids", "seventeen")), "ids");
    XCalls.assertInvalid(
        this.calls.get("/2/tweets", Map.of("ids", id, "tweet.fields", "public_metrics")),
        "tweet.fields");
  }

  @Test
  void leavesOutDataWhenThereIsNone() {
    Answer answer = timeline("max_results", "5");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("data")).isFalse();
    assertThat(answer.json().at("/meta/result_count").asInt()).isZero();
  }

  @Test
  void givesTheOriginalLinksWhenAsked() {
    this.calls.say("Rain https://courier.example.com/1?a=b&c=d");
    this.clock.advance(Duration.ofMinutes(1));
    Answer answer = timeline("post.fields", "created_at,entities");
    assertThat(answer.json().at("/data/0/entities/urls/0/expanded_url").asString())
        .isEqualTo("https://courier.example.com/1?a=b&c=d");
    assertThat(answer.json().at("/data/0/entities/urls/0/url").asString())
        .startsWith("https://t.co/");
    assertThat(timeline("max_results", "5").json().at("/data/0").has("entities")).isFalse();
  }

  @Test
  void narrowsTheTimelineByTime() {
    this.calls.say("Early");
    this.clock.advance(Duration.ofHours(1));
    this.calls.say("Late");
    this.clock.advance(Duration.ofMinutes(1));
    Answer answer = timeline("start_time", "2026-11-20T12:30:00Z");
    assertThat(answer.json().at("/meta/result_count").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/data/0/text").asString()).isEqualTo("Late");
  }

  @Test
  void showsAPostLateWhenToldTo() {
    this.x.showPostsAfter(Duration.ofSeconds(20));
    this.calls.say("Rain");
    this.clock.advance(Duration.ofSeconds(19));
    assertThat(timeline("max_results", "5").json().has("data")).isFalse();
    this.clock.advance(Duration.ofSeconds(1));
    assertThat(timeline("max_results", "5").json().has("data")).isTrue();
  }

  @Test
  void deletesOwnPostsOnly() {
    String own = this.calls.say("Rain").json().at("/data/id").asString();
    String foreign = this.x.addForeignPost("Not ours");
    Answer deleted = this.calls.call("DELETE", "/2/tweets/" + own, null);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json().at("/data/deleted").asBoolean()).isTrue();
    assertThat(this.calls.call("DELETE", "/2/tweets/" + own, null).status()).isEqualTo(404);
    assertThat(this.calls.call("DELETE", "/2/tweets/" + foreign, null).status()).isEqualTo(403);
  }

  @Test
  void answers200AndAnErrorForAPostThatIsNotThere() {
    Answer answer = this.calls.call("GET", "/2/tweets/17", null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/errors/0/type").asString()).endsWith("/resource-not-found");
    assertThat(answer.json().has("data")).isFalse();
  }

  @Test
  void namesTheAccount() {
    assertThat(this.calls.call("GET", "/2/users/me", null).json().at("/data/id").asString())
        .isEqualTo(XSimulator.USER_ID);
  }

  private Answer timeline(String... pairs) {
    Map<String, String> query = new HashMap<>();
    for (int pair = 0; pair < pairs.length; pair += 2) {
      query.put(pairs[pair], pairs[pair + 1]);
    }
    return this.calls.get("/2/users/" + XSimulator.USER_ID + "/tweets", query);
  }
}
