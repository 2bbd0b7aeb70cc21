// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Secret;

class TelegramSettingsTests {

  private static Account account(String name, String value) {
    Map<String, String> settings = new HashMap<>(Map.of("chat-id", "@courier"));
    settings.put(name, value);
    return new Account(
        new ChannelId("telegram-en"),
        "telegram",
        "en",
        settings,
        Map.of("bot-token", new Secret("7100000001:AAE-0123456789")));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "chat-id,'https://t.me/courier'",
    "chat-id,''",
    "base-url,'http://localhost:8081/prefix'",
    "timeout,0s",
    "timeout,10m",
    "link-preview,huge",
    "username,'a b'",
    "silent,perhaps",
    "upload-timeout,0s",
    "form,poem",
    "album-pictures,1",
    "album-pictures,11",
    "card,perhaps",
    "pin,sometimes"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatExceptionOfType(InvalidAccountException.class)
        .isThrownBy(
            () ->
                new TelegramPublisherFactory(new TelegramFixtures(), Clock.systemUTC())
                    .open(account(name, value)))
        .matches(it -> it.setting().equals("settings." + name), "names the setting");
  }

  @Test
  void keepsAMalformedTokenToItself() {
    Account account =
        new Account(
            new ChannelId("telegram-en"),
            "telegram",
            "en",
            Map.of("chat-id", "@courier"),
            Map.of("bot-token", new Secret("bot7100000001:AAE/../0123456789")));
    assertThatExceptionOfType(InvalidAccountException.class)
        .isThrownBy(() -> TelegramSettings.of(account))
        .withMessageStartingWith("credentials.bot-token: ")
        .withMessageNotContaining("AAE");
  }

  @Test
  void refusesAnObserverThatIsThePosterItself() {
    Secret token = new Secret("7100000001:AAE-0123456789");
    Account account =
        new Account(
            new ChannelId("telegram-en"),
            "telegram",
            "en",
            Map.of("chat-id", "@courier"),
            Map.of("bot-token", token, "observer-token", token));
    assertThatExceptionOfType(InvalidAccountException.class)
        .isThrownBy(() -> TelegramSettings.of(account))
        .withMessageStartingWith("credentials.observer-token: ");
  }

  @Test
  void takesThePublicNameFromTheChat() {
    assertThat(TelegramSettings.of(account("silent", "false")).username()).isEqualTo("courier");
    assertThat(TelegramSettings.of(account("chat-id", "-1001")).username()).isNull();
  }
}
