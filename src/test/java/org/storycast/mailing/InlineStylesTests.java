// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class InlineStylesTests {

  @Test
  void writesRulesIntoElements() {
    Document page =
        inlined(
            "p { color: red } .a { color: blue; margin: 0 } #one { padding: 1px } .b .a { top: 0 }",
            "<div class=b><p class=a id=one>x</p></div><p>y</p>");
    assertThat(page.select("#one").attr("style"))
        .isEqualTo("color: blue; margin: 0; top: 0; padding: 1px");
    assertThat(page.select("p").last().attr("style")).isEqualTo("color: red");
    assertThat(page.select("style")).isEmpty();
  }

  @Test
  void letsTheHeavierThenTheLaterThenTheElementWin() {
    Document page =
        inlined(
            "#i { color: 1 } p.c { color: 2 } p { color: 3; width: 3 } p { width: 4; top: 4 !important }",
            "<p id=i class=c style='height: 5; top: 5'>x</p>");
    assertThat(page.select("p").attr("style").split("; "))
        .containsExactlyInAnyOrder("color: 1", "width: 4", "top: 4 !important", "height: 5");
  }

  @Test
  void keepsWhatOnlyASheetCanSay() {
    String rest = "@media (max-width: 480px) { .a { color: red !important } }";
    Document page =
        inlined(
            "/* a note */ .a { color: blue } a:hover, .a { top: 0 } :root { x: y }"
                + rest
                + " p::before { content: '}' }",
            "<p class=a>x</p>");
    assertThat(page.select("style").html())
        .contains(rest)
        .contains("a:hover { top: 0 }")
        .contains(":root { x: y }")
        .contains("content: '}'")
        .doesNotContain("blue")
        .doesNotContain("note");
    assertThat(page.select("p").attr("style")).isEqualTo("color: blue; top: 0");
  }

  @Test
  void bearsWhatNoBrowserWould() {
    String odd =
        "p { color: red } } .. { x } p >> b { y: z } @import 'x'; q { background: url(a;b) }";
    Document page = inlined(odd, "<p>x</p><q>y</q>");
    assertThat(page.select("q").attr("style")).isEqualTo("background: url(a;b)");
    assertThat(page.select("style").html()).contains("@import 'x';");
  }

  @Test
  void leavesAPageAloneThatHasNothingToInline() {
    String page = "<!doctype html><p style=a:b>{{storycast:unsubscribe}}&nbsp;x</p>";
    assertThat(InlineStyles.inline(page)).isEqualTo(page);
    String only = "<style>@media print { p { a: b } }</style>" + page;
    assertThat(InlineStyles.inline(only)).isEqualTo(only);
  }

  @Test
  void keepsMarkersAndConditionalComments() {
    String page =
        InlineStyles.inline(
            "<!doctype html><html><head><style>a { color: red }</style></head><body><!--[if mso]><table><![endif]-->"
                + "<a href=\"{{storycast:unsubscribe}}\">a &amp; b</a></body></html>");
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("<!--[if mso]><table><![endif]-->")
        .contains("<a href=\"{{storycast:unsubscribe}}\" style=\"color: red\">a &amp; b</a>");
  }

  private static Document inlined(String css, String body) {
    return Jsoup.parse(InlineStyles.inline("<style>%s</style>%s".formatted(css, body)));
  }
}
