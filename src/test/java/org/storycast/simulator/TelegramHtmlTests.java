// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramHtmlTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>a</p>|Unsupported start tag \"p\" at byte offset 0",
        "é<br/>|Unsupported start tag \"br/\" at byte offset 2",
        "<b>a|Can't find end tag corresponding to start tag \"b\"",
        "<b><i>ab</b>|Unmatched end tag at byte offset 8, expected \"</i>\", found \"</b>\"",
        "</b>|Unexpected end tag at byte offset 0",
        "a <b|Unclosed start tag at byte offset 2",
        "<b>a</b|Unclosed end tag at byte offset 4",
        "<a href=\"x|Unclosed start tag at byte offset 0",
        "<a =\"x\">a</a>|Empty attribute name in the tag \"a\" at byte offset 0",
        "<a href=x_y>a</a>|Unexpected end of name token at byte offset 8",
        "<span class=\"big\">a</span>|Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
      })
  void complainsInTelegramsWords(String html, String complaint) {
    assertThatExceptionOfType(TelegramRefusal.class)
        .isThrownBy(() -> TelegramHtml.parse(html))
        .withMessage("Bad Request: can't parse entities: " + complaint);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a &lt;b&gt; &amp; &quot;c&quot;|a <b> & \"c\"",
        "&#233;&#xe9;&#233|ééé",
        "&nbsp;&apos;&mdash;|&nbsp;&apos;&mdash;",
        "AT&T a > b|AT&T a > b",
        "<B>a</B>|a",
        "&#0;&#9999999;|&#0;&#9999999;",
      })
  void readsEscapesAsTelegramDoes(String html, String text) {
    assertThat(TelegramHtml.parse(html).text()).isEqualTo(text);
  }

  @Test
  void countsEntitiesInUtf16Units() {
    TelegramHtml.Parsed parsed = TelegramHtml.parse(" 🦅<b>é<i>x</i></b> ");
    assertThat(parsed.text()).isEqualTo("🦅éx");
    assertThat(parsed.entities())
        .containsExactly(
            new TelegramEntity("bold", 2, 2, ""), new TelegramEntity("italic", 3, 1, ""));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "<strong>a</strong>",
        "<em>a</em>",
        "<u>a</u>",
        "<ins>a</ins>",
        "<s>a</s>",
        "<strike>a</strike>",
        "<del>a</del>",
        "<code>a</code>",
        "<pre>a</pre>",
        "<blockquote>a</blockquote>",
        "<blockquote expandable>a</blockquote>",
        "<tg-spoiler>a</tg-spoiler>",
        "<span class=\"tg-spoiler\">a</span>",
        "<tg-emoji emoji-id=\"5368324170671202286\">a</tg-emoji>",
        "<a href='https://example.org/?a=1&amp;b=2'>a</a>",
        "<tg-time unix=\"1700000000\">a</tg-time>"
      })
  void knowsTheTag(String html) {
    assertThat(TelegramHtml.parse(html).entities()).hasSize(1);
  }

  @Test
  void dropsWhatIsNoLinkAndWhatIsEmpty() {
    assertThat(TelegramHtml.parse("<a href=\"/relative\">a</a><b></b>").entities()).isEmpty();
    assertThat(TelegramHtml.parse("<a href=\"https://example.org\">a</a>").entities())
        .containsExactly(new TelegramEntity("text_link", 0, 1, "https://example.org/"));
  }

  @Test
  void dropsWhatIsBeyondAHundredEntities() {
    assertThat(TelegramHtml.parse("<b>a</b><i>b</i>".repeat(60)).entities()).hasSize(100);
  }
}
