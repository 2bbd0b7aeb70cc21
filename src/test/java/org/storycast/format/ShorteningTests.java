// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShorteningTests {

  private static Shortening english(String text) {
    return Shortening.ofSummary(text, Locale.ENGLISH);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | He spoke. She left! Did it end? Yes. | He spoke./She left!/Did it end?/Yes.
          en | Mr. Smith met Dr. Li on Sept. 4 in the U.S. capital. He left. | Mr. Smith met Dr. Li on Sept. 4 in the U.S. capital./He left.
          en | Route No. 5 cost US$2.4 billion. J. Doe paid. | Route No. 5 cost US$2.4 billion./J. Doe paid.
          en | “It works,” he said. “It does.” Then he left. | “It works,” he said./“It does.”/Then he left.
          en | Version 2.0 is out. It grew 4.5%. | Version 2.0 is out./It grew 4.5%.
          ru | Он родился в 1990 г. в Алматы. Сумма — 5 млн. тенге. Всё. | Он родился в 1990 г. в Алматы./Сумма — 5 млн. тенге./Всё.
          kk | Көпір ашылды. Ол ұзын! | Көпір ашылды./Ол ұзын!
          ar | افتتح الجسر. هل هو طويل؟ نعم، طويل. | افتتح الجسر./هل هو طويل؟/نعم، طويل.
          ur | پل کھل گیا۔ یہ لمبا ہے۔ | پل کھل گیا۔/یہ لمبا ہے۔
          hi | पुल खुल गया। वह लंबा है। | पुल खुल गया।/वह लंबा है।
          zh | 新桥开通。费用很高！真的？ | 新桥开通。/费用很高！/真的？
          ja | 橋が開いた。「長い。」と言った。 | 橋が開いた。/「長い。」/と言った。
          """)
  void knowsSentences(String language, String text, String sentences) {
    assertThat(Sentences.of(text, Locale.forLanguageTag(language)))
        .containsExactly(sentences.split("/"));
  }

  @Test
  void endsASentenceAtTheEndOfALine() {
    assertThat(Sentences.of("A title\n\nThe text", Locale.ENGLISH))
        .containsExactly("A title", "The text");
  }

  @Test
  void keepsAsManySentencesAsFit() {
    Shortening text = english("One. Two. Three.");
    assertThat(text.cut(15)).isEqualTo("One. Two.");
    assertThat(text.cut(9)).isEqualTo("One. Two.");
    assertThat(text.cut(8)).isEqualTo("One.");
  }

  @Test
  void keepsWordsWhereNoSentenceFits() {
    assertThat(english("The mayor, who was late, spoke.").cut(12)).isEqualTo("The mayor…");
  }

  @Test
  void keepsLettersWhereNoWordFits() {
    assertThat(english("Incomprehensibilities abound").cut(5)).isEqualTo("Incom…");
  }

  @Test
  void leavesNothingWhereNothingFits() {
    assertThat(english("Text").cut(0)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "https://courier.example/a-b/c?d=e&f",
        "www.courier.example",
        "#CentralAsia",
        "@courier",
        "$77,730",
        "US$2.4",
        "editor@courier.example",
        "tabigat-union.kz",
        "👨‍👩‍👧‍👦",
        "🇰🇿",
        "é"
      })
  void neverCutsWhatIsWhole(String whole) {
    Shortening text = english(whole + " is here");
    for (int most = 0; most < whole.length(); most++) {
      assertThat(text.cut(most)).as("cut to %d", most).isIn("", whole, whole + "…", whole + " …");
    }
  }

  @Test
  void keepsTheEllipsisAwayFromALink() {
    assertThat(english("See https://courier.example/a for more").cut(29))
        .isEqualTo("See https://courier.example/a …");
  }

  @Test
  void cutsChineseAndThaiBetweenWords() {
    assertThat(Shortening.ofSummary("工程师开通了新桥", Locale.CHINESE).cut(3)).isEqualTo("工程师…");
    assertThat(Shortening.ofSummary("มนุษย์ทั้งหลายเกิดมา", Locale.forLanguageTag("th")).cut(8))
        .isEqualTo("มนุษย์…");
  }

  @Test
  void keepsNonBreakingSpacesTogether() {
    assertThat(english("about 5\u00A0kilometres away").cut(14)).isEqualTo("about…");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"A", "a.b", "a@", "#x", "$1,", " ", "句子。", "x. ", "\n", "www.", "&a;"})
  void bearsWhatGoesOnForEver(String piece) {
    String text = piece.repeat(20_000) + "x";
    assertThat(english(text).cut(500)).hasSizeLessThanOrEqualTo(502);
    assertThat(Tidying.of(text, Escaping.NONE)).endsWith("x");
    assertThat(Remarks.onText("note", text)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void cutsAHeadlineAtAWordOnly() {
    Shortening headline = Shortening.ofHeadline("Bridge opens today", Locale.ENGLISH);
    assertThat(headline.cut(14)).isEqualTo("Bridge opens…");
    assertThat(headline.cut(1)).isEqualTo("Bridge…");
    assertThat(Shortening.ofHeadline("Bridge", Locale.ENGLISH).cut(1)).isEqualTo("Bridge");
  }

  @Test
  void getsLongerWithEveryLevel() {
    Shortening text = english("Incomprehensible words. Then https://courier.example/x came. End");
    List<Integer> lengths =
        java.util.Arrays.stream(text.levels()).mapToObj(it -> text.cut(it).length()).toList();
    assertThat(lengths).isSorted().startsWith(0).endsWith(text.whole().length());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"ar,rtl", "he,rtl", "ug,rtl", "kk-Arab,rtl", "ug-Cyrl,ltr", "kk,ltr", "en-GB,ltr"})
  void knowsTheDirection(String language, String direction) {
    assertThat(Direction.of(Locale.forLanguageTag(language))).isEqualTo(direction);
  }
}
