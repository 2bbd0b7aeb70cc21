// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.EmailSimulator;

/** Several relays, and relays that want a token. */
class RelaysTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator large = new EmailSimulator(this.clock);
  private final EmailSimulator small = new EmailSimulator(this.clock);
  private final List<RelayConnection> open = new ArrayList<>();

  @AfterEach
  void stop() {
    this.open.forEach(RelayConnection::end);
    this.large.close();
    this.small.close();
  }

  @Test
  void sharesConnectionsByWeight() {
    Relays relays = two(Map.of());
    connect(relays, 8);
    assertThat(this.large.connections()).isEqualTo(6);
    assertThat(this.small.connections()).isEqualTo(2);
  }

  @Test
  void opensNoMoreThanARelayTakes() {
    Relays relays = two(Map.of("relays.large.connections", "2"));
    connect(relays, 6);
    assertThat(this.large.connections()).isEqualTo(2);
    this.open.getFirst().end();
    this.open.getFirst().end();
    connect(relays, 1);
    assertThat(this.large.connections()).as("its place is free again, once").isEqualTo(3);
  }

  @Test
  void goesToTheOthersWhileOneIsAwayAndComesBack() {
    int port = this.large.port();
    this.large.close();
    Relays relays = two(Map.of());
    connect(relays, 4);
    assertThat(this.small.connections()).isEqualTo(4);
    assertThat(relays.trouble())
        .hasValueSatisfying(it -> assertThat(it).startsWith("large: 127.0.0.1:" + port));
    assertThat(relays.allRest()).isFalse();
    assertThat(relays.check()).isInstanceOf(RelayStatus.Ready.class);
    this.clock.advance(Duration.ofMinutes(1));
    try (EmailSimulator back = new EmailSimulator(this.clock, port, null, null)) {
      connect(relays, 1);
      assertThat(back.connections()).isEqualTo(1);
    }
  }

  @Test
  void restsWhenAllAreAway() {
    this.large.close();
    this.small.close();
    Relays relays = two(Map.of());
    assertThat(relays.connect()).isNull();
    assertThat(relays.allRest()).isTrue();
  }

  @Test
  void givesARelayNoMoreTurnsThanItTakes() {
    RelayProperties slow =
        new RelayProperties("127.0.0.1", 25, "", "", Encryption.NONE, "", 1, 1000, 10.0, null);
    Relay relay = new Relay("slow", slow, MailingFixture.properties(1, Map.of()), this.clock);
    int turns = 0;
    for (int tick = 0; tick < 50; tick++) {
      while (relay.turn(tick > 0).isZero()) {
        turns++;
      }
      this.clock.advance(Duration.ofMillis(100));
    }
    assertThat(turns).isBetween(48, 60);
  }

  @Test
  void namesWhatIsWrongWithARelay() {
    assertThatThrownBy(() -> two(Map.of("relays.large.weight", "0")))
        .hasStackTraceContaining("weight and connections of at least 1");
    assertThat(MailingFixture.properties(1, Map.of("host", "")).missing())
        .contains("storycast.mail.host");
    assertThat(MailingFixture.properties(1, large()).missing()).isNull();
  }

  @Test
  void showsATokenAndRefreshesItWhenItIsOld() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer provider = provider(asked);
    try (EmailSimulator relay = new EmailSimulator(this.clock, 0, "courier", "token 1")) {
      Relays relays = byToken(relay, provider);
      connect(relays, 2);
      assertThat(relay.connections()).isEqualTo(2);
      assertThat(asked)
          .singleElement()
          .asString()
          .contains("grant_type=refresh_token", "refresh_token=long+lived");
      this.clock.advance(Duration.ofHours(1));
      assertThat(relays.connect()).as("the relay does not know the second token").isNull();
      assertThat(asked).hasSize(2);
      assertThat(relays.trouble())
          .hasValueSatisfying(it -> assertThat(it).contains("token").doesNotContain("token 2"));
    } finally {
      provider.stop(0);
    }
  }

  @Test
  void saysThatThereIsNoToken() throws IOException {
    HttpServer provider = provider(new ArrayList<>());
    provider.stop(0);
    try (EmailSimulator relay = new EmailSimulator(this.clock, 0, "courier", "token 1")) {
      Relays relays = byToken(relay, provider);
      assertThat(relays.check()).isInstanceOf(RelayStatus.NotLetIn.class);
      assertThat(relays.check().toString()).doesNotContain("long lived");
    }
  }

  private static HttpServer provider(List<String> asked) throws IOException {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/token",
        exchange -> {
          try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer =
                "{\"access_token\":\"token %d\",\"expires_in\":3599}"
                    .formatted(asked.size())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    provider.start();
    return provider;
  }

  private Relays byToken(EmailSimulator relay, HttpServer provider) {
    String address = "http://127.0.0.1:%d/token".formatted(provider.getAddress().getPort());
    return relays(
        Map.of(
            "host", "",
            "relays.google.host", "127.0.0.1",
            "relays.google.port", Integer.toString(relay.port()),
            "relays.google.encryption", "none",
            "relays.google.user", "courier",
            "relays.google.oauth.token-address", address,
            "relays.google.oauth.client-id", "storycast",
            "relays.google.oauth.client-secret", "hush",
            "relays.google.oauth.refresh-token", "long lived"));
  }

  private Relays two(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(large());
    settings.putAll(
        Map.of(
            "host", "",
            "relays.small.host", "127.0.0.1",
            "relays.small.port", Integer.toString(this.small.port()),
            "relays.small.encryption", "none"));
    settings.putAll(more);
    return relays(settings);
  }

  private Map<String, String> large() {
    return Map.of(
        "host", "",
        "relays.large.host", "127.0.0.1",
        "relays.large.port", Integer.toString(this.large.port()),
        "relays.large.encryption", "none",
        "relays.large.weight", "3");
  }

  private Relays relays(Map<String, String> settings) {
    return new Relays(MailingFixture.properties(1, settings), this.clock);
  }

  private void connect(Relays relays, int times) {
    for (int time = 0; time < times; time++) {
      RelayConnection connection = relays.connect();
      assertThat(connection).isNotNull();
      this.open.add(connection);
    }
  }
}
