// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.simulator.TelegramChat.Role;

/** Breaks every rule of the Bot API once, by a raw request. */
class TelegramSimulatorTests extends AskingTelegram {

  @Test
  void answersAsTheApiDoes() {
    RawTelegram.Answer answer =
        call("sendMessage", "{%s,\"text\":\"<b>hi</b>\",\"parse_mode\":\"HTML\"}".formatted(CHAT));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/ok").booleanValue()).isTrue();
    assertThat(answer.body().at("/result/message_id").intValue()).isEqualTo(1);
    assertThat(answer.body().at("/result/sender_chat/id").longValue())
        .isEqualTo(TelegramSimulator.CHANNEL);
    assertThat(answer.body().at("/result/chat/type").stringValue()).isEqualTo("channel");
    assertThat(answer.body().at("/result/date").longValue())
        .isEqualTo(this.clock.instant().getEpochSecond());
    assertThat(answer.body().at("/result").has("from")).isFalse();
    assertThat(answer.body().at("/result/text").stringValue()).isEqualTo("hi");
    assertThat(answer.body().at("/result/entities/0/type").stringValue()).isEqualTo("bold");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"sendMessage", "sendmessage", "SENDMESSAGE"})
  void knowsMethodsInAnyCase(String method) {
    assertThat(call(method, HELLO).status()).isEqualTo(200);
  }

  @Test
  void refusesUnknownTokensMethodsAndPaths() {
    assertThat(this.telegram.json("7100000009:unknown-bot", "getMe", "{}"))
        .isEqualTo(RawTelegram.refusal(401, "Unauthorized"));
    assertThat(this.telegram.json("nonsense", "getMe", "{}"))
        .isEqualTo(RawTelegram.refusal(401, "Unauthorized: invalid token specified"));
    assertThat(call("sendPigeon", "{}"))
        .isEqualTo(RawTelegram.refusal(404, "Not Found: method not found"));
    assertThat(this.telegram.get("/elsewhere")).isEqualTo(RawTelegram.refusal(404, "Not Found"));
  }

  @Test
  void readsParametersHoweverTheyCome() {
    assertThat(
            this.telegram.get(
                "/bot%s/sendMessage?chat_id=@STEPPE_courier&text=one".formatted(TOKEN)))
        .matches(it -> it.status() == 200);
    assertThat(
            this.telegram.form(
                TOKEN,
                "sendMessage",
                "chat_id=-1001234567890&text=two&disable_notification=True"
                    + "&link_preview_options=%7B%22is_disabled%22%3Atrue%7D"))
        .matches(it -> it.status() == 200);
    assertThat(
            this.telegram.multipart(
                TOKEN, "sendMessage", List.of("chat_id=@steppe_courier", "text=three"), "", null))
        .matches(it -> it.status() == 200);
    assertThat(this.simulator.publications())
        .extracting(Publication::text)
        .containsExactly("one", "two", "three");
  }

  @Test
  void resolvesChatsAndJudgesRights() {
    assertThat(call("sendMessage", "{\"text\":\"Hello\"}"))
        .isEqualTo(RawTelegram.badRequest("chat_id is empty"));
    assertThat(call("sendMessage", "{\"chat_id\":\"@nobody_here\",\"text\":\"Hello\"}"))
        .isEqualTo(RawTelegram.badRequest("chat not found"));
    this.simulator.channel().admit(TOKEN, Role.READER);
    assertThat(call("sendMessage", HELLO))
        .isEqualTo(RawTelegram.badRequest("not enough rights to send text messages to the chat"));
    this.simulator.channel().admit(TOKEN, Role.MEMBER);
    assertThat(call("sendMessage", HELLO))
        .isEqualTo(RawTelegram.badRequest("need administrator rights in the channel chat"));
    this.simulator.channel().admit(TOKEN, Role.STRANGER);
    assertThat(call("sendMessage", HELLO))
        .isEqualTo(RawTelegram.refusal(403, "Forbidden: bot is not a member of the channel chat"));
    this.simulator.channel().admit(TOKEN, Role.KICKED);
    assertThat(call("sendMessage", HELLO))
        .isEqualTo(RawTelegram.refusal(403, "Forbidden: bot was kicked from the channel chat"));
  }

  @Test
  void saysWhereAnUpgradedGroupIs() {
    TelegramChat group = this.simulator.addChat(-4242, "group", null);
    group.admit(TOKEN, Role.MEMBER);
    group.upgradeTo(-1009876543210L);
    RawTelegram.Answer answer = call("sendMessage", "{\"chat_id\":-4242,\"text\":\"Hello\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/description").stringValue())
        .isEqualTo("Bad Request: group chat was upgraded to a supergroup chat");
    assertThat(answer.body().at("/parameters/migrate_to_chat_id").longValue())
        .isEqualTo(-1009876543210L);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|message text is empty",
        "'  '|text must be non-empty",
        "<b> </b>|text must be non-empty",
      })
  void refusesEmptyTexts(String text, String description) {
    assertThat(send(text)).isEqualTo(RawTelegram.badRequest(description));
  }

  private RawTelegram.Answer send(String html) {
    return this.telegram.form(
        TOKEN,
        "sendMessage",
        RawTelegram.form("chat_id", "@steppe_courier", "text", html, "parse_mode", "html"));
  }

  @Test
  void countsCodePointsAfterParsing() {
    assertThat(send("<b>" + "🦅".repeat(4096) + "</b>").status()).isEqualTo(200);
    assertThat(send("a".repeat(4097))).isEqualTo(RawTelegram.badRequest("message is too long"));
    assertThat(send("<b></b>".repeat(4682) + "a"))
        .isEqualTo(RawTelegram.badRequest("text is too long"));
    assertThat(send(" \n" + "a".repeat(4096) + "\n ").status()).isEqualTo(200);
  }

  @Test
  void refusesUnknownParseModes() {
    assertThat(call("sendMessage", "{%s,\"text\":\"a\",\"parse_mode\":\"bbcode\"}".formatted(CHAT)))
        .isEqualTo(RawTelegram.badRequest("unsupported parse_mode"));
  }

  @Test
  void introducesBotsChatsAndMembers() {
    assertThat(call("getMe", "{}").body().at("/result/id").longValue()).isEqualTo(7100000001L);
    assertThat(call("getChat", "{%s}".formatted(CHAT)).body().at("/result/id").longValue())
        .isEqualTo(TelegramSimulator.CHANNEL);
    RawTelegram.Answer member =
        call("getChatMember", "{%s,\"user_id\":7100000001}".formatted(CHAT));
    assertThat(member.body().at("/result/status").stringValue()).isEqualTo("administrator");
    assertThat(member.body().at("/result/can_post_messages").booleanValue()).isTrue();
    assertThat(call("getChatMember", "{%s}".formatted(CHAT)))
        .isEqualTo(RawTelegram.badRequest("invalid user_id specified"));
  }

  @Test
  void strikesFaultsThatATextOrders() {
    String ordered = "{%s,\"text\":\"Hello #simulate-429\"}".formatted(CHAT);
    assertThat(call("sendMessage", ordered).status()).isEqualTo(429);
    assertThat(this.simulator.publications()).isEmpty();
    this.simulator.failNext(Fault.TAKE_THEN_500);
    assertThat(call("sendMessage", HELLO).status()).isEqualTo(500);
    assertThat(this.simulator.publications()).hasSize(1);
  }
}
