// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Post;
import org.storycast.channel.Secret;
import org.storycast.simulator.TelegramLengths;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;

class TelegramMessageTests {

  private static final URI LINK = URI.create("https://courier.example.org/bridge?utm_id=1");

  private static TelegramSettings settings(Map<String, String> settings) {
    return TelegramSettings.of(
        new Account(
            new ChannelId("telegram-en"),
            "telegram",
            "en",
            settings,
            Map.of("bot-token", new Secret("7100000001:AAE-0123456789"))));
  }

  private static Post post(String html) {
    return new Post(Map.of("message", html), LINK, "en", List.of(), List.of(), List.of());
  }

  private static SendMessage sent(Post post, TelegramSettings settings) {
    TelegramMessage message = TelegramMessage.of(post, settings);
    return (SendMessage) new TelegramRequests(new TelegramFixtures()).toSend(message);
  }

  @Test
  void asksForALargePreviewOfTheStory() {
    SendMessage send = sent(post("<b>a</b>"), settings(Map.of("chat-id", "@courier")));
    assertThat(send.getChatId()).isEqualTo("@courier");
    assertThat(send.getText()).isEqualTo("<b>a</b>");
    assertThat(send.getParseMode()).isEqualToIgnoringCase("HTML");
    assertThat(send.getDisableNotification()).isNull();
    assertThat(send.getLinkPreviewOptions().getUrlField()).isEqualTo(LINK.toString());
    assertThat(send.getLinkPreviewOptions().getPreferLargeMedia()).isTrue();
  }

  @Test
  void obeysTheOperator() {
    SendMessage send =
        sent(
            post("a"),
            settings(
                Map.of("chat-id", "-1001234567890", "silent", "true", "link-preview", "none")));
    assertThat(send.getDisableNotification()).isTrue();
    assertThat(send.getLinkPreviewOptions().getIsDisabled()).isTrue();
    assertThat(send.getLinkPreviewOptions().getUrlField()).isNull();
    SendMessage small =
        sent(
            post("a"),
            settings(
                Map.of(
                    "chat-id", "@courier", "link-preview", "small", "link-preview-above", "true")));
    assertThat(small.getLinkPreviewOptions().getPreferSmallMedia()).isTrue();
    assertThat(small.getLinkPreviewOptions().getShowAboveText()).isTrue();
  }

  @Test
  void hasADigestOfAllThatReadersSee() {
    TelegramMessage message =
        TelegramMessage.of(post("a"), settings(Map.of("chat-id", "@courier")));
    assertThat(message.digest())
        .isNotEqualTo(
            TelegramMessage.of(post("a"), settings(Map.of("chat-id", "@other"))).digest());
    assertThat(message.digest())
        .isEqualTo(TelegramMessage.of(post("a"), settings(Map.of("chat-id", "@courier"))).digest());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "plain|5",
        "<b>bold</b>|4",
        "<a href=\"https://example.org/?a=>1\">link</a>|4",
        "a &lt; b &amp; c|9",
        "&#128038;|2",
        "🦅|2",
        "&nbsp;|6",
        "A &gt|3",
        "tail<b|6",
      })
  void countsWhatReadersSee(String html, int length) {
    assertThat(TelegramText.MEASURE.lengthOf(html)).isEqualTo(length);
  }

  @Test
  void countsTagsOnceTheSourceGrowsTooLong() {
    String mostlyTags = "<b>a</b>".repeat(4096);
    assertThat(TelegramText.MEASURE.lengthOf(mostlyTags)).isEqualTo(4096);
    assertThat(TelegramText.MEASURE.lengthOf(mostlyTags + "<i></i>")).isGreaterThan(4096);
  }

  @Test
  void readsTheLinksOfAText() {
    assertThat(
            TelegramText.of(
                    "<a href=\"https://e.org/?a=1&amp;b=2\">x</a> <A HREF='https://e.net'>y</A>")
                .links())
        .containsExactly("https://e.org/?a=1&b=2", "https://e.net");
  }

  private static final List<String> SCRAPS =
      List.of(
          "a",
          " ",
          "\n",
          "\"",
          "'",
          ">",
          "=",
          ";",
          "&",
          "&amp;",
          "&lt;",
          "&quot",
          "&#38;",
          "&#x1F985;",
          "&#0;",
          "&nbsp;",
          "é",
          "🦅",
          "<b>",
          "</b>",
          "<i >",
          "</i>",
          "</>",
          "<a href=\"x>y\">",
          "<a href='q\"r'>",
          "<a href=x>",
          "</a>",
          "<code class=\"language-c\">",
          "</code >",
          "#Tag");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20261120})
  void neverCountsLessThanThePlatform(long seed) {
    Random random = new Random(seed);
    int taken = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder html = new StringBuilder();
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) {
        html.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
      }
      OptionalInt platform = platformLength(html.toString());
      if (platform.isPresent()) {
        taken++;
        assertThat(TelegramText.MEASURE.lengthOf(html.toString()))
            .as(html.toString())
            .isGreaterThanOrEqualTo(platform.getAsInt());
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }

  private static OptionalInt platformLength(String html) {
    try {
      return OptionalInt.of(TelegramLengths.codePointsOf(html));
    } catch (IllegalArgumentException refused) {
      return OptionalInt.empty();
    }
  }
}
