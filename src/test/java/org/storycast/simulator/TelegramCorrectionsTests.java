// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.storycast.simulator.TelegramChat.Role;

/** Breaks the rules of edits and deletions, by raw requests. */
class TelegramCorrectionsTests extends AskingTelegram {

  @Test
  void editsAndComplainsAsTelegramDoes() {
    call("sendMessage", HELLO);
    String edit = "{%s,\"message_id\":%d,\"text\":\"%s\"}";
    assertThat(call("editMessageText", edit.formatted(CHAT, 1, "Hello")).description())
        .startsWith("Bad Request: message is not modified: specified new message content");
    RawTelegram.Answer edited = call("editMessageText", edit.formatted(CHAT, 1, "Good bye"));
    assertThat(edited.body().at("/result/text").stringValue()).isEqualTo("Good bye");
    assertThat(edited.body().at("/result").has("edit_date")).isTrue();
    assertThat(call("editMessageText", edit.formatted(CHAT, 9, "Hello")))
        .isEqualTo(RawTelegram.badRequest("message to edit not found"));
    assertThat(
            call("editMessageCaption", "{%s,\"message_id\":1,\"caption\":\"x\"}".formatted(CHAT)))
        .isEqualTo(RawTelegram.badRequest("there is no caption in the message to edit"));
    assertThat(
            call("editMessageReplyMarkup", "{%s,\"message_id\":1}".formatted(CHAT)).description())
        .startsWith("Bad Request: message is not modified");
    this.simulator.postByPerson("By hand");
    assertThat(call("editMessageText", edit.formatted(CHAT, 2, "Hello")))
        .isEqualTo(RawTelegram.badRequest("message can't be edited"));
  }

  @Test
  void deletesForTwoDays() {
    call("sendMessage", HELLO);
    call("sendMessage", HELLO);
    String delete = "{%s,\"message_id\":%d}";
    assertThat(call("deleteMessage", delete.formatted(CHAT, 1)).body().at("/result").booleanValue())
        .isTrue();
    assertThat(call("deleteMessage", delete.formatted(CHAT, 1)))
        .isEqualTo(RawTelegram.badRequest("message to delete not found"));
    this.clock.advance(Duration.ofHours(48));
    assertThat(call("deleteMessage", delete.formatted(CHAT, 2)))
        .isEqualTo(RawTelegram.badRequest("message can't be deleted"));
    this.simulator.channel().admit(TOKEN, Role.MODERATOR);
    assertThat(call("deleteMessage", delete.formatted(CHAT, 2)).status()).isEqualTo(200);
    assertThat(call("sendMessage", HELLO).body().at("/result/message_id").intValue()).isEqualTo(3);
  }
}
