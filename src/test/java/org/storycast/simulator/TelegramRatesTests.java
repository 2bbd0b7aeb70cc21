// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.storycast.simulator.TelegramChat.Role;

/** Sends faster than the Bot API lets bots send. */
class TelegramRatesTests extends AskingTelegram {

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
