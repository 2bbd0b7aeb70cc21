// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class FacebookSimulatorTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String PAGE = FacebookSimulator.PAGE_ID;

  private final MutableClock clock = new MutableClock(NOON);
  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  @Test
  void takesAPostAndGivesItsId() {
    Answer answer = post("message", "Rain", "link", "https://courier.example.com/1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asString()).matches(PAGE + "_[0-9]+");
    assertThat(answer.json().size()).isEqualTo(1);
    assertThat(this.facebook.publications()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/v20.0/1/feed",
    "/v27.0/1/feed",
    "/1/feed",
    "/v24.0",
    "/v24.0/a/b/c",
    "/latest/1/feed"
  })
  void refusesAnUnknownVersionOrPath(String path) {
    assertError(
        call("POST", path, FacebookSimulator.PAGE_TOKEN, "message=a"), 2500, 0, "Unknown path");
  }

  @Test
  void refusesAnUnknownEdge() {
    assertError(
        call("POST", "/v24.0/" + PAGE + "/wall", FacebookSimulator.PAGE_TOKEN, "message=a"),
        2500,
        0,
        "Unknown path");
  }

  @Test
  void refusesAnUnknownObject() {
    assertError(get("/v24.0/17", ""), 100, 33, "does not exist");
    assertError(
        call("POST", "/v24.0/17/feed", FacebookSimulator.PAGE_TOKEN, "message=a"),
        100,
        33,
        "does not exist");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'', 104, 0, An access token is required",
    "unknown, 190, 0, Cannot parse access token",
    "EAAGexpired4711token, 190, 463, Session has expired",
    "EAAGrevoked4711token, 190, 467, session is invalid",
    "EAAGuser4711token, 200, 0, requires both pages_read_engagement and pages_manage_posts"
  })
  void refusesATokenThatIsNoPageToken(String token, int code, int subcode, String message) {
    assertError(
        call("POST", "/v24.0/" + PAGE + "/feed", token, "message=a"), code, subcode, message);
  }

  @Test
  void takesTheTokenAsAParameterToo() {
    Answer answer =
        RawRequests.send(
            "POST",
            URI.create(this.facebook.address() + "/v24.0/" + PAGE + "/feed"),
            form(""),
            "message=a&access_token=" + FacebookSimulator.PAGE_TOKEN);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void wantsTheProofWhenTheAppIsSetSo() {
    this.facebook.needProof();
    Answer missing = post("message", "a");
    assertError(missing, 100, 0, "require an appsecret_proof argument");
    assertThat(missing.json().at("/error/type").asString()).isEqualTo("GraphMethodException");
    assertError(
        post("message", "a", "appsecret_proof", "0".repeat(64)), 100, 0, "Invalid appsecret_proof");
  }

  @Test
  void refusesAWrongProofEvenWhereNoneIsNeeded() {
    assertError(
        post("message", "a", "appsecret_proof", "0".repeat(64)), 100, 0, "Invalid appsecret_proof");
  }

  @Test
  void refusesAnEmptyPost() {
    assertError(post("published", "true"), 100, 0, "empty");
    assertError(post("message", "  "), 100, 0, "empty");
  }

  @Test
  void refusesALongMessage() {
    assertThat(post("message", "a".repeat(63_206)).status()).isEqualTo(200);
    assertError(post("message", "a".repeat(63_207)), 100, 0, "too long");
  }

  @Test
  void refusesALinkThatIsNoneOrCannotBeRead() {
    assertError(post("message", "a", "link", "courier"), 100, 0, "not properly formatted");
    assertError(post("link", "https://courier.invalid/1"), 100, 1609005, "could not be scraped");
  }

  @ParameterizedTest(name = "{0} s ahead: {1}")
  @CsvSource({"599, 400", "600, 200", "2592000, 200", "2592001, 400"})
  void schedulesFromTenMinutesToThirtyDaysAhead(long seconds, int status) {
    Answer answer =
        post(
            "message",
            "a",
            "published",
            "false",
            "scheduled_publish_time",
            Long.toString(NOON.getEpochSecond() + seconds));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(this.facebook.publications()).isEmpty();
  }

  @Test
  void schedulesOnlyWhatIsNotPublished() {
    assertError(
        post("message", "a", "scheduled_publish_time", Long.toString(NOON.getEpochSecond() + 900)),
        100,
        0,
        "published=false");
  }

  @Test
  void keepsAnUnpublishedPostFromReaders() {
    assertThat(post("message", "a", "published", "false").status()).isEqualTo(200);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(this.facebook.publications()).isEmpty();
    assertThat(list("").json().path("data").size()).isZero();
  }

  @Test
  void refusesTheSamePostTwiceInARow() {
    post("message", "Rain");
    assertError(post("message", "Rain"), 506, 1455006, "Duplicate status message");
    post("message", "Snow");
    assertThat(post("message", "Rain").status()).isEqualTo(200);
  }

  @Test
  void publishesAPhotoUnlessToldOtherwise() {
    Answer published = photos("url", "https://courier.example.com/1.jpg", "caption", "Rain");
    assertThat(published.json().path("post_id").asString()).matches(PAGE + "_[0-9]+");
    Answer kept = photos("url", "https://courier.example.com/2.jpg", "published", "false");
    assertThat(kept.json().has("post_id")).isFalse();
    assertThat(this.facebook.publications()).hasSize(1);
    assertThat(kept.json().path("id").asString()).isNotEmpty();
  }

  @Test
  void givesTheFieldsThatAreAskedFor() {
    Answer answer = post("message", "Rain", "fields", "id,permalink_url");
    assertThat(answer.json().path("permalink_url").asString())
        .startsWith("https://www.facebook.com/");
    String id = answer.json().path("id").asString();
    assertThat(get("/v24.0/" + id, "").json().propertyNames())
        .containsExactlyInAnyOrder("id", "message", "created_time");
    assertThat(get("/v24.0/" + id, "fields=id").json().size()).isEqualTo(1);
    assertError(get("/v24.0/" + id, "fields=id,body"), 100, 0, "nonexisting field (body)");
    assertError(post("message", "Snow", "fields", "body"), 100, 0, "nonexisting field (body)");
  }

  @Test
  void tellsWhereALinkLeads() {
    post("message", "Rain", "link", "https://courier.example.com/1?a=b");
    this.clock.advance(Duration.ofMinutes(1));
    Answer answer = list("fields=created_time,attachments%7Bunshimmed_url,media_type%7D");
    assertThat(answer.json().at("/data/0/attachments/data/0/unshimmed_url").asString())
        .isEqualTo("https://courier.example.com/1?a=b");
    assertThat(answer.json().at("/data/0/created_time").asString())
        .isEqualTo("2026-11-20T12:00:00+0000");
    assertThat(answer.json().at("/data/0").has("message")).isFalse();
  }

  @Test
  void listsNewestFirstInPages() {
    for (int post = 0; post < 7; post++) {
      this.facebook.addPost("Post " + post, "");
    }
    this.clock.advance(Duration.ofMinutes(1));
    Answer first = list("limit=5");
    assertThat(first.json().at("/data/0/message").asString()).isEqualTo("Post 6");
    assertThat(first.json().at("/paging").has("next")).isTrue();
    Answer second = list("limit=5&after=" + first.json().at("/paging/cursors/after").asString());
    assertThat(second.json().at("/data/1/message").asString()).isEqualTo("Post 0");
    assertThat(second.json().at("/paging").has("next")).isFalse();
    assertError(list("limit=101"), 100, 0, "limit");
  }

  @Test
  void narrowsTheListByTime() {
    this.facebook.addPost("Early", "");
    this.clock.advance(Duration.ofHours(1));
    this.facebook.addPost("Late", "");
    this.clock.advance(Duration.ofMinutes(1));
    long half = NOON.getEpochSecond() + 1800;
    assertThat(list("since=" + half).json().at("/data/0/message").asString()).isEqualTo("Late");
    assertThat(list("until=" + half).json().at("/data/0/message").asString()).isEqualTo("Early");
    assertThat(list("since=" + half).json().path("data").size()).isEqualTo(1);
  }

  @Test
  void showsAPostLateWhenToldTo() {
    this.facebook.showPostsAfter(Duration.ofSeconds(20));
    post("message", "Rain");
    this.clock.advance(Duration.ofSeconds(19));
    assertThat(list("").json().path("data").size()).isZero();
    this.clock.advance(Duration.ofSeconds(1));
    assertThat(list("").json().path("data").size()).isEqualTo(1);
  }

  @Test
  void tellsInEveryAnswerHowMuchIsUsed() {
    this.facebook.use(97);
    Answer answer = post("message", "Rain");
    assertThat(answer.header("x-business-use-case-usage"))
        .contains("\"call_count\":97")
        .contains("\"estimated_time_to_regain_access\":0");
    assertThat(answer.header("x-app-usage")).contains("call_count");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"4", "17", "32", "613", "80001"})
  void refusesEverythingWhenTheAllowanceIsUsedUp(int code) {
    this.facebook.exhaust(code, Duration.ofMinutes(23));
    Answer answer = post("message", "Rain");
    assertError(answer, code, 0, "(#%d)".formatted(code));
    assertThat(answer.header("x-business-use-case-usage"))
        .contains("\"estimated_time_to_regain_access\":23");
    this.clock.advance(Duration.ofMinutes(23));
    assertThat(post("message", "Rain").status()).isEqualTo(200);
  }

  @Test
  void takesAPostAndDropsTheConnection() {
    this.facebook.failNext(Fault.TAKE_THEN_DROP);
    assertThatThrownBy(() -> post("message", "Rain")).isInstanceOf(IllegalStateException.class);
    assertThat(this.facebook.publications()).hasSize(1);
  }

  @Test
  void takesAPostAndAnswers500() {
    this.facebook.failNext(Fault.TAKE_THEN_500);
    assertThat(post("message", "Rain").status()).isEqualTo(500);
    assertThat(this.facebook.publications()).hasSize(1);
  }

  @Test
  void editsOnlyPostsOfTheSameApp() {
    String own = post("message", "Rain").json().path("id").asString();
    String foreign = this.facebook.addPost("By hand", "");
    Answer edited = call("POST", "/v24.0/" + own, FacebookSimulator.PAGE_TOKEN, "message=Snow");
    assertThat(edited.json().path("success").asBoolean()).isTrue();
    assertThat(this.facebook.publications().getFirst().text()).isEqualTo("Snow");
    assertError(
        call("POST", "/v24.0/" + foreign, FacebookSimulator.PAGE_TOKEN, "message=Snow"),
        10,
        0,
        "does not have permission");
  }

  @Test
  void deletesOnceAndThenKnowsNothingOfIt() {
    String id = post("message", "Rain").json().path("id").asString();
    Answer deleted = call("DELETE", "/v24.0/" + id, FacebookSimulator.PAGE_TOKEN, null);
    assertThat(deleted.json().path("success").asBoolean()).isTrue();
    assertError(
        call("DELETE", "/v24.0/" + id, FacebookSimulator.PAGE_TOKEN, null),
        100,
        33,
        "does not exist");
  }

  static void assertError(Answer answer, int code, int subcode, String message) {
    assertThat(answer.status()).isBetween(400, 500);
    assertThat(answer.body()).startsWith("{\"error\"");
    assertThat(answer.json().at("/error/code").asInt()).isEqualTo(code);
    assertThat(answer.json().at("/error/error_subcode").asInt(0)).isEqualTo(subcode);
    assertThat(answer.json().at("/error/message").asString()).contains(message);
    assertThat(answer.json().at("/error").has("fbtrace_id")).isTrue();
  }

  private Answer post(String... pairs) {
    return call("POST", "/v24.0/" + PAGE + "/feed", FacebookSimulator.PAGE_TOKEN, encoded(pairs));
  }

  private Answer photos(String... pairs) {
    return call("POST", "/v24.0/" + PAGE + "/photos", FacebookSimulator.PAGE_TOKEN, encoded(pairs));
  }

  private Answer list(String query) {
    return get("/v24.0/" + PAGE + "/published_posts", query);
  }

  private Answer get(String path, String query) {
    return call("GET", path + "?" + query, FacebookSimulator.PAGE_TOKEN, null);
  }

  private Answer call(String method, String path, String token, @Nullable String body) {
    return RawRequests.send(method, URI.create(this.facebook.address() + path), form(token), body);
  }

  private static Map<String, String> form(String token) {
    return token.isEmpty()
        ? Map.of("Content-Type", "application/x-www-form-urlencoded")
        : Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "Bearer " + token);
  }

  private static String encoded(String... pairs) {
    StringBuilder encoded = new StringBuilder();
    for (int pair = 0; pair < pairs.length; pair += 2) {
      encoded
          .append(encoded.isEmpty() ? "" : "&")
          .append(URLEncoder.encode(pairs[pair], StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(pairs[pair + 1], StandardCharsets.UTF_8));
    }
    return encoded.toString();
  }
}
