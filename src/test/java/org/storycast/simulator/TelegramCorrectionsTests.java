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

  @Test
  void deletesSeveralOrNone() {
    call("sendMessage", HELLO);
    call("sendMessage", HELLO);
    String delete = "{%s,\"message_ids\":%s}";
    assertThat(call("deleteMessages", delete.formatted(CHAT, "[]")))
        .isEqualTo(RawTelegram.badRequest("message identifiers are not specified"));
    assertThat(call("deleteMessages", delete.formatted(CHAT, many(101))))
        .isEqualTo(RawTelegram.badRequest("too many message identifiers specified"));
    this.simulator.postByPerson("By hand");
    assertThat(call("deleteMessages", delete.formatted(CHAT, "[1,3]")))
        .isEqualTo(RawTelegram.badRequest("message can't be deleted"));
    assertThat(this.simulator.publications()).hasSize(3);
    assertThat(call("deleteMessages", delete.formatted(CHAT, "[1,2,77]")).status()).isEqualTo(200);
    assertThat(this.simulator.publications()).hasSize(1);
  }

  private static String many(int ids) {
    return java.util.stream.IntStream.rangeClosed(1, ids).boxed().toList().toString();
  }

  @Test
  void pinsForThoseWhoMay() {
    call("sendMessage", HELLO);
    String pin = "{%s,\"message_id\":%d}";
    assertThat(call("pinChatMessage", pin.formatted(CHAT, 1)))
        .isEqualTo(
            RawTelegram.badRequest("not enough rights to manage pinned messages in the chat"));
    this.simulator.channel().admit(TOKEN, Role.MODERATOR);
    assertThat(call("pinChatMessage", pin.formatted(CHAT, 9)))
        .isEqualTo(RawTelegram.badRequest("message to pin not found"));
    assertThat(call("pinChatMessage", pin.formatted(CHAT, 1)).body().at("/result").booleanValue())
        .isTrue();
    assertThat(call("pinChatMessage", pin.formatted(CHAT, 1)).status()).isEqualTo(200);
    assertThat(this.simulator.channel().pinned()).containsExactly(1);
    assertThat(call("sendMessage", HELLO).body().at("/result/message_id").intValue()).isEqualTo(3);
    call("deleteMessage", pin.formatted(CHAT, 1));
    assertThat(this.simulator.channel().pinned()).isEmpty();
  }

  @Test
  void answersOnlyWhatIsThere() {
    call("sendMessage", HELLO);
    String reply = "{%s,\"text\":\"Hello\",\"reply_parameters\":%s}";
    assertThat(
            call("sendMessage", reply.formatted(CHAT, "{\"message_id\":1}"))
                .body()
                .at("/result/reply_to_message/message_id")
                .intValue())
        .isEqualTo(1);
    assertThat(call("sendMessage", reply.formatted(CHAT, "{\"message_id\":9}")))
        .isEqualTo(RawTelegram.badRequest("message to be replied not found"));
    assertThat(call("sendMessage", reply.formatted(CHAT, "[1]")))
        .isEqualTo(RawTelegram.badRequest("can't parse reply parameters JSON object"));
    String anyway = "{\"message_id\":9,\"allow_sending_without_reply\":true}";
    assertThat(call("sendMessage", reply.formatted(CHAT, anyway)).status()).isEqualTo(200);
  }
}
