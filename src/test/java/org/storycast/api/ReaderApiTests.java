// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.access.Role;
import org.storycast.running.Http;
import org.storycast.running.RunningService;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class ReaderApiTests {

  private static final String READERS = "/api/v1/readers";
  private static final String SUPPRESSIONS = "/api/v1/suppressions";

  private final Http operator = RunningService.shared().as(Role.OPERATOR);
  private final String email = "zz" + UUID.randomUUID() + "@courier.example";
  private final String sought = "{\"email\":\"%s\"}".formatted(this.email);

  /** Other tests count the readers. */
  @AfterEach
  void forget() {
    JdbcClient jdbc = RunningService.shared().context().getBean(JdbcClient.class);
    jdbc.sql("DELETE FROM reader WHERE address LIKE 'zz%'").update();
  }

  private String add() {
    return this.operator
        .post(
            READERS,
            "{\"email\":\"%s\",\"name\":\"Zhanna\",\"sections\":[\"Sport\"],\"consent\":\"By telephone\"}"
                .formatted(this.email))
        .json()
        .at("/reader/id")
        .asString();
  }

  @Test
  void readerIsFoundAndReadWithConsent(CapturedOutput output) {
    String id = add();
    JsonNode found = this.operator.post(READERS + "/find", this.sought).json();
    assertThat(found).isEqualTo(this.operator.get(READERS + "/" + id).json());
    assertThat(found.at("/reader/email").asString()).isEqualTo(this.email);
    assertThat(found.at("/reader/rhythm").asString()).isEqualTo("EACH_STORY");
    assertThat(found.path("suppression").isNull()).isTrue();
    assertThat(found.at("/consent/0/event").asString()).isEqualTo("ADDED");
    assertThat(found.at("/consent/0/source").asString()).isEqualTo("By telephone");
    assertThat(output).doesNotContain(this.email);
  }

  @Test
  void fileIsHandedOutAndThatIsLogged() {
    String id = add();
    Http.Reply reply = this.operator.get(READERS + "/" + id + "/data");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    JsonNode file = reply.json();
    assertThat(file.at("/reader/email").asString()).isEqualTo(this.email);
    assertThat(file.at("/consent/1/event").asString()).isEqualTo("EXPORTED");
    assertThat(file.at("/consent/1/actor").asString()).startsWith("test OPERATOR");
    assertThat(file.at("/further/mailings").isArray()).isTrue();
  }

  @Test
  void readerIsErasedOnceAndNeverImportedAgain() {
    String id = add();
    for (int time = 0; time < 2; time++) {
      assertThat(delete(id).status()).isEqualTo(204);
    }
    assertThat(this.operator.get(READERS + "/" + id).status()).isEqualTo(404);
    JsonNode left = this.operator.get(READERS + "/" + id + "/data").json();
    assertThat(left.path("reader").isNull()).isTrue();
    assertThat(left.at("/consent/1/event").asString()).isEqualTo("ERASED");
    assertThat(this.operator.post(SUPPRESSIONS + "/find", this.sought).json().path("reason"))
        .hasToString("\"ERASED\"");
    assertThat(
            this.operator
                .post(READERS, "{\"email\":\"%s\",\"consent\":\"list\"}".formatted(this.email))
                .json()
                .path("result")
                .asString())
        .isEqualTo("LEFT_UNSUBSCRIBED");
  }

  @Test
  void strangersAreNamedAsSuch() {
    String nobody = UUID.randomUUID().toString();
    assertThat(this.operator.get(READERS + "/" + nobody).json().path("detail").asString())
        .contains(nobody)
        .contains("POST /api/v1/readers/find");
    assertThat(this.operator.get(READERS + "/" + nobody + "/data").status()).isEqualTo(404);
    assertThat(delete(nobody).status()).isEqualTo(404);
    Http.Reply unknown = this.operator.post(READERS + "/find", this.sought);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).doesNotContain(this.email);
    Http.Reply malformed = this.operator.post(READERS + "/find", "{\"email\":\"aida\"}");
    assertThat(malformed.status()).isEqualTo(422);
    assertThat(malformed.json().path("detail").asString()).contains("has no @");
  }

  @Test
  void addressIsSuppressedListedAndLifted() {
    String id = add();
    String order = "{\"email\":\"%s\",\"why\":\"a letter\"}".formatted(this.email);
    JsonNode added = this.operator.post(SUPPRESSIONS, order).json();
    assertThat(added.path("reason").asString()).isEqualTo("BY_HAND");
    assertThat(added.path("reader").asString()).isEqualTo(id);
    String digest = added.path("digest").asString();
    JsonNode listed = this.operator.get(SUPPRESSIONS + "?limit=1").json();
    assertThat(listed.at("/items/0/digest").asString()).isEqualTo(digest);
    assertThat(listed.at("/items/0/email").asString()).isEqualTo(this.email);
    assertThat(this.operator.get(READERS + "/" + id).json().at("/reader/state").asString())
        .isEqualTo("SUPPRESSED");
    String lift = SUPPRESSIONS + "/" + digest + "/lift";
    assertThat(this.operator.post(lift, "{\"why\":\" \"}").status()).isEqualTo(400);
    assertThat(
            this.operator.post(lift, "{\"why\":\"they wrote\"}").json().path("lifted").asBoolean())
        .isTrue();
    assertThat(
            this.operator.post(lift, "{\"why\":\"they wrote\"}").json().path("lifted").asBoolean())
        .isFalse();
    assertThat(this.operator.get(READERS + "/" + id).json().at("/reader/state").asString())
        .isEqualTo("CONFIRMED");
  }

  @Test
  void whoLeftIsNotBroughtBackByHand() {
    String id = add();
    this.operator.post(READERS + "/" + id + "/unsubscribe", null);
    String digest =
        this.operator.post(SUPPRESSIONS + "/find", this.sought).json().path("digest").asString();
    Http.Reply refused =
        this.operator.post(SUPPRESSIONS + "/" + digest + "/lift", "{\"why\":\"we want\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString()).contains("signing up again");
  }

  @Test
  void suppressionsAreListedPageByPage() {
    for (int number = 0; number < 3; number++) {
      this.operator.post(
          SUPPRESSIONS, "{\"email\":\"%d%s\",\"why\":\"x\"}".formatted(number, this.email));
    }
    JsonNode first = this.operator.get(SUPPRESSIONS + "?limit=2").json();
    JsonNode second = this.operator.get(first.path("next").asString()).json();
    assertThat(second.at("/items/0/digest")).isNotEqualTo(first.at("/items/0/digest"));
    assertThat(this.operator.get(SUPPRESSIONS + "?cursor=x").status()).isEqualTo(400);
  }

  private Http.Reply delete(String id) {
    return this.operator.send(this.operator.request(READERS + "/" + id).DELETE());
  }
}
