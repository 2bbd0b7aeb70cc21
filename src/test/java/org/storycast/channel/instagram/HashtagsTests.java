// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HashtagsTests {

  static Stream<Arguments> captions() {
    return Stream.of(
        Arguments.of("a row", "Rain.\n\n#a #b #c #d", "Rain.\n\n#a #b"),
        Arguments.of("a row after a sentence", "Rain. #a #b #c", "Rain. #a #b"),
        Arguments.of(
            "within a sentence", "#Rain on #Steppe and #Taraz.", "#Rain on #Steppe and Taraz."),
        Arguments.of(
            "within a sentence and a row",
            "See #Rain today.\n#Steppe #Herds\n\nMore: us",
            "See #Rain today.\n#Steppe\n\nMore: us"),
        Arguments.of("rows on lines", "Rain\n#a\n#b\n#c", "Rain\n#a\n#b"),
        Arguments.of("commas", "Rain\n#a, #b, #c", "Rain\n#a, #b"),
        Arguments.of("Kazakh", "Жаңбыр\n#Қазақстан #Дала #Мал", "Жаңбыр\n#Қазақстан #Дала"),
        Arguments.of("none too many", "#a #b", "#a #b"),
        Arguments.of("numbers", "We are #1, #2 and #3", "We are #1, #2 and #3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("captions")
  void keepsTwoAndReadsWell(String name, String caption, String kept) {
    assertThat(Hashtags.atMost(2).apply(caption)).isEqualTo(kept);
    assertThat(Hashtags.count(kept)).isLessThanOrEqualTo(2);
  }

  @Test
  void mayKeepNone() {
    assertThat(Hashtags.atMost(0).apply("See #Rain today.\n\n#a #b")).isEqualTo("See Rain today.");
  }
}
