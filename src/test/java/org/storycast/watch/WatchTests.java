// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.access.Role;
import org.storycast.database.TestDatabase;
import org.storycast.running.Http;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A doubt and a closed channel from their beginning to their end, on every instrument. */
class WatchTests {

  @RegisterExtension
  static final GreenMailExtension MAIL = new GreenMailExtension(new ServerSetup(0, null, "smtp"));

  private final Queue<JsonNode> posted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusals = new AtomicInteger(1);

  @ParameterizedTest(name = "{0}")
  @EnumSource(TestDatabase.Kind.class)
  void problemsAreShownToldRepeatedAndEnded(TestDatabase.Kind kind) throws IOException {
    TestDatabase database = kind.fresh();
    HttpServer hook = hook();
    try (RunningService service =
        RunningService.on(
            database,
            RunningService.temporary(),
            "spring.mail.host=localhost",
            "spring.mail.port=" + MAIL.getSmtp().getPort(),
            "storycast.alert.mail-to=desk@courier.example",
            "storycast.alert.every=1s",
            "storycast.alert.webhook=http://localhost:%d/hook?token=s3cret"
                .formatted(hook.getAddress().getPort()))) {
      awaitAlert("NEW", "off lost");
      String doubt = doubt(service);
      awaitAlert("NEW", "doubt " + doubt);
      awaitMail("In doubt on courier: Ferry in doubt #unclear");
      String story = Submissions.submit(service, "Token is gone #closed");
      Submissions.await(service, story, "gazette", "PAUSED");
      awaitAlert("NEW", "closed gazette");
      assertThat(posted("NEW", "doubt " + doubt)).isOne();
      assertHealthAsksForAttention(service);
      assertMetersTell(service);
      sevenHoursPass(database);
      awaitAlert("STILL", "doubt " + doubt);
      awaitMail("Still: ");
      endBoth(service, doubt);
      awaitAlert("OVER", "doubt " + doubt);
      awaitAlert("OVER", "closed gazette");
      awaitMail("Over: ");
      assertThat(this.posted).allSatisfy(it -> assertThat(it.toString()).doesNotContain("s3cret"));
      assertThat(remembered(database)).isEqualTo(List.of("off lost"));
    } finally {
      hook.stop(0);
    }
  }

  /** Refuses the first message, which must come again. */
  private HttpServer hook() throws IOException {
    HttpServer hook = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    hook.createContext(
        "/hook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean refused = this.refusals.getAndDecrement() > 0;
          if (!refused) {
            JsonMapper json = new JsonMapper();
            json.readTree(body).path("alerts").forEach(this.posted::add);
          }
          exchange.sendResponseHeaders(refused ? 503 : 204, -1);
          exchange.close();
        });
    hook.start();
    return hook;
  }

  private String doubt(RunningService service) {
    String story = Submissions.submit(service, "Ferry in doubt #unclear");
    return Submissions.await(service, story, "courier", "UNCLEAR").path("id").asString();
  }

  private void awaitAlert(String news, String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(posted(news, id)).as("%s %s", news, id).isPositive());
  }

  private long posted(String news, String id) {
    return this.posted.stream()
        .filter(it -> it.path("news").asString().equals(news))
        .filter(it -> it.path("id").asString().equals(id))
        .count();
  }

  private static void awaitMail(String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(MAIL.getReceivedMessages())
                    .anyMatch(mail -> contents(mail).contains(text)));
  }

  private static String contents(MimeMessage mail) {
    byte[] body = GreenMailUtil.getBody(mail).getBytes(StandardCharsets.UTF_8);
    return new String(body, StandardCharsets.UTF_8).replace("=\r\n", "");
  }

  private static void assertHealthAsksForAttention(RunningService service) {
    JsonNode health = service.as(Role.READER).get("/actuator/health").json();
    assertThat(health.path("status").asString()).isEqualTo("ATTENTION");
    JsonNode channels = health.path("components").path("channels").path("components");
    assertThat(channels.at("/courier/details/doubts").asInt()).isPositive();
    assertThat(channels.at("/gazette/details/held").asString()).contains("CREDENTIALS");
    assertThat(channels.at("/lost/details/off").asString()).contains("carrier-pigeon");
    assertThat(channels.at("/desk/status").asString()).isEqualTo("UP");
    Http stranger = service.as("");
    assertThat(stranger.get("/actuator/health").status()).isEqualTo(200);
    assertThat(stranger.get("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(stranger.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
  }

  private static void assertMetersTell(RunningService service) {
    service.context().getBean(DeliveryMeters.class).count();
    String meters = service.as(Role.READER).get("/actuator/prometheus").body();
    assertThat(meters)
        .contains("storycast_doubts{channel=\"courier\"} 1.0")
        .contains("storycast_channel_open{channel=\"gazette\"} 0.0")
        .contains("storycast_channel_open{channel=\"desk\"} 1.0")
        .contains("storycast_channel_open{channel=\"lost\"} 0.0")
        .contains("storycast_deliveries{channel=\"courier\",state=\"unclear\"} 1.0")
        .contains("storycast_installation_held 0.0")
        .contains("storycast_sources_failing 0.0")
        .containsPattern("storycast_doubt_oldest_seconds\\{channel=\"courier\"\\} \\d")
        .contains(
            "storycast_attempts_total{channel=\"gazette\",outcome=\"closechannel\","
                + "reason=\"credentials\"}");
  }

  private static void sevenHoursPass(TestDatabase database) {
    database
        .jdbc()
        .sql("UPDATE alert_sent SET sent_at = ?, claimed_at = ?")
        .params(
            Clock.systemUTC().instant().minus(Duration.ofHours(7)).atOffset(ZoneOffset.UTC),
            Clock.systemUTC().instant().minus(Duration.ofHours(7)).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static void endBoth(RunningService service, String doubt) {
    Http operator = service.as(Role.OPERATOR);
    operator
        .get("/api/v1/deliveries?state=UNCLEAR")
        .json()
        .path("items")
        .forEach(
            it ->
                operator.post(
                    "/api/v1/deliveries/%s/settle".formatted(it.path("id").asString()),
                    "{\"decision\":\"PUBLISHED\",\"remoteId\":\"%s\"}"
                        .formatted(it.path("id").asString())));
    operator
        .get("/api/v1/deliveries?state=PAUSED")
        .json()
        .path("items")
        .forEach(
            it ->
                operator.post(
                    "/api/v1/deliveries/%s/cancel".formatted(it.path("id").asString()), null));
    operator.post("/api/v1/channels/resume", null);
    assertThat(
            service.as(Role.READER).get("/api/v1/deliveries/" + doubt).json().at("/delivery/state"))
        .hasToString("\"PUBLISHED\"");
  }

  private static List<String> remembered(TestDatabase database) {
    return database
        .jdbc()
        .sql("SELECT DISTINCT problem FROM alert_sent")
        .query(String.class)
        .list();
  }
}
