// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.intake.Editing.LINKED;
import static org.storycast.intake.Editing.edit;
import static org.storycast.intake.Editing.item;
import static org.storycast.intake.Editing.texts;
import static org.storycast.intake.Editing.whole;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Span;

/** Every text is of an invented newspaper; the traits are real. */
class StoryEditorTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ATYRAU – The river rose.|ATYRAU",
        "ATYRAU — The river rose.|ATYRAU",
        "ATYRAU— The river rose.|ATYRAU",
        "ATYRAU—The river rose.|ATYRAU",
        "ATYRAU - The river rose.|ATYRAU",
        "NUR-SULTAN – The river rose.|NUR-SULTAN",
        "UST-KAMENOGORSK, Sept. 5 – The river rose.|UST-KAMENOGORSK, Sept. 5",
        "ATYRAU, 5 March (Courier) – The river rose.|ATYRAU, 5 March",
        "NEW YORK – The river rose.|NEW YORK",
        "АТЫРАУ – The river rose.|АТЫРАУ"
      })
  void datelineLeavesTheText(String paragraph, String place) {
    Content content = edit("<p>" + paragraph + "</p>" + LINKED);
    assertThat(content.dateline()).isEqualTo(place);
    assertThat(content.lead()).isEqualTo("The river rose.");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "The river – as ever – rose.",
        "A – B",
        "COVID-19 – the numbers",
        "Kazakhstan – the land",
        "Editor’s Note: The author is a hydrologist."
      })
  void whatIsNoDatelineStays(String paragraph) {
    Content content = edit("<p>" + paragraph + "</p>" + LINKED);
    assertThat(content.dateline()).isEmpty();
    assertThat(whole(content)).contains(paragraph);
  }

  @Test
  void datelineIsFoundBelowAnEditorsNote() {
    Content content =
        edit("<p>Editor’s Note: Our reporter is a diver.</p><p>ATYRAU – The river rose.</p>");
    assertThat(content.dateline()).isEqualTo("ATYRAU");
    assertThat(texts(content))
        .containsExactly("Editor’s Note: Our reporter is a diver.", "The river rose.");
    assertThat(content.lead()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Get The Steppe Courier stories sent directly to you! Sign up via the website or subscribe"
            + " to our Twitter, Facebook, Instagram, Telegram, YouTube and Tiktok!",
        "Most Recent Stories",
        "Most Recent Stories / View More »",
        "View More »",
        "Read full post here",
        "Continue reading →",
        "Advertisement",
        "[…]",
        "The post River rises appeared first on The Steppe Courier.",
        "The post <a href='/x'>River rises</a> first appeared on <a href='/'>Courier</a>.",
        "The Steppe Courier provides news and information from the steppe and around the world."
      })
  void advertIsDropped(String advert) {
    Content content =
        edit("<p>" + advert + "</p><p>It rose.</p>" + LINKED + "<p>" + advert + "</p>");
    assertThat(whole(content)).isEqualTo("It rose.\nThe dam held.");
  }

  @Test
  void advertWithinAParagraphIsCutOff() {
    Content content =
        edit(
            "The Steppe Courier provides news and information from the steppe and around the"
                + " world. ATYRAU – It <b>rose</b>.",
            "");
    assertThat(content.lead()).isEqualTo("It rose.");
    Content tail = edit("<p>It <b>rose</b>. The post River rises appeared first on Courier.</p>");
    assertThat(tail.body().getFirst().spans())
        .containsExactly(Span.plain("It "), new Span("rose", true, false, null), Span.plain("."));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Get the stories of the flood into the archive, the minister said.",
        "The post office appeared first on the map of 1854.",
        "Most recent stories of the flood are false, the mayor said, and asked for patience.",
        "Read more slowly, the teacher said.",
        "The bank gave him credit: a million tenge",
        "He showed us a photo: his house before the flood"
      })
  void whatOnlySoundsLikeAnAdvertStays(String paragraph) {
    assertThat(whole(edit("<p>" + paragraph + "</p>" + LINKED))).contains(paragraph);
  }

  @Test
  void scriptsFramesAndFormsLeaveNothingBehind() {
    Content content =
        edit(
            "<p onclick='x()'>It rose.</p><script>alert(1)</script><style>p{}</style>"
                + "<iframe src='https://video.example'>frame</iframe><form><button>Send</button>"
                + "</form><noscript>No script</noscript><div class='sharedaddy'>Share</div>"
                + "<ins class='adsbygoogle'>Buy</ins><svg><text>x</text></svg>"
                + LINKED);
    assertThat(whole(content)).isEqualTo("It rose.\nThe dam held.");
  }

  @Test
  void elementsThatCloseThemselvesSwallowNothing() {
    Content content =
        edit("<p>It <a name='x'/>rose<iframe src='x' /> fast.<script src='y'/></p><p/>" + LINKED);
    assertThat(whole(content)).isEqualTo("It rose fast.\nThe dam held.");
  }

  @Test
  void linksAreAbsoluteAndLeadToTheWeb() {
    Content content =
        edit(
            "<p>Tickets are available <a href='../tickets?a=1&amp;b=2'>here</a>, by <a"
                + " href='mailto:a@b.c'>mail</a>, <a href='javascript:x()'>not</a> <a"
                + " href='#top'>up</a>.</p>");
    assertThat(content.body().getFirst().spans())
        .containsExactly(
            Span.plain("Tickets are available "),
            new Span(
                "here",
                false,
                false,
                URI.create("https://courier.example/2026/03/tickets?a=1&b=2")),
            Span.plain(", by mail, not up."));
  }

  @Test
  void headingsKeepTheirTwoLevels() {
    Content content =
        edit(
            "<p>What to <i>see</i>.</p><h3>Music</h3><h4>Opera</h4><p>At <i>seven</i></p>"
                + "<h3>Sport</h3><p>At <i>eight</i></p>");
    assertThat(content.body())
        .extracting(Block::kind, Block::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Block.Kind.PARAGRAPH, "What to see."),
            org.assertj.core.groups.Tuple.tuple(Block.Kind.INTERTITLE, "Music"),
            org.assertj.core.groups.Tuple.tuple(Block.Kind.SUBTITLE, "Opera"),
            org.assertj.core.groups.Tuple.tuple(Block.Kind.PARAGRAPH, "At seven"),
            org.assertj.core.groups.Tuple.tuple(Block.Kind.INTERTITLE, "Sport"),
            org.assertj.core.groups.Tuple.tuple(Block.Kind.PARAGRAPH, "At eight"));
  }

  @Test
  void boldParagraphThatEndsNoSentenceIsAHeading() {
    Content content =
        edit(
            "<p>It <i>rose</i>.</p><p><strong>What experts say</strong></p><p><b>“We knew.”</b></p>"
                + LINKED);
    assertThat(content.body())
        .extracting(Block::kind)
        .containsExactly(
            Block.Kind.PARAGRAPH,
            Block.Kind.INTERTITLE,
            Block.Kind.PARAGRAPH,
            Block.Kind.PARAGRAPH);
  }

  @Test
  void quotesAndListsStayWhatTheyAre() {
    Content content =
        edit(
            "<p>It <i>rose</i>.</p><blockquote><p>We knew.</p><p>All of us.</p></blockquote>"
                + "<ul><li>Dam</li><li><p>Town</p></li></ul>");
    assertThat(content.body())
        .extracting(Block::kind)
        .containsExactly(
            Block.Kind.PARAGRAPH,
            Block.Kind.QUOTE,
            Block.Kind.QUOTE,
            Block.Kind.LIST_ITEM,
            Block.Kind.LIST_ITEM);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "1.1 trillion tenge (approximately US$2.4 billion) or ($77,730)",
        "She won 5-7, 3-6, 7-6 and reached the 1/8 finals",
        "“Curly” and \"straight\" ‘quotes’ and 'others'",
        "Aleška Simkić came on Sep. 5 and left on Sept. 7",
        "The Кazakhstan of аshyrtmaly is speled so",
        "Growth of 4.4% is a number & < > too",
        "مرحبا بالعالم and 你好"
      })
  void wordsStayAsTheyAre(String text) {
    String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    Content content = edit("<p>" + html + "</p>" + LINKED);
    assertThat(content.lead()).isEqualTo(text);
    assertThat(Newsroom.editor().edit(item(html, "", LINKED), "en").orElseThrow().headline())
        .isEqualTo(text);
  }

  @Test
  void blanksAreOneBlank() {
    Content content = edit("<p>  It \u00a0 rose\n  <b> fast </b> \t. \u200b</p>" + LINKED);
    assertThat(content.body().getFirst().text()).startsWith("It rose fast .");
    assertThat(Newsroom.editor().edit(item(" River  rises ", "", LINKED), "en").orElseThrow())
        .extracting(Content::headline)
        .isEqualTo("River rises");
  }

  @Test
  void summaryOfItsOwnLeads() {
    Content content = edit("<p>Thousands flee.</p>", "<p>It rose by a metre.</p>" + LINKED);
    assertThat(content.lead()).isEqualTo("Thousands flee.");
    assertThat(texts(content)).containsExactly("It rose by a metre.", "The dam held.");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"It rose by a", "It rose by a […]", "It rose by a metre.", "It rose…", ""})
  void summaryThatOnlyBeginsTheBodyGivesWayToTheFirstParagraph(String summary) {
    Content content = edit(summary, "<p>It rose by a metre.</p>" + LINKED);
    assertThat(content.lead()).isEqualTo("It rose by a metre.");
    assertThat(texts(content)).containsExactly("The dam held.");
  }

  @Test
  void summaryAloneLeads() {
    Content content = edit("<p>It rose.</p> <a href='/x'>Continue reading...</a>", "");
    assertThat(content.lead()).startsWith("It rose.");
    assertThat(content.body()).isEmpty();
  }

  @Test
  void firstParagraphWithALinkStaysInTheBody() {
    Content content = edit(LINKED + "<p>It rose.</p>");
    assertThat(content.lead()).isEmpty();
    assertThat(texts(content)).containsExactly("The dam held.", "It rose.");
  }

  @Test
  void bylineLineGluedToCategoriesIsReadAndDropped() {
    Content content =
        edit(
            "<p>By Staff Report in Region Profiles: A Deep Dive, Tourism on 31 March 2023</p>"
                + "<p>ATYRAU – It rose.</p>"
                + LINKED);
    assertThat(content.byline()).isEqualTo("Staff Report");
    assertThat(content.dateline()).isEqualTo("ATYRAU");
    assertThat(whole(content)).isEqualTo("It rose.\nThe dam held.");
  }

  @Test
  void noteWithoutTitleIsKnownByItsFirstWords() {
    String words = "The river rose by a metre and nobody knows why ".repeat(5);
    Content content =
        Newsroom.editor().edit(item("", "", "<p>" + words + "</p>"), "en").orElseThrow();
    assertThat(content.headline()).startsWith("The river rose").endsWith("…").hasSizeLessThan(115);
    assertThat(Newsroom.editor().edit(item(" ", "", "<p> </p>"), "en")).isEmpty();
  }

  @Test
  void depthHasABottom() {
    String deep = "<div>".repeat(20_000) + "It rose." + "</div>".repeat(20_000);
    assertThat(whole(edit(deep))).contains("It rose.");
  }
}
