// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.media.Briefs.aBrief;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmScriptTests {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void showsTheHeadlineAndThenEachSentence() {
    FilmScript script =
        FilmScript.of(aBrief().saying("Snow").telling("One.", "Two.").brief(), MINUTE);
    assertThat(script.scenes())
        .extracting(FilmScript.Scene::text)
        .containsExactly("Snow", "One.", "Two.", "The Steppe Courier");
    assertThat(script.told()).hasSize(3);
  }

  @Test
  void endsWithoutANameWhereThePlatformForbidsIt() {
    FilmScript script =
        FilmScript.of(aBrief().of("").saying("Snow").telling("One.").brief(), MINUTE);
    assertThat(script.told()).isEqualTo(script.scenes()).hasSize(2);
  }

  @Test
  void leavesNoGapBetweenScenes() {
    FilmScript script = FilmScript.of(aBrief().brief(), MINUTE);
    assertThat(script.scenes().getFirst().from()).isZero();
    for (int scene = 1; scene < script.scenes().size(); scene++) {
      assertThat(script.scenes().get(scene).from()).isEqualTo(script.scenes().get(scene - 1).to());
    }
  }

  @Test
  void lastsFifteenSecondsEvenForFewWords() {
    assertThat(FilmScript.of(aBrief().saying("Snow").telling().brief(), MINUTE).duration())
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void leavesTheLastSentencesOutRatherThanHurrying() {
    String sentence = "The river rose by two metres over night, and the old bridge was closed. ";
    Brief brief = aBrief().telling(sentence.repeat(3), sentence.repeat(3), sentence).brief();
    FilmScript script = FilmScript.of(brief, MINUTE);
    assertThat(script.duration()).isLessThanOrEqualTo(Duration.ofSeconds(40));
    assertThat(script.told()).hasSize(3);
  }

  @Test
  void givesTimeToReadAloud() {
    FilmScript script = FilmScript.of(aBrief().brief(), MINUTE);
    assertThat(script.scenes())
        .allSatisfy(
            scene ->
                assertThat(scene.text().length() * (double) FilmScript.RATE / scene.length())
                    .as("letters a second")
                    .isLessThan(16));
  }

  @Test
  void countsAnIdeographAsMoreThanALetter() {
    Brief chinese = aBrief().of("").saying("阿斯塔纳开通首条氢能公交线路计划到2028年新增二百辆").telling().brief();
    Brief latin = aBrief().of("").saying("a".repeat(chinese.headline().length())).telling().brief();
    Duration long20 = Duration.ofSeconds(20);
    FilmScript.Scene first = FilmScript.of(chinese, long20).scenes().getFirst();
    assertThat(first.length()).isGreaterThanOrEqualTo(FilmScript.of(latin, long20).frames());
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(longs = {5, 10, 30})
  void keepsWithinWhatThePlatformTakes(long seconds) {
    Brief brief = aBrief().saying("A headline of many words ".repeat(12)).brief();
    Duration longest = Duration.ofSeconds(seconds);
    assertThat(FilmScript.of(brief, longest).duration()).isLessThanOrEqualTo(longest);
  }

  @Test
  void refusesATimeInWhichNobodyReads() {
    assertThatThrownBy(() -> FilmScript.of(aBrief().brief(), Duration.ofSeconds(1)))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("PT1S");
  }
}
