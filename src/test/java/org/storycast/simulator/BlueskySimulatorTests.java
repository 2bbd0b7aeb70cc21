// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BlueskySimulatorTests extends BlueskyCalls {

  @Test
  void opensSessionsForTheRightPasswordOnly() {
    assertRefused(logIn("wrong"), 401, "AuthenticationRequired", "Invalid identifier or password");
    assertRefused(logIn(""), 400, "InvalidRequest", "identifier");
    this.bluesky.wantSecondFactor();
    assertRefused(logIn(BlueskySimulator.PASSWORD), 401, "AuthFactorTokenRequired", "code");
  }

  @Test
  void limitsLogIns() {
    for (int time = 1; time < 30; time++) {
      assertThat(logIn(BlueskySimulator.PASSWORD).status()).isEqualTo(200);
    }
    RawRequests.Answer refused = logIn(BlueskySimulator.PASSWORD);
    assertRefused(refused, 429, "RateLimitExceeded", "Rate Limit Exceeded");
    assertThat(refused.header("Retry-After")).isEqualTo("300");
    this.clock.advance(Duration.ofMinutes(5));
    assertThat(logIn(BlueskySimulator.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void endsAccessAfterTwoHours() {
    this.clock.advance(Duration.ofMinutes(120));
    assertRefused(put(post("Rain")), 400, "ExpiredToken", "Token has expired");
    assertRefused(put(at(RKEY, post("Rain")), "x"), 400, "InvalidToken", "verified");
    assertRefused(put(at(RKEY, post("Rain")), ""), 401, "AuthMissing", "Authentication");
  }

  private RawRequests.Answer renew(String token) {
    return call("POST", "com.atproto.server.refreshSession", null, token);
  }

  @Test
  void replacesRefreshTokensAndKeepsTheOldForTwoHours() {
    RawRequests.Answer renewed = renew(this.refresh);
    assertThat(renewed.json().path("refreshJwt").asString()).isNotEqualTo(this.refresh);
    assertThat(renew(this.refresh).status()).isEqualTo(200);
    this.clock.advance(Duration.ofHours(2));
    assertRefused(renew(this.refresh), 400, "ExpiredToken", "Token has been revoked");
    assertRefused(renew(this.access), 400, "InvalidToken", "verified");
    assertThat(renew(renewed.json().path("refreshJwt").asString()).status()).isEqualTo(200);
  }

  @Test
  void refusesAnAccountThatIsTakenDown() {
    this.bluesky.takeDown();
    assertRefused(put(post("Rain")), 401, "AccountTakedown", "taken down");
  }

  @Test
  void changesNothingByTheSameRecordAndWritesOverByAnother() {
    RawRequests.Answer first = put(post("Rain"));
    RawRequests.Answer again = put(post("Rain"));
    assertThat(again.json().path("cid")).isEqualTo(first.json().path("cid"));
    assertThat(first.json().has("commit")).isTrue();
    assertThat(again.json().has("commit")).isFalse();
    assertThat(this.bluesky.commits()).isEqualTo(1);
    RawRequests.Answer other = put(post("Hail"));
    assertThat(other.json().path("cid")).isNotEqualTo(first.json().path("cid"));
    assertThat(show().json().path("value").path("text").asString()).isEqualTo("Hail");
  }

  @Test
  void comparesBeforeItSwaps() {
    String cid = put(post("Rain")).json().path("cid").asString();
    ObjectNode create = at(RKEY, post("Hail"));
    create.putNull("swapRecord");
    assertRefused(put(create, this.access), 400, "InvalidSwap", "Record was at " + cid);
    assertRefused(
        put(at(RKEY, post("Hail")).put("swapRecord", "bafyother"), this.access),
        400,
        "InvalidSwap",
        cid);
    assertThat(put(at(RKEY, post("Hail")).put("swapRecord", cid), this.access).status())
        .isEqualTo(200);
  }

  @Test
  void failsToCreateARecordThatIsThere() {
    ObjectNode body = at(RKEY, post("Rain"));
    assertThat(call("POST", "com.atproto.repo.createRecord", body, this.access).status())
        .isEqualTo(200);
    assertRefused(
        call("POST", "com.atproto.repo.createRecord", body, this.access),
        500,
        "InternalServerError",
        "Internal Server Error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rain", "zk4duaz5vfs2b", "3k4duaz5vfs2B", "3k4duaz5vfs2", ""})
  void takesOnlyKeysOfTheRightForm(String rkey) {
    assertRefused(
        put(at(rkey, post("Rain")), this.access), 400, "InvalidRequest", "Invalid record key");
  }

  @Test
  void writesOnlyTheOwnPosts() {
    ObjectNode foreign = at(RKEY, post("Rain")).put("repo", "did:plc:somebody");
    assertRefused(put(foreign, this.access), 401, "AuthenticationRequired", "Authentication");
    ObjectNode other = at(RKEY, post("Rain")).put("collection", "app.bsky.feed.like");
    assertRefused(put(other, this.access), 400, "InvalidRequest", "collection");
    ObjectNode nothing = at(RKEY, post("Rain"));
    nothing.remove("record");
    assertRefused(put(nothing, this.access), 400, "InvalidRequest", "record");
  }

  @Test
  void countsPoints() {
    RawRequests.Answer answer = put(post("Rain"));
    assertThat(answer.header("RateLimit-Limit")).isEqualTo("5000");
    assertThat(answer.header("RateLimit-Remaining")).isEqualTo("4998");
    assertThat(answer.header("RateLimit-Policy")).isEqualTo("5000;w=3600");
    assertThat(answer.header("RateLimit-Reset"))
        .isEqualTo(Long.toString(this.clock.instant().plusSeconds(3600).getEpochSecond()));
    assertThat(delete().header("RateLimit-Remaining")).isEqualTo("4997");
    ObjectNode body = at(RKEY, post("Rain"));
    assertThat(
            call("POST", "com.atproto.repo.createRecord", body, this.access)
                .header("RateLimit-Remaining"))
        .isEqualTo("4994");
    this.bluesky.leavePoints(1);
    RawRequests.Answer refused = put(post("Hail"));
    assertRefused(refused, 429, "RateLimitExceeded", "Rate Limit Exceeded");
    assertThat(refused.header("Retry-After")).isEqualTo("3600");
  }

  @Test
  void showsAndDeletesWhatIsThere() {
    assertRefused(show(), 400, "RecordNotFound", "Could not locate record: " + URI_OF_RKEY);
    put(post("Rain"));
    assertThat(show().json().path("uri").asString()).isEqualTo(URI_OF_RKEY);
    assertThat(delete().json().has("commit")).isTrue();
    assertThat(delete().status()).isEqualTo(200);
    assertRefused(show(), 400, "RecordNotFound", "Could not locate record");
  }

  @Test
  void listsNewestFirstInPages() {
    put(at("3k4duaz5vfs22", post("first")), this.access);
    put(at("3k4duaz5vfs23", post("second")), this.access);
    String path =
        "com.atproto.repo.listRecords?repo=%s&collection=app.bsky.feed.post&limit="
            .formatted(BlueskySimulator.DID);
    JsonNode page = get(path + 1).json();
    assertThat(page.path("records").path(0).path("value").path("text").asString())
        .isEqualTo("second");
    assertThat(get(path + "1&cursor=" + page.path("cursor").asString()).body()).contains("first");
    assertRefused(get(path + 101), 400, "InvalidRequest", "limit");
  }

  @Test
  void showsReadersAfterAWhile() {
    put(post("Rain"));
    String path = "app.bsky.feed.getPosts?uris=" + URI_OF_RKEY;
    assertThat(get(path).json().path("posts").size()).isZero();
    this.clock.advance(Duration.ofSeconds(2));
    assertThat(get(path).json().path("posts").path(0).path("likeCount").asInt(-1)).isZero();
    String many = IntStream.range(0, 26).mapToObj(it -> "uris=a").collect(Collectors.joining("&"));
    assertRefused(get("app.bsky.feed.getPosts?" + many), 400, "InvalidRequest", "25");
  }

  @Test
  void knowsNoOtherMethods() {
    assertThat(get("app.bsky.feed.getPoem").status()).isEqualTo(501);
    assertRefused(
        get("com.atproto.repo.describeRepo?repo=did:plc:somebody"), 400, "RepoNotFound", "repo");
  }

  @Test
  void takesFaultsFromTheText() {
    assertThat(put(post("Rain #simulate-429")).status()).isEqualTo(429);
    assertThat(put(post("Rain #simulate-take-then-500")).status()).isEqualTo(500);
    assertThat(this.bluesky.publications()).hasSize(1);
  }
}
