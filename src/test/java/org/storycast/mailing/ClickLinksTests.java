// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickLinksTests {

  private static final String OURS = "https://news.courier.example/c/{{storycast:click}}/";

  private final ClickLinks links = links(Map.of());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      textBlock =
          """
          <a href="https://a.example/x?a=1&amp;b=2">x</a>            ^ https://a.example/x?a=1&b=2
          <a href="https://a.example/x?a=1&b=2&copy=3">x</a>         ^ https://a.example/x?a=1&b=2&copy=3
          <a href='https://a.example/it"s'>x</a>                     ^ https://a.example/it"s
          <a href="https://a.example/it's">x</a>                     ^ https://a.example/it's
          <A CLASS=b HREF=HTTPS://A.example/Path>x</A>               ^ HTTPS://A.example/Path
          <a href=http://a.example/?q=1>x</a>                        ^ http://a.example/?q=1
          <a  href = "https://a.example/a b"  title="href='no'">x</a> ^ https://a.example/a b
          <a href=" https://a.example/pad ">x</a>                    ^ https://a.example/pad
          <a href="https://жаңалық.example/Алматы?q=ә#і">x</a>       ^ https://жаңалық.example/Алматы?q=ә#і
          <a href="https://a.example/%zz|{}[]~">x</a>                ^ https://a.example/%zz|{}[]~
          <a href="https://a.example/&#x41;&#66;&amp;amp;">x</a>     ^ https://a.example/AB&amp;
          <a href="https://a.example?a=b=c&amp;&amp;==#=">x</a>      ^ https://a.example?a=b=c&&==#=
          <map><area href="https://a.example/map"></map>             ^ https://a.example/map
          <a href="https://a.example/1" href="https://b.example/">x</a> ^ https://a.example/1
          """)
  void findsWhereABrowserWouldGo(String html, String target) {
    String page = "<!doctype html>\r\n<p>😀 é</p>" + html.strip() + "<p>end</p>";
    List<String> found = this.links.of(page);
    assertThat(found).containsExactly(target);
    String rewritten = this.links.rewritten(page, found);
    assertThat(Jsoup.parse(rewritten).select("[href]").attr("href")).isEqualTo(OURS + 1);
    int from = page.toLowerCase(Locale.ROOT).indexOf("http");
    assertThat(rewritten).endsWith("<p>end</p>").startsWith(page.substring(0, from).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"#top\">x</a>",
        "<a href=\"\">x</a>",
        "<a href>x</a>",
        "<a>x</a>",
        "<a href=\"mailto:a@b.example\">x</a>",
        "<a href=\"tel:+7700\">x</a>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "<a href=\"data:text/html,https://a.example\">x</a>",
        "<a href=\"//a.example/x\">x</a>",
        "<a href=\"/x\">x</a>",
        "<a href=\"https:/a.example\">x</a>",
        "<a href=\"https://\">x</a>",
        "<a href=\"https:///x\">x</a>",
        "<a href=\"https://?x\">x</a>",
        "<a href=\"ftp://a.example\">x</a>",
        "<a href=\"https://a.example/\u0001\">x</a>",
        "<a href=\"{{storycast:unsubscribe}}\">x</a>",
        "<a href=\"{{storycast:preferences}}\">x</a>",
        "<a href=\"{{storycast:webversion}}\">x</a>",
        "<a href=\"https://a.example/?u={{storycast:unsubscribe}}\">x</a>",
        "<a href=\"https://news.courier.example/u/abc\">x</a>",
        "<a href=\"https://news.courier.example/archive\">x</a>",
        "<img src=\"https://a.example/x.png\"><link href=\"https://a.example/x.css\">",
        "<!-- <a href=\"https://a.example\">x</a> -->",
        "<p>https://a.example/</p>",
      })
  void leavesAllElseAsItIs(String html) {
    assertThat(this.links.of(html)).isEmpty();
    assertThat(this.links.rewritten(html, List.of("https://a.example/"))).isEqualTo(html);
  }

  @Test
  void leavesWhatIsTooLong() {
    String fits = "https://a.example/".concat("x".repeat(ClickLinks.LONGEST - 18));
    assertThat(this.links.of("<a href=\"" + fits + "\">")).containsExactly(fits);
    assertThat(this.links.of("<a href=\"" + fits + "x\">")).isEmpty();
  }

  @Test
  void countsEachTargetOnceAndTouchesNothingElse() {
    String page =
        "<a href='https://a.example/1'>a</a><b>é</b><a href=\"https://a.example/2\">b</a>"
            + "<a\nhref=https://a.example/1>c</a><a href='https://a.example/3'>d</a>";
    assertThat(this.links.of(page))
        .containsExactly("https://a.example/1", "https://a.example/2", "https://a.example/3");
    assertThat(this.links.rewritten(page, List.of("https://a.example/1", "https://a.example/2")))
        .isEqualTo(
            "<a href='%s1'>a</a><b>é</b><a href=\"%s2\">b</a><a\nhref=%s1>c</a><a href='https://a.example/3'>d</a>"
                .formatted(OURS, OURS, OURS));
  }

  @Test
  void survivesPagesThatAreNestedWrongly() {
    String page =
        "<table><a href='https://a.example/1'><tr><td><p><a href='https://a.example/2'>x</p></a>"
            + "<p>y</table><svg><a href='https://a.example/3'/></svg>";
    assertThat(Jsoup.parse(this.links.rewritten(page, this.links.of(page))).select("[href]"))
        .isNotEmpty()
        .allMatch(link -> link.attr("href").startsWith(OURS));
  }

  @Test
  void findsNothingWhereNothingIsCounted() {
    String page = "<a href='https://a.example/1'>a</a>";
    ClickLinks off = links(Map.of("count", "false"));
    assertThat(off.toCount(page)).isEmpty();
    assertThat(off.rewritten(page)).isEqualTo(page);
    assertThat(this.links.rewritten(page)).isEqualTo("<a href='" + OURS + "1'>a</a>");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          https://a.example/x?a=1&b=%2F%zz#y     ^ https://a.example/x?a=1&b=%2F%zz#y
          HTTPS://A.example/|{}'()*\\            ^ HTTPS://A.example/|{}'()*\\
          https://a.example/a b                  ^ https://a.example/a%20b
          https://a.example/Алма?q=ә#і           ^ https://a.example/%D0%90%D0%BB%D0%BC%D0%B0?q=%D3%99#%D1%96
          https://u:p@bücher.example:8080/ü      ^ https://u:p@xn--bcher-kva.example:8080/%C3%BC
          https://bücher.example                 ^ https://xn--bcher-kva.example
          """)
  void writesALocationAsABrowserDoes(String target, String location) {
    assertThat(ClickLinks.location(target)).isEqualTo(location);
  }

  private static ClickLinks links(Map<String, String> settings) {
    boolean count = Boolean.parseBoolean(settings.getOrDefault("count", "true"));
    return new ClickLinks(
        MailingFixture.properties(25, Map.of()),
        new ClickProperties(
            count, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofDays(30)));
  }
}
