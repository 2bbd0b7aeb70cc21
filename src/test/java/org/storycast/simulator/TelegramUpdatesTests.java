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

/** Breaks the rules of listening, by raw requests. */
class TelegramUpdatesTests {

  private static final String TOKEN = TelegramSimulator.TOKEN;
  private static final String OBSERVER = TelegramSimulator.OBSERVER_TOKEN;
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
  void tellsEveryBotButTheAuthor() {
    call("sendMessage", HELLO);
    assertThat(call("getUpdates", "{}").body().at("/result").size()).isZero();
    RawTelegram.Answer heard = this.telegram.json(OBSERVER, "getUpdates", "{\"timeout\":0}");
    assertThat(heard.body().at("/result/0/channel_post/message_id").intValue()).isEqualTo(1);
    int id = heard.body().at("/result/0/update_id").intValue();
    String next = "{\"offset\":%d}".formatted(id + 1);
    assertThat(this.telegram.json(OBSERVER, "getUpdates", next).body().at("/result").size())
        .isZero();
    assertThat(this.telegram.json(OBSERVER, "getUpdates", "{}").body().at("/result").size())
        .isZero();
  }

  @Test
  void forgetsUpdatesAfterADayAndBelowANegativeOffset() {
    call("sendMessage", HELLO);
    call("sendMessage", HELLO);
    RawTelegram.Answer last = this.telegram.json(OBSERVER, "getUpdates", "{\"offset\":-1}");
    assertThat(last.body().at("/result").size()).isEqualTo(1);
    assertThat(last.body().at("/result/0/channel_post/message_id").intValue()).isEqualTo(2);
    this.clock.advance(Duration.ofHours(25));
    assertThat(this.telegram.json(OBSERVER, "getUpdates", "{}").body().at("/result").size())
        .isZero();
  }

  @Test
  void letsOnlyOneListen() {
    assertThat(call("setWebhook", "{\"url\":\"http://example.org\"}"))
        .isEqualTo(
            RawTelegram.badRequest("bad webhook: An HTTPS URL must be provided for webhook"));
    call("setWebhook", "{\"url\":\"https://example.org/hook\",\"secret_token\":\"abc\"}");
    assertThat(call("getUpdates", "{}").status()).isEqualTo(409);
    assertThat(call("getUpdates", "{}").description())
        .startsWith("Conflict: can't use getUpdates method while webhook is active");
    call("deleteWebhook", "{}");
    assertThat(call("getUpdates", "{}").status()).isEqualTo(200);
    this.simulator.contestUpdatesOf(TOKEN);
    assertThat(call("getUpdates", "{}").description())
        .startsWith("Conflict: terminated by other getUpdates request");
  }
}
