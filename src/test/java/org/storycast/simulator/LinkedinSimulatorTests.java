// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;

/** Each rule of LinkedIn's, broken once. */
class LinkedinSimulatorTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final LinkedinSimulator linkedin = new LinkedinSimulator(this.clock);
  private final RawLinkedin raw = new RawLinkedin(this.linkedin);

  @AfterEach
  void stop() {
    this.linkedin.close();
  }

  private String shown() {
    return this.linkedin.publications().getLast().text();
  }

  @Test
  void takesAPostAndNamesItInAHeaderAlone() {
    RawHttp.Answer answer = this.raw.rest("POST", "/posts", RawLinkedin.post("Hello"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.response().body()).isEmpty();
    assertThat(answer.header("x-restli-id")).startsWith("urn:li:share:");
  }

  @Test
  void wantsAVersion() {
    RawHttp.Answer answer =
        this.raw.send(
            "POST",
            "/rest/posts",
            RawLinkedin.post("Hello"),
            "Authorization",
            "Bearer " + LinkedinSimulator.PAGE_TOKEN,
            "X-Restli-Protocol-Version",
            "2.0.0");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asString()).isEqualTo("VERSION_MISSING");
  }

  @Test
  void refusesADeadVersion() {
    RawHttp.Answer answer =
        this.raw.send(
            "POST",
            "/rest/posts",
            RawLinkedin.post("Hello"),
            "Authorization",
            "Bearer " + LinkedinSimulator.PAGE_TOKEN,
            "LinkedIn-Version",
            "202401",
            "X-Restli-Protocol-Version",
            "2.0.0");
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.json().path("code").asString()).isEqualTo("NONEXISTENT_VERSION");
    assertThat(answer.json().path("message").asString())
        .isEqualTo("Requested version 202401 is not active");
  }

  @Test
  void wantsTheProtocolsVersion() {
    assertThat(
            this.raw
                .send(
                    "POST",
                    "/rest/posts",
                    RawLinkedin.post("Hello"),
                    "Authorization",
                    "Bearer " + LinkedinSimulator.PAGE_TOKEN,
                    "LinkedIn-Version",
                    "202609")
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"'', EMPTY_ACCESS_TOKEN", "somebody's, INVALID_ACCESS_TOKEN"})
  void refusesBadTokens(String token, String code) {
    RawHttp.Answer answer = this.raw.restAs(token, "POST", "/posts", RawLinkedin.post("Hello"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("code").asString()).isEqualTo(code);
  }

  @Test
  void letsTokensEndAndBeRevoked() {
    this.linkedin.revoke(LinkedinSimulator.MEMBER_TOKEN);
    assertThat(
            this.raw
                .restAs(LinkedinSimulator.MEMBER_TOKEN, "GET", "/posts/x", "")
                .json()
                .path("code")
                .asString())
        .isEqualTo("REVOKED_ACCESS_TOKEN");
    this.clock.advance(Duration.ofDays(60));
    assertThat(
            this.raw
                .rest("POST", "/posts", RawLinkedin.post("Hello"))
                .json()
                .path("code")
                .asString())
        .isEqualTo("EXPIRED_ACCESS_TOKEN");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"author", "commentary", "visibility", "distribution", "lifecycleState"})
  void wantsEveryField(String field) {
    RawHttp.Answer answer =
        this.raw.rest(
            "POST",
            "/posts",
            RawLinkedin.post("Hello").replace("\"" + field + "\":", "\"adContext\":"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("message").asString())
        .isEqualTo(
            "ERROR :: /%s :: field is required but not found and has no default value"
                .formatted(field));
  }

  @Test
  void refusesFieldsThatItDoesNotKnow() {
    assertThat(
            this.raw
                .rest("POST", "/posts", RawLinkedin.post("Hello", ",\"mood\":1"))
                .json()
                .path("message")
                .asString())
        .isEqualTo("ERROR :: /mood :: unrecognized field found but not allowed");
  }

  @Test
  void refusesWhatIsNoJson() {
    RawHttp.Answer answer = this.raw.rest("POST", "/posts", "Hello");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asString()).isEqualTo("ILLEGAL_ARGUMENT");
  }

  @Test
  void letsNobodySpeakForOthers() {
    assertThat(
            this.raw
                .restAs(LinkedinSimulator.MEMBER_TOKEN, "POST", "/posts", RawLinkedin.post("Hello"))
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "Rain (at last) ! 'Rain '",
        "a_b ! a",
        "5 * 3 ! '5 '",
        "me@courier.example ! me",
        "#1 {x ! '#1 '",
        "# alone ! ''",
        "back\\nslash ! back",
        "{hashtag|\\#|} ! ''",
        "<b> ! ''",
        "~ ! ''",
        "a[1] ! a"
      })
  void cutsTheTextAtAMistakeAndSaysYes(String commentary, String left) {
    assertThat(this.raw.rest("POST", "/posts", RawLinkedin.post(commentary)).status())
        .isEqualTo(201);
    assertThat(shown()).isEqualTo(left);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "Rain \\(at last\\) ! Rain (at last)",
        "{hashtag|\\#|Steppe} ! #Steppe",
        "{hashtag|#|Steppe} ! #Steppe",
        "#Steppe, ! '#Steppe,'",
        "@[The Courier](urn:li:organization:7) says ! The Courier says",
        "\\\\ \\| \\{ \\} \\@ \\[ \\] \\( \\) \\< \\> \\# \\* \\_ \\~ ! \\ | { } @ [ ] ( ) < > # * _ ~"
      })
  void showsWhatIsWellWritten(String commentary, String shown) {
    this.raw.rest("POST", "/posts", RawLinkedin.post(commentary));
    assertThat(shown()).isEqualTo(shown);
  }

  @Test
  void countsWithoutBackslashes() {
    assertThat(this.raw.rest("POST", "/posts", RawLinkedin.post("\\(".repeat(3_000))).status())
        .isEqualTo(201);
    RawHttp.Answer answer = this.raw.rest("POST", "/posts", RawLinkedin.post("x".repeat(3_001)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("message").asString()).contains("/commentary", "length");
  }

  @Test
  void refusesADuplicateAndNamesIt() {
    String urn = this.raw.posted("Hello");
    RawHttp.Answer answer = this.raw.rest("POST", "/posts", RawLinkedin.post("Hello"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("message").asString())
        .isEqualTo("Content is a duplicate of " + urn);
    assertThat(
            answer.json().path("errorDetails").path("inputErrors").path(0).path("code").asString())
        .isEqualTo("DUPLICATE_POST");
  }

  @Test
  void letsAMemberWriteAndNotRead() {
    String body =
        RawLinkedin.post("Hello").replace(LinkedinSimulator.PAGE, LinkedinSimulator.MEMBER);
    String token = LinkedinSimulator.MEMBER_TOKEN;
    String urn = this.raw.restAs(token, "POST", "/posts", body).header("x-restli-id");
    assertThat(this.raw.restAs(token, "GET", "/posts/" + RawLinkedin.encoded(urn), "").status())
        .isEqualTo(403);
    assertThat(
            this.raw
                .restAs(
                    token,
                    "GET",
                    "/posts?q=author&author=" + RawLinkedin.encoded(LinkedinSimulator.MEMBER),
                    "",
                    "X-RestLi-Method",
                    "FINDER")
                .status())
        .isEqualTo(403);
  }

  @Test
  void editsTheTextAlone() {
    String path = "/posts/" + RawLinkedin.encoded(this.raw.posted("Hello"));
    assertThat(
            this.raw
                .rest(
                    "POST",
                    path,
                    "{\"patch\":{\"$set\":{\"commentary\":\"Good-bye\"}}}",
                    "X-RestLi-Method",
                    "PARTIAL_UPDATE")
                .status())
        .isEqualTo(204);
    assertThat(shown()).isEqualTo("Good-bye");
    assertThat(
            this.raw
                .rest(
                    "POST",
                    path,
                    "{\"patch\":{\"$set\":{\"visibility\":\"PUBLIC\"}}}",
                    "X-RestLi-Method",
                    "PARTIAL_UPDATE")
                .status())
        .isEqualTo(422);
  }

  @Test
  void deletesAsOftenAsItIsAsked() {
    String path = "/posts/" + RawLinkedin.encoded(this.raw.posted("Hello"));
    for (int time = 0; time < 2; time++) {
      assertThat(this.raw.rest("DELETE", path, "", "X-RestLi-Method", "DELETE").status())
          .isEqualTo(204);
    }
    assertThat(this.raw.rest("GET", path, "").status()).isEqualTo(404);
  }

  @Test
  void throttlesUntilMidnight() {
    this.linkedin.useUpTheDay();
    assertThat(this.raw.rest("POST", "/posts", RawLinkedin.post("Hello")).status()).isEqualTo(429);
    this.clock.advance(Duration.ofHours(12));
    assertThat(this.raw.rest("POST", "/posts", RawLinkedin.post("Hello")).status()).isEqualTo(201);
  }

  @Test
  void refreshesOnlyForTheAppItself() {
    String form = "grant_type=refresh_token&refresh_token=%s&client_id=%s&client_secret=%s";
    assertThat(
            this.raw
                .send(
                    "POST",
                    "/oauth/v2/accessToken",
                    form.formatted(
                        LinkedinSimulator.REFRESH_TOKEN, LinkedinSimulator.CLIENT_ID, "x"))
                .status())
        .isEqualTo(401);
    assertThat(
            this.raw
                .send(
                    "POST",
                    "/oauth/v2/accessToken",
                    form.formatted(
                        "x", LinkedinSimulator.CLIENT_ID, LinkedinSimulator.CLIENT_SECRET))
                .status())
        .isEqualTo(400);
  }
}
