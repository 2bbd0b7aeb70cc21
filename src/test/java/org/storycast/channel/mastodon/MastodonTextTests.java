// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.simulator.MastodonSimulator;

class MastodonTextTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Жаңбыр | 6",
        "👩‍👩‍👧‍👦 | 1",
        "🇰🇿🇰🇿 | 2",
        "e\u0301 | 1",
        "https://a.com | 23",
        "http://courier.example.com/a/very/long/path?with=a&long=query#and-more | 23",
        "see https://courier.example.com/1. | 28",
        "(https://courier.example.com/1) | 25",
        "https://courier.example.com/1 https://courier.example.com/2 | 47",
        "courier.example.com | 19",
        "https://127.0.0.1:8080/a/path | 29",
        "https://courier.example/a/path | 30",
        "@editor@press.example.com | 7",
        "by @editor@press.example.com, @critic | 19",
        "editor@press.example.com | 24",
        "@editor | 7"
      })
  void countsAsMastodonDoes(String text, int length) {
    assertThat(MastodonText.MEASURE.lengthOf(text)).isEqualTo(length);
  }

  @Test
  void nameTakesNoTimeHoweverLong() {
    String text = "@a.".repeat(20_000) + "a".repeat(20_000);
    assertThat(MastodonText.MEASURE.lengthOf(text)).isPositive();
  }

  @Test
  void neverCountsLessThanTheInstance() {
    String[] pieces = {
      "rain",
      " ",
      "\n\n",
      "https://courier.example.com/1?a=b",
      "@editor@press.example.com",
      "#Rain",
      "👩‍🌾",
      "Жаңбыр",
      "http://127.0.0.1/1",
      "!",
      "(",
      ")",
      "https://",
      "@",
      "e\u0301",
      "雨",
      "…"
    };
    Random random = new Random(17);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(MastodonText.MEASURE.lengthOf(text.toString()))
          .as(text.toString())
          .isGreaterThanOrEqualTo(MastodonSimulator.lengthOf(text.toString()));
    }
  }
}
