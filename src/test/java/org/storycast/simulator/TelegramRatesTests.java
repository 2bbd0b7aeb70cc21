// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.TelegramChat.Role;

/** Sends faster than the Bot API lets bots send. */
class TelegramRatesTests {

  private static final String TOKEN = TelegramSimulator.TOKEN;
  private static final String CHAT = "\"chat_id\":\"@steppe_courier\"";
  private static final String HELLO = "{%s,\"text\":\"Hello\"}".formatted(CHAT);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private TelegramSimulator simulator;
  private RawTelegram telegram;

  @BeforeEach
  void start() {
    this.simulator = new TelegramSimulator(this.clock);
    this.telegram = new RawTelegram(this.simulator.address());
  }

  @AfterEach
  void stop() {
    this.simulator.close();
  }

  private RawTelegram.Answer call(String method, String json) {
    return this.telegram.json(TOKEN, method, json);
  }

  @Test
  void slowsDownWhoSendsTooFast() {
    for (int i = 0; i < 5; i++) {
      assertThat(call("sendMessage", HELLO).status()).isEqualTo(200);
    }
    RawTelegram.Answer answer = call("sendMessage", HELLO);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body().at("/description").stringValue())
        .isEqualTo("Too Many Requests: retry after 5");
    assertThat(answer.body().at("/parameters/retry_after").intValue()).isEqualTo(5);
    assertThat(answer.retryAfter()).isEqualTo("5");
    this.clock.advance(Duration.ofSeconds(5));
    assertThat(call("sendMessage", HELLO).status()).isEqualTo(200);
  }

  @Test
  void takesTwentyAMinuteInOneChat() {
    for (int i = 0; i < 20; i++) {
      assertThat(call("sendMessage", HELLO).status()).isEqualTo(200);
      this.clock.advance(Duration.ofSeconds(2));
    }
    RawTelegram.Answer answer = call("sendMessage", HELLO);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body().at("/parameters/retry_after").intValue()).isEqualTo(20);
  }

  @Test
  void takesThirtyASecondOfOneBot() {
    for (int chat = 1; chat <= 31; chat++) {
      this.simulator
          .addChat(-1009000000000L - chat, "channel", null)
          .admit(TOKEN, Role.ADMINISTRATOR);
      String message = "{\"chat_id\":%d,\"text\":\"Hello\"}".formatted(-1009000000000L - chat);
      assertThat(call("sendMessage", message).status()).isEqualTo(chat <= 30 ? 200 : 429);
    }
  }
}
