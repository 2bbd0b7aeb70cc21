// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.storycast.story.Block;
import org.storycast.story.Span;

class BodyMarkupTests {

  private static final URI BASE = URI.create("https://courier.example/a/b");

  private static Block block(Block.Kind kind, Span... spans) {
    return new Block(kind, List.of(spans));
  }

  private static Span link(String text, String address) {
    return new Span(text, false, false, URI.create(address));
  }

  @Test
  void writesEveryKindOfBlock() {
    List<Block> blocks =
        List.of(
            block(Block.Kind.INTERTITLE, Span.plain("One")),
            block(Block.Kind.SUBTITLE, Span.plain("Two")),
            block(Block.Kind.LIST_ITEM, Span.plain("a")),
            block(Block.Kind.LIST_ITEM, Span.plain("b")),
            block(Block.Kind.QUOTE, Span.plain("c")),
            block(Block.Kind.LIST_ITEM, Span.plain("d")));
    assertThat(BodyMarkup.of(blocks, BASE))
        .isEqualToIgnoringNewLines(
            "<h2>One</h2><h3>Two</h3><ul><li>a</li><li>b</li></ul><blockquote><p>c</p></blockquote>"
                + "<ul><li>d</li></ul>");
  }

  @Test
  void marksAndEscapes() {
    Block block =
        block(
            Block.Kind.PARAGRAPH,
            new Span("R&D <b>", true, true, null),
            Span.plain(" \"it's\""),
            link("x", "https://a.example/?b=1&c=\u0027"));
    assertThat(BodyMarkup.of(List.of(block), BASE))
        .isEqualTo(
            "<p><em><strong>R&amp;D &lt;b&gt;</strong></em> &quot;it&#39;s&quot;"
                + "<a href=\"https://a.example/?b=1&amp;c=&#39;\">x</a></p>");
  }

  @Test
  void makesLinksAbsoluteAndRefusesOtherSchemes() {
    Block block =
        block(
            Block.Kind.PARAGRAPH,
            link("a", "../c"),
            link("b", "javascript:alert(1)"),
            link("c", "data:text/html,x"));
    assertThat(BodyMarkup.of(List.of(block), BASE))
        .isEqualTo("<p><a href=\"https://courier.example/c\">a</a>bc</p>");
  }

  @Test
  void showsTheAddressBehindAWordInPlainText() {
    Block block =
        block(
            Block.Kind.PARAGRAPH,
            Span.plain("Tickets "),
            link("here ", "https://a.example/t"),
            Span.plain("or at "),
            link("www.a.example", "https://a.example/"),
            link(", script", "javascript:alert(1)"));
    assertThat(PlainText.of(block))
        .isEqualTo("Tickets here (https://a.example/t) or at www.a.example, script");
  }

  @Test
  void dropsWhatTurnsAPostAround() {
    assertThat(PlainText.line("a\u0000b\u202Ec\u2066d\uFEFF\ud800e\tf\u2028g"))
        .isEqualTo("abcde f g");
  }

  @Test
  void keepsTheJoinersOfScriptsAndEmoji() {
    assertThat(PlainText.line("می‌خواهم 👨‍👩‍👧")).isEqualTo("می‌خواهم 👨‍👩‍👧");
  }

  @Test
  void makesHashtags() {
    assertThat(
            Hashtags.of(
                List.of(
                    "Central Asia", "COP-29", "2024", "iran", "Iran", "Қазақ тілі", "#made", "!"),
                Locale.ENGLISH))
        .containsExactly("#CentralAsia", "#COP29", "#iran", "#ҚазақТілі", "#made");
  }

  @Test
  void capitalisesInTheStorysLanguage() {
    assertThat(Hashtags.of(List.of("yeni istanbul"), Locale.forLanguageTag("tr")))
        .containsExactly("#Yeniİstanbul");
  }

  @Test
  void tidiesPlainTextMoreThanHtml() {
    String output = "\n a  b \n\n\n\n  c\t\n";
    assertThat(Tidying.of(output, Escaping.NONE)).isEqualTo("a b\n\nc");
    assertThat(Tidying.of(output, Escaping.HTML)).isEqualTo("a  b\n\n  c");
  }

  @Test
  void leavesMoneyAndAbbreviationsAloneButNotDomains() {
    assertThat(Remarks.onText("note", "The U.S. paid ($77,730) at 5 p.m. e.g. 3.5")).isEmpty();
    assertThat(Remarks.onText("note", "See https://a.example/b.kz and me@a.example")).isEmpty();
    assertThat(Remarks.onText("note", "<a href=\"https://a.kz\">a.kz</a>")).isEmpty();
    assertThat(Remarks.onText("note", "Photo: tabigat-union.kz.")).hasSize(1);
  }
}
