// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XThreadTests {

  private static final int LIMIT = 280;

  private static List<String> posts(String text) {
    return List.of(XThread.divided(text, LIMIT).split("\n\n---\n\n"));
  }

  @Test
  void packsWholeParagraphsWhileTheyFit() {
    String sentence = "The bridge is 1.2 kilometres long and cost two million. ".repeat(2).strip();
    assertThat(posts(sentence + "\n\n" + sentence + "\n\n" + sentence))
        .containsExactly(sentence + "\n\n" + sentence, sentence);
  }

  @Test
  void beginsAPostWhereTheTemplateSaysSo() {
    assertThat(posts("One.\n---\nTwo.\n\n---\n\nThree.")).containsExactly("One.", "Two.", "Three.");
  }

  @Test
  void cutsALongParagraphAtTheEndOfASentenceAndNotAfterAnAbbreviation() {
    String first = "Officials " + "explained ".repeat(20) + "everything.";
    String second = "Then Mr. Bolat " + "answered ".repeat(10) + "questions.";
    assertThat(posts(first + " " + second)).containsExactly(first, second);
  }

  @Test
  void cutsALongSentenceBetweenWords() {
    List<String> posts = posts("bridges ".repeat(60).strip());
    assertThat(posts).hasSize(2).allMatch(it -> it.matches("(bridges )*bridges"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "雨",
        "👨‍👩‍👧‍👦",
        "a",
        "🇰🇿",
        "жауын ",
        "https://courier.example.com/a ",
        "e\u0301",
        "one. "
      })
  void losesNothingAndMakesNoPostTooLong(String piece) {
    String text = piece.repeat(700);
    List<String> posts = posts(text);
    assertThat(posts).allMatch(it -> XText.fits(it, LIMIT)).noneMatch(String::isBlank);
    assertThat(String.join("", posts).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
  }

  @Test
  void leavesOutAddressesThatWouldCostLikeALink() {
    assertThat(posts("Tickets are available (https://courier.example.com/t?a=1), says the mayor."))
        .containsExactly("Tickets are available, says the mayor.");
  }

  @Test
  void isTheSameWhenDividedAgain() {
    String once = XThread.divided("A report of some length. ".repeat(90), LIMIT);
    assertThat(XThread.divided(once, LIMIT)).isEqualTo(once);
    assertThat(XThread.measure().lengthOf(once)).isEqualTo(posts(once).size());
  }

  @Test
  void dividesAVeryLongStoryWithoutSentencesOrWords() {
    assertThat(posts("x".repeat(60_000))).hasSize(215);
  }

  @Test
  void dividesAVeryLongStoryQuickly() {
    assertThat(posts("The bridge opened on Monday, said the mayor. ".repeat(3000)))
        .hasSizeGreaterThan(400);
  }
}
