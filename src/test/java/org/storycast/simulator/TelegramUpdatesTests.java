// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Breaks the rules of listening, by raw requests. */
class TelegramUpdatesTests extends AskingTelegram {

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

  @Test
  void tellsLateWhereNewsTravelsSlowly() {
    this.simulator.tellLate(Duration.ofSeconds(5));
    call("sendMessage", HELLO);
    assertThat(this.telegram.json(OBSERVER, "getUpdates", "{}").body().at("/result").size())
        .isZero();
    this.clock.advance(Duration.ofSeconds(5));
    assertThat(this.telegram.json(OBSERVER, "getUpdates", "{}").body().at("/result").size())
        .isEqualTo(1);
  }

  @Test
  void saysWhetherAWebhookIsSet() {
    assertThat(call("getWebhookInfo", "{}").body().at("/result/url").stringValue()).isEmpty();
    call("setWebhook", "{\"url\":\"https://example.org/hook\"}");
    assertThat(call("getWebhookInfo", "{}").body().at("/result/url").stringValue())
        .isEqualTo("https://example.org/hook");
  }
}
