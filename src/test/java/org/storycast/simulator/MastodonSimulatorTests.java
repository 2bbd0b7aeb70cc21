// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.simulator.MastodonCalls.STATUSES;
import static org.storycast.simulator.MastodonCalls.assertError;
import static org.storycast.simulator.MastodonCalls.idOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class MastodonSimulatorTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final MastodonSimulator mastodon = new MastodonSimulator(this.clock);
  private final MastodonCalls calls = new MastodonCalls(this.mastodon);

  @AfterEach
  void stop() {
    this.mastodon.close();
  }

  @Test
  void takesAStatusAndShowsItAsHtml() {
    Answer answer =
        this.calls.say(" Rain & \"joy\" <here>\nnow\n\n#Steppe https://a.example.com/1. ");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(idOf(answer)).matches("[0-9]{18}");
    assertThat(answer.json().path("created_at").asString()).isEqualTo("2026-11-20T12:00:00.000Z");
    assertThat(answer.json().path("url").asString())
        .isEqualTo("https://mastodon.example/@steppecourier/" + idOf(answer));
    assertThat(answer.json().path("uri").asString()).endsWith("/statuses/" + idOf(answer));
    assertThat(answer.json().path("content").asString())
        .startsWith("<p>Rain &amp; &quot;joy&quot; &lt;here&gt;<br />now</p><p>")
        .contains("class=\"mention hashtag\" rel=\"tag\">#<span>Steppe</span></a>")
        .contains("<a href=\"https://a.example.com/1\" ")
        .contains("<span class=\"invisible\">https://</span>")
        .endsWith("</a>.</p>");
  }

  @Test
  void takesAForm() {
    Answer answer =
        RawRequests.send(
            "POST",
            this.calls.at(STATUSES),
            Map.of(
                "Authorization",
                "Bearer " + MastodonSimulator.TOKEN,
                "Content-Type",
                "application/x-www-form-urlencoded"),
            "status=Rain+%26+joy&visibility=private");
    assertThat(answer.json().path("content").asString()).isEqualTo("<p>Rain &amp; joy</p>");
    assertThat(answer.json().path("visibility").asString()).isEqualTo("private");
  }

  @Test
  void givesGrowingIds() {
    String first = idOf(this.calls.say("One"));
    String second = idOf(this.calls.say("Two"));
    this.clock.advance(Duration.ofSeconds(1));
    assertThat(second).isGreaterThan(first);
    assertThat(idOf(this.calls.say("Three"))).isGreaterThan(second);
  }

  @Test
  void wantsAToken() {
    assertError(this.calls.as("unknown").say("Rain"), 401, "The access token is invalid");
    assertError(
        RawRequests.send("POST", this.calls.at(STATUSES), Map.of(), "{\"status\":\"a\"}"),
        401,
        "The access token is invalid");
    this.mastodon.revoke(MastodonSimulator.TOKEN);
    assertError(this.calls.say("Rain"), 401, "The access token was revoked");
    assertThat(this.mastodon.publications()).isEmpty();
  }

  @Test
  void wantsTheScopeOfEachCall() {
    String outside = "This action is outside the authorized scopes";
    String id = idOf(this.calls.say("Rain"));
    MastodonCalls reader = this.calls.as(MastodonSimulator.READ_TOKEN);
    MastodonCalls writer = this.calls.as(MastodonSimulator.WRITE_TOKEN);
    assertError(reader.say("Rain"), 403, outside);
    assertError(reader.call("PUT", STATUSES + "/" + id, Map.of("status", "a")), 403, outside);
    assertError(reader.call("DELETE", STATUSES + "/" + id, null), 403, outside);
    assertError(writer.get(STATUSES + "/" + id), 403, outside);
    assertError(writer.get("/api/v1/accounts/verify_credentials"), 403, outside);
    assertError(writer.upload("/api/v2/media", "file", "image/png", new byte[] {1}), 403, outside);
    assertThat(writer.say("Snow").status()).isEqualTo(200);
  }

  @Test
  void tellsItsLimitsToEverybody() {
    this.mastodon.takeTextsUpTo(1_000);
    Answer answer =
        RawRequests.send("GET", this.calls.at("/api/v2/instance"), Map.of(), (String) null);
    assertThat(answer.json().at("/configuration/statuses/max_characters").asInt()).isEqualTo(1_000);
    assertThat(answer.json().at("/configuration/statuses/characters_reserved_per_url").asInt())
        .isEqualTo(23);
    assertThat(answer.json().at("/api_versions/mastodon").asInt()).isEqualTo(7);
    assertThat(this.calls.say("a".repeat(1_000)).status()).isEqualTo(200);
    assertError(this.calls.say("a".repeat(1_001)), 422, "Text character limit of 1000 exceeded");
  }

  @Test
  void knowsItsOwnAccount() {
    Answer answer = this.calls.get("/api/v1/accounts/verify_credentials");
    assertThat(idOf(answer)).isEqualTo(MastodonSimulator.ACCOUNT_ID);
    assertThat(answer.json().path("acct").asString()).isEqualTo(MastodonSimulator.USERNAME);
    assertError(this.calls.get("/api/v1/elsewhere"), 404, "Record not found");
  }

  @Test
  void answersARepeatedKeyForAnHourWithWhatItHolds() {
    String id = idOf(this.calls.say("Rain", "key"));
    this.clock.advance(Duration.ofSeconds(3_599));
    Answer repeated = this.calls.say("Something else", "key");
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(idOf(repeated)).isEqualTo(id);
    assertThat(this.mastodon.publications()).hasSize(1);
    this.clock.advance(Duration.ofSeconds(1));
    assertThat(idOf(this.calls.say("Rain", "key"))).isNotEqualTo(id);
  }

  @Test
  void keepsKeysByAccountAndNotByToken() {
    String id = idOf(this.calls.say("Rain", "key"));
    assertThat(idOf(this.calls.as(MastodonSimulator.WRITE_TOKEN).say("Rain", "key"))).isEqualTo(id);
    assertThat(idOf(this.calls.as(MastodonSimulator.FOREIGN_TOKEN).say("Rain", "key")))
        .isNotEqualTo(id);
  }

  @Test
  void keepsNoKeyOfARefusal() {
    assertThat(this.calls.say("", "key").status()).isEqualTo(422);
    assertThat(this.calls.say("Rain", "key").status()).isEqualTo(200);
  }

  @Test
  void refusesAKeyWhoseRequestIsNotFinished() {
    this.mastodon.lockKey("key");
    assertError(this.calls.say("Rain", "key"), 503, "There was a temporary problem");
    assertThat(this.calls.say("Rain", "another").status()).isEqualTo(200);
    this.mastodon.lockKey(null);
    assertThat(this.calls.say("Rain", "key").status()).isEqualTo(200);
  }

  @Test
  void countsCharactersAddressesAndNamesInItsOwnWay() {
    String family = "👩‍👩‍👧‍👦";
    assertThat(this.calls.say(family.repeat(500)).status()).isEqualTo(200);
    assertThat(this.calls.say(family.repeat(501)).status()).isEqualTo(422);
    String address = " https://courier.example.com/" + "b".repeat(300);
    assertThat(this.calls.say("a".repeat(476) + address).status()).isEqualTo(200);
    assertThat(this.calls.say("a".repeat(477) + address).status()).isEqualTo(422);
    String bare = address.replace("https://", "");
    assertThat(this.calls.say("a".repeat(300) + bare).status()).isEqualTo(422);
    assertThat(this.calls.say("a".repeat(492) + " @editor@press.example.com").status())
        .isEqualTo(200);
    assertThat(this.calls.say("a".repeat(493) + " @editor@press.example.com").status())
        .isEqualTo(422);
  }

  @Test
  void countsTheWarningToo() {
    assertThat(
            this.calls
                .post(Map.of("status", "a".repeat(490), "spoiler_text", "b".repeat(10)))
                .status())
        .isEqualTo(200);
    assertError(
        this.calls.post(Map.of("status", "a".repeat(490), "spoiler_text", "b".repeat(11))),
        422,
        "Validation failed: Text character limit of 500 exceeded");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "status, ' ', Validation failed: Text can't be blank",
    "visibility, everybody, Visibility is not included in the list",
    "in_reply_to_id, 17, The post you are trying to reply to does not appear to exist.",
    "scheduled_at, 2026-11-21T12:00:00Z, are not carried"
  })
  void refusesWhatIsNotAStatus(String name, String value, String words) {
    Map<String, Object> status = new java.util.HashMap<>(Map.of("status", "Rain"));
    status.put(name, value);
    assertError(this.calls.post(status), 422, words);
    assertThat(this.mastodon.publications()).isEmpty();
  }

  @Test
  void continuesAThread() {
    String first = idOf(this.calls.say("One"));
    Answer second = this.calls.post(Map.of("status", "Two", "in_reply_to_id", first));
    assertThat(second.json().path("in_reply_to_id").asString()).isEqualTo(first);
  }

  @Test
  void tellsTheClosestLimitAndWhenItsWindowEndsByTheClock() {
    this.clock.advance(Duration.ofSeconds(70));
    Answer first = this.calls.say("Rain");
    assertThat(first.header("X-RateLimit-Limit")).isEqualTo("300");
    assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("299");
    assertThat(first.header("X-RateLimit-Reset")).isEqualTo("2026-11-20T12:05:00.000000Z");
    this.clock.advance(Duration.ofMinutes(5));
    Answer second = this.calls.say("Snow");
    assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("298");
    assertThat(second.header("X-RateLimit-Reset")).isEqualTo("2026-11-20T15:00:00.000000Z");
  }

  @Test
  void refusesThe301stRequestInFiveMinutes() {
    for (int request = 0; request < 300; request++) {
      this.calls.get(STATUSES + "/17");
    }
    assertError(this.calls.say("Rain"), 429, "Too many requests");
    assertThat(this.calls.as(MastodonSimulator.WRITE_TOKEN).say("Rain").status()).isEqualTo(200);
    this.clock.advance(Duration.ofMinutes(5));
    assertThat(this.calls.say("Rain").status()).isEqualTo(200);
  }

  @Test
  void refusesThe301stStatusInThreeHoursButNoRepeat() {
    for (int status = 0; status < 300; status++) {
      this.clock.advance(Duration.ofSeconds(2));
      assertThat(this.calls.say("Status", "key " + status).status()).isEqualTo(200);
    }
    Answer refused = this.calls.say("Rain");
    assertError(refused, 429, "Too many requests");
    assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(refused.header("X-RateLimit-Reset")).isEqualTo("2026-11-20T15:00:00.000000Z");
    assertThat(refused.header("Retry-After")).isEmpty();
    assertThat(this.calls.say("Status", "key 299").status()).isEqualTo(200);
    this.clock.set(NOON.plus(Duration.ofHours(3)));
    assertThat(this.calls.say("Rain").status()).isEqualTo(200);
  }

  @Test
  void refusesThe31stDeletionInHalfAnHour() {
    for (int deletion = 0; deletion < 30; deletion++) {
      String id = idOf(this.calls.say("Status"));
      assertThat(this.calls.call("DELETE", STATUSES + "/" + id, null).status()).isEqualTo(200);
    }
    String id = idOf(this.calls.say("Status"));
    assertError(this.calls.call("DELETE", STATUSES + "/" + id, null), 429, "Too many requests");
    this.clock.advance(Duration.ofMinutes(30));
    assertThat(this.calls.call("DELETE", STATUSES + "/" + id, null).status()).isEqualTo(200);
  }

  @Test
  void editsAStatusInItsPlace() {
    String id = idOf(this.calls.say("Rain"));
    this.clock.advance(Duration.ofMinutes(1));
    Answer same = this.calls.call("PUT", STATUSES + "/" + id, Map.of("status", "Rain"));
    assertThat(same.json().path("edited_at").isNull()).isTrue();
    Answer edited =
        this.calls.call(
            "PUT", STATUSES + "/" + id, Map.of("status", "Snow", "visibility", "private"));
    assertThat(idOf(edited)).isEqualTo(id);
    assertThat(edited.json().path("edited_at").asString()).isEqualTo("2026-11-20T12:01:00.000Z");
    assertThat(edited.json().path("visibility").asString()).isEqualTo("public");
    assertThat(this.calls.get(STATUSES + "/" + id + "/source").json().path("text").asString())
        .isEqualTo("Snow");
    assertError(
        this.calls.call("PUT", STATUSES + "/" + id, Map.of("status", "a".repeat(501))),
        422,
        "exceeded");
  }

  @Test
  void deletesAStatusAndReturnsItsSource() {
    String id = idOf(this.calls.say("Rain & snow"));
    Answer deleted = this.calls.call("DELETE", STATUSES + "/" + id, null);
    assertThat(deleted.json().path("text").asString()).isEqualTo("Rain & snow");
    assertError(this.calls.get(STATUSES + "/" + id), 404, "Record not found");
    assertError(this.calls.get(STATUSES + "/" + id + "/source"), 404, "Record not found");
    assertError(this.calls.call("DELETE", STATUSES + "/" + id, null), 404, "Record not found");
    assertError(
        this.calls.call("PUT", STATUSES + "/" + id, Map.of("status", "Snow")),
        404,
        "Record not found");
  }

  @Test
  void letsNobodyChangeWhatIsSomebodyElses() {
    String id = idOf(this.calls.as(MastodonSimulator.FOREIGN_TOKEN).say("Rain"));
    assertError(this.calls.call("DELETE", STATUSES + "/" + id, null), 404, "Record not found");
    assertError(
        this.calls.call("PUT", STATUSES + "/" + id, Map.of("status", "a")),
        404,
        "Record not found");
    assertError(this.calls.get(STATUSES + "/" + id + "/source"), 404, "Record not found");
    assertThat(this.calls.get(STATUSES + "/" + id).status()).isEqualTo(200);
    assertThat(this.mastodon.publications()).isEmpty();
  }

  @Test
  void publicationIsTakenBeforeTheAnswerIsLost() {
    this.mastodon.failNext(Fault.TAKE_THEN_DROP);
    assertThatThrownBy(() -> this.calls.say("Rain", "key"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(this.mastodon.publications()).hasSize(1);
    assertThat(this.calls.say("Rain", "key").status()).isEqualTo(200);
    this.mastodon.failNext(Fault.TAKE_THEN_500, Fault.REFUSE_502);
    assertThat(this.calls.say("Snow").body()).startsWith("<html>");
    assertThat(this.calls.say("Hail").status()).isEqualTo(502);
    assertThat(this.mastodon.publications()).hasSize(2);
    assertThat(this.calls.say("Fog #simulate-429").status()).isEqualTo(429);
  }

  @Test
  void saysYesAndDropsAStatus() {
    this.mastodon.dropNextSilently();
    Answer answer = this.calls.say("Rain");
    assertThat(answer.status()).isEqualTo(200);
    assertError(this.calls.get(STATUSES + "/" + idOf(answer)), 404, "Record not found");
    assertThat(this.mastodon.publications()).isEmpty();
  }

  @Test
  void makesPublicStatusesOfASilencedAccountUnlisted() {
    this.mastodon.silence();
    assertThat(this.calls.say("Rain").json().path("visibility").asString()).isEqualTo("unlisted");
    Answer answer = this.calls.post(Map.of("status", "Snow", "visibility", "private"));
    assertThat(answer.json().path("visibility").asString()).isEqualTo("private");
  }
}
