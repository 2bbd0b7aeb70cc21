// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadsSimulatorTests extends ThreadsCalls {

  @Test
  void knowsTokensTheirEndsAndTheirScopes() {
    assertRefused(send("GET", "/v1.0/me", "wrong"), 190, 0, "Error validating access token");
    String id = published("Rain");
    String narrow = ThreadsSimulator.NARROW_TOKEN;
    assertRefused(send("DELETE", "/v1.0/" + id, narrow), 10, 0, "permission");
    assertRefused(
        send("GET", "/v1.0/" + id + "/insights?metric=likes", narrow), 10, 0, "permission");
    assertRefused(
        post(
            "/v1.0/me/threads",
            Map.of("media_type", "TEXT", "text", "Hail", "reply_to_id", id),
            narrow),
        10,
        0,
        "permission");
    this.clock.advance(Duration.ofDays(60));
    assertRefused(get("/v1.0/me"), 190, 463, "Session has expired");
  }

  @Test
  void answersToMeAndToTheNumber() {
    assertThat(idOf(get("/v1.0/me?fields=id"))).isEqualTo(ThreadsSimulator.USER_ID);
    assertThat(idOf(get("/v1.0/%s?fields=id".formatted(ThreadsSimulator.USER_ID))))
        .isEqualTo(ThreadsSimulator.USER_ID);
    assertRefused(get("/v1.0/1"), 100, 33, "does not exist");
    assertRefused(get("/v2.0/me"), 100, 33, "does not exist");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "media_type, POEM",
    "media_type, IMAGE",
    "media_type, VIDEO",
    "media_type, CAROUSEL",
    "text, ''",
    "image_url, https://a.example/a.jpg",
    "is_carousel_item, true",
    "topic_tag, a.b",
    "topic_tag, a&b",
    "topic_tag, ''",
    "reply_control, nobody",
    "link_attachment, here"
  })
  void refusesParametersThatDoNotFit(String name, String value) {
    Map<String, String> parameters = new HashMap<>(Map.of("media_type", "TEXT", "text", "Rain"));
    parameters.put(name, value);
    assertRefused(create(parameters), 100, 0, "Invalid");
  }

  @Test
  void refusesLongNames() {
    assertRefused(
        create(Map.of("media_type", "TEXT", "text", "Rain", "topic_tag", "a".repeat(51))),
        100,
        0,
        "Invalid");
    assertRefused(
        create(
            Map.of(
                "media_type", "IMAGE", "image_url", this.picture, "alt_text", "a".repeat(1_001))),
        100,
        0,
        "Invalid");
    assertRefused(
        create(
            Map.of(
                "media_type",
                "IMAGE",
                "image_url",
                this.picture,
                "link_attachment",
                "https://a.example")),
        100,
        0,
        "Invalid");
  }

  @Test
  void countsCharactersAndLinks() {
    assertRefused(say("я".repeat(501)), 100, 0, "at most 500");
    assertThat(say("я".repeat(500)).status()).isEqualTo(200);
    assertRefused(say("👨‍👩‍👧‍👦".repeat(21)), 100, 0, "at most 500");
    assertThat(say("👨‍👩‍👧‍👦".repeat(20)).status()).isEqualTo(200);
    String five = "https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4";
    assertRefused(
        say(five + " https://a.example/5 https://a.example/6"), 100, 0, "LINK_LIMIT_EXCEEDED");
    assertRefused(
        create(
            Map.of(
                "media_type",
                "TEXT",
                "text",
                five + " https://a.example/5",
                "link_attachment",
                "https://b.example")),
        100,
        0,
        "LINK_LIMIT_EXCEEDED");
    assertThat(say(five + " https://a.example/4").status()).isEqualTo(200);
  }

  @Test
  void fetchesPicturesAndLooksAtThem() {
    assertNotFetched("http://127.0.0.1:1/a.jpg");
    assertNotFetched("no address");
    assertNotFetched(shown("text/html", PictureSite.picture("jpeg", 400, 300)));
    assertNotFetched(shown("image/jpeg", new byte[] {1, 2, 3}));
    assertNotFetched(shown("image/jpeg", PictureSite.picture("jpeg", 319, 300)));
    assertNotFetched(shown("image/jpeg", PictureSite.picture("jpeg", 1_000, 99)));
    assertNotFetched(
        this.site.answer("moved", 302, Map.of("Location", this.picture), new byte[0]).toString());
    assertThat(image(shown("image/png", PictureSite.picture("png", 400, 300))).status())
        .isEqualTo(200);
  }

  private String shown(String type, byte[] bytes) {
    return this.site.show("other", type, bytes).toString();
  }

  private RawRequests.Answer image(String address) {
    return create(Map.of("media_type", "IMAGE", "image_url", address));
  }

  private void assertNotFetched(String address) {
    assertRefused(image(address), 9_004, 2_207_052, "could not be fetched");
  }

  @Test
  void failsAFilmThatIsNone() {
    String address = shown("video/mp4", "no film".getBytes(StandardCharsets.US_ASCII));
    String container = idOf(create(Map.of("media_type", "VIDEO", "video_url", address)));
    status(container);
    assertThat(get("/v1.0/" + container + "?fields=status,error_message").body())
        .contains("ERROR", "FAILED_PROCESSING_VIDEO");
    assertRefused(publish(container), 24, 4_279_009, "does not exist");
  }

  @Test
  void publishesOnceAndOnlyWhatIsFinished() {
    String container = idOf(image(this.picture));
    assertRefused(publish(container), 24, 4_279_009, "does not exist");
    assertThat(status(container)).isEqualTo("IN_PROGRESS");
    assertThat(status(container)).isEqualTo("FINISHED");
    String post = idOf(publish(container));
    assertThat(post).isNotEqualTo(container).matches("[0-9]{17}");
    assertThat(status(container)).isEqualTo("PUBLISHED");
    assertRefused(publish(container), 24, 4_279_009, "does not exist");
    assertThat(this.threads.publications()).hasSize(1);
  }

  @Test
  void letsContainersExpire() {
    String container = idOf(say("Rain"));
    this.clock.advance(Duration.ofHours(24));
    assertThat(status(container)).isEqualTo("EXPIRED");
    assertRefused(publish(container), 24, 4_279_009, "does not exist");
    assertRefused(publish("17"), 24, 4_279_009, "does not exist");
  }

  @Test
  void saysLateThatAContainerIsPublished() {
    this.threads.statusLags(Duration.ofSeconds(30));
    String container = idOf(say("Rain"));
    publish(container);
    assertThat(status(container)).isEqualTo("FINISHED");
    this.clock.advance(Duration.ofSeconds(30));
    assertThat(status(container)).isEqualTo("PUBLISHED");
  }

  @Test
  void makesCarouselsOfFinishedItemsOnly() {
    String first = idOf(item());
    String second = idOf(item());
    String single = idOf(image(this.picture));
    assertRefused(carousel(first), 100, 0, "Invalid");
    assertRefused(carousel(first + "," + second), 100, 0, "Invalid");
    this.threads.finishProcessing();
    assertRefused(carousel(first + "," + single), 24, 4_279_009, "does not exist");
    assertRefused(carousel((first + ",").repeat(21)), 100, 0, "Invalid");
    String parent = idOf(carousel(first + "," + second));
    this.threads.finishProcessing();
    assertRefused(publish(first), 24, 4_279_009, "does not exist");
    idOf(publish(parent));
    assertThat(this.threads.publications().getFirst().media()).hasSize(2);
  }

  private RawRequests.Answer item() {
    return create(
        Map.of("media_type", "IMAGE", "image_url", this.picture, "is_carousel_item", "true"));
  }

  private RawRequests.Answer carousel(String children) {
    return create(Map.of("media_type", "CAROUSEL", "children", children));
  }

  @Test
  void countsPostsRepliesAndDeletionsOfADay() {
    this.threads.allow(1, 1, 1);
    String post = published("Rain");
    assertRefused(publish(idOf(say("Hail"))), 9, 0, "limit");
    String reply = idOf(publish(idOf(reply(post))));
    assertRefused(publish(idOf(reply(post))), 9, 0, "limit");
    assertThat(delete(reply).json().path("deleted_id").asString()).isEqualTo(reply);
    assertRefused(delete(post), 9, 0, "limit");
    assertThat(get("/v1.0/me/threads_publishing_limit?fields=quota_usage").body())
        .contains("\"quota_usage\":1", "\"reply_quota_usage\":1", "\"delete_quota_usage\":1")
        .contains("\"quota_total\":1");
    this.clock.advance(Duration.ofDays(1));
    assertThat(delete(post).status()).isEqualTo(200);
  }

  private RawRequests.Answer reply(String to) {
    return create(Map.of("media_type", "TEXT", "text", "Hail", "reply_to_id", to));
  }

  private RawRequests.Answer delete(String id) {
    return send("DELETE", "/v1.0/" + id, ThreadsSimulator.TOKEN);
  }

  @Test
  void repliesOnlyToWhatIsThere() {
    assertRefused(reply("17"), 24, 4_279_009, "does not exist");
  }

  @Test
  void showsPostsAndEditsNone() {
    String id = published("Rain");
    assertThat(get("/v1.0/" + id + "?fields=permalink,text").body())
        .contains("https://www.threads.com/@steppecourier/post/", "Rain")
        .doesNotContain("timestamp");
    assertRefused(get("/v1.0/" + id + "?fields=status"), 100, 0, "nonexisting field (status)");
    assertRefused(
        post("/v1.0/" + id, Map.of("text", "Hail"), ThreadsSimulator.TOKEN), 100, 0, "Invalid");
    delete(id);
    assertRefused(get("/v1.0/" + id), 100, 33, "does not exist");
    assertRefused(delete(id), 100, 33, "does not exist");
  }

  @Test
  void listsPostsAndRepliesApartNewestFirst() {
    String first = published("first");
    this.clock.advance(Duration.ofMinutes(1));
    published("second");
    idOf(publish(idOf(reply(first))));
    assertThat(get("/v1.0/me/threads?fields=text").body())
        .containsSubsequence("second", "first")
        .doesNotContain("Hail");
    assertThat(get("/v1.0/me/replies?fields=text").body()).contains("Hail").doesNotContain("first");
    long since = this.clock.instant().getEpochSecond();
    assertThat(get("/v1.0/me/threads?fields=text&since=" + since).body())
        .contains("second")
        .doesNotContain("first");
  }

  @Test
  void tellsThePauseInMinutes() {
    this.threads.failNext(Fault.REFUSE_429);
    RawRequests.Answer answer = publish("1");
    assertThat(answer.header("x-business-use-case-usage"))
        .contains("\"estimated_time_to_regain_access\":1");
    assertRefused(answer, 4, 0, "limit");
  }

  @Test
  void takesFaultsFromTheText() {
    assertRefused(publish(idOf(say("Rain #simulate-429"))), 4, 0, "limit");
  }
}
