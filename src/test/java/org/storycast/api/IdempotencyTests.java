// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.access.Role;
import org.storycast.database.TestDatabase;
import org.storycast.running.Http;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;

class IdempotencyTests {

  private final Path data = RunningService.temporary();

  @ParameterizedTest(name = "{0}")
  @EnumSource(TestDatabase.Kind.class)
  void hundredEqualOrdersAndOneAfterARestartAreOneOrder(TestDatabase.Kind kind) throws Exception {
    TestDatabase database = kind.fresh();
    String token;
    String path;
    Http.Reply first;
    try (RunningService service = RunningService.on(database, this.data)) {
      token = service.token("script", Role.ADMIN);
      String story = Submissions.submit(service, "Ordered a hundred times");
      path = "/api/v1/stories/" + story + "/rehearse";
      List<Http.Reply> replies = together(service, token, path, 100);
      first = replies.getFirst();
      assertThat(replies).extracting(Http.Reply::status).containsOnly(200);
      assertThat(replies).extracting(Http.Reply::body).containsOnly(first.body());
      assertThat(rehearsals(database)).isOne();
    }
    try (RunningService service = RunningService.on(database, this.data)) {
      Http.Reply after = service.as(token).post(path, order(), "hundred");
      assertThat(after.body()).isEqualTo(first.body());
      assertThat(after.header("Content-Type")).isEqualTo(first.header("Content-Type"));
      assertThat(after.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(rehearsals(database)).isOne();
      assertAnotherBodyIsRefused(service, token, path);
      assertTokenIsShownToItsCallerOnly(service, database, token);
      assertADeadOrderIsDoneByARepeat(service, database, token, path);
    }
  }

  private static void assertAnotherBodyIsRefused(
      RunningService service, String token, String path) {
    Http.Reply other = service.as(token).post(path, "{\"channel\":\"courier\"}", "hundred");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("detail").asString()).contains("take a new one");
    String otherPath = path.replace("/rehearse", "/preview");
    assertThat(service.as(token).post(otherPath, order(), "hundred").status()).isEqualTo(422);
  }

  private static void assertTokenIsShownToItsCallerOnly(
      RunningService service, TestDatabase database, String token) {
    String order = "{\"name\":\"second\",\"role\":\"READER\"}";
    Http.Reply created = service.as(token).post("/api/v1/tokens", order, "k2");
    assertThat(created.status()).isEqualTo(201);
    assertThat(service.as(token).post("/api/v1/tokens", order, "k2").body())
        .isEqualTo(created.body());
    byte[] kept =
        database
            .jdbc()
            .sql("SELECT answer FROM remembered_answer WHERE answer_key = 'k2'")
            .query((row, number) -> row.getBytes(1))
            .single();
    assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("sct_")
        .doesNotContain("second");
  }

  /** As a process leaves it that dies between its claim and its commit. */
  private static void assertADeadOrderIsDoneByARepeat(
      RunningService service, TestDatabase database, String token, String path) {
    Http.Reply done = service.as(token).post(path, order(), "died");
    assertThat(done.status()).isEqualTo(200);
    database
        .jdbc()
        .sql("UPDATE remembered_answer SET answer = NULL, claimed_at = ? WHERE answer_key = 'died'")
        .param(
            Clock.systemUTC()
                .instant()
                .minus(Duration.ofMinutes(2))
                .atOffset(java.time.ZoneOffset.UTC))
        .update();
    Http.Reply repeated = service.as(token).post(path, order(), "died");
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.header("Idempotency-Replayed")).isEmpty();
    assertThat(service.as(token).post(path, order(), "died").body()).isEqualTo(repeated.body());
  }

  private static String order() {
    return "{\"channel\":\"desk\"}";
  }

  private static int rehearsals(TestDatabase database) {
    return database
        .jdbc()
        .sql("SELECT COUNT(*) FROM delivery WHERE rehearsal")
        .query(Integer.class)
        .single();
  }

  private static List<Http.Reply> together(
      RunningService service, String token, String path, int times) throws Exception {
    Http client = service.as(token);
    List<Callable<Http.Reply>> orders = new ArrayList<>();
    for (int number = 0; number < times; number++) {
      orders.add(() -> client.post(path, order(), "hundred"));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Http.Reply> replies = new ArrayList<>();
      for (Future<Http.Reply> reply : threads.invokeAll(orders)) {
        replies.add(reply.get());
      }
      return replies;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(TestDatabase.Kind.class)
  void effectAndAnswerBecomeDurableTogether(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    try (RunningService service =
        RunningService.on(database, this.data, "storycast.api.wait-for-answer=1s")) {
      Http operator = service.as(Role.OPERATOR);
      String story = Submissions.submit(service, "In doubt #unclear");
      String delivery =
          Submissions.await(service, story, "courier", "UNCLEAR").path("id").asString();
      String path = "/api/v1/deliveries/" + delivery + "/settle";
      String order = "{\"decision\":\"GIVE_UP\"}";
      database
          .jdbc()
          .sql("ALTER TABLE remembered_answer ADD CONSTRAINT never CHECK (answer IS NULL)")
          .update();
      assertThat(operator.post(path, order, "no-answer-can-be-kept").status()).isEqualTo(500);
      assertThat(state(service, delivery)).isEqualTo("UNCLEAR");
      database.jdbc().sql("ALTER TABLE remembered_answer DROP CONSTRAINT never").update();
      assertThat(operator.post(path, order, "no-answer-can-be-kept").status()).isEqualTo(200);
      assertThat(state(service, delivery)).isEqualTo("CANCELLED");
      Http.Reply refused = operator.post(path, order, "too late");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(operator.post(path, order, "too-late").status()).isEqualTo(409);
      assertThat(operator.post(path, order, "too-late").header("Idempotency-Replayed"))
          .isEqualTo("true");
      assertAnOrderUnderWayElsewhereIsWaitedFor(database, operator, path, order);
    }
  }

  private static void assertAnOrderUnderWayElsewhereIsWaitedFor(
      TestDatabase database, Http operator, String path, String order) {
    operator.post(path, order, "elsewhere");
    database
        .jdbc()
        .sql("UPDATE remembered_answer SET answer = NULL, claim = ? WHERE answer_key = 'elsewhere'")
        .param(UUID.randomUUID())
        .update();
    Http.Reply waiting = operator.post(path, order, "elsewhere");
    assertThat(waiting.status()).isEqualTo(409);
    assertThat(waiting.header("Retry-After")).isNotBlank();
  }

  private static String state(RunningService service, String delivery) {
    return service
        .as(Role.READER)
        .get("/api/v1/deliveries/" + delivery)
        .json()
        .at("/delivery/state")
        .asString();
  }
}
