// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.media.Briefs.aBrief;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionFileTests {

  private static final Pattern TIMES =
      Pattern.compile(
          "(?m)^(\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}) --> (\\d\\d:\\d\\d:\\d\\d[.,]\\d{3})\\r?$");

  private static String captions(Briefs briefs, String mediaType) {
    Brief brief = briefs.brief();
    FilmScript script = FilmScript.of(brief, Duration.ofMinutes(1));
    return new CaptionFile(brief.language()).of(script, mediaType);
  }

  @Test
  void writesSubRip() {
    assertThat(captions(aBrief().of("").saying("Snow").telling("One."), CaptionFile.SUBRIP))
        .isEqualTo(
            "1\r\n00:00:00,000 --> 00:00:07,500\r\nSnow\r\n\r\n"
                + "2\r\n00:00:07,500 --> 00:00:15,000\r\nOne.\r\n\r\n");
  }

  @Test
  void writesWebVttWithItsEscapes() {
    assertThat(captions(aBrief().saying("A <b> & --> c").telling(), CaptionFile.WEBVTT))
        .startsWith("WEBVTT\n\n00:00:00.000 --> ")
        .contains("A &lt;b&gt; &amp; --&gt; c\n\n");
  }

  @Test
  void keepsSubRipFromReadingTagsAndArrows() {
    assertThat(captions(aBrief().saying("A <b> --> 1 < 2").telling(), CaptionFile.SUBRIP))
        .contains("A <\u2060b> \u2192 1 < 2\r\n");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {CaptionFile.SUBRIP, CaptionFile.WEBVTT})
  void leavesNoGapAndNoOverlapAndEndsWithTheStory(String mediaType) {
    Briefs briefs =
        aBrief().telling("A very long sentence that no screen can hold at once. ".repeat(6));
    List<MatchResult> times = TIMES.matcher(captions(briefs, mediaType)).results().toList();
    assertThat(times).hasSizeGreaterThan(4);
    String end = times.getFirst().group(1);
    for (MatchResult time : times) {
      assertThat(time.group(1)).isEqualTo(end);
      assertThat(at(time.group(2))).isAfter(at(time.group(1)));
      end = time.group(2);
    }
    FilmScript script = FilmScript.of(briefs.brief(), Duration.ofMinutes(1));
    int last = script.told().getLast().to();
    assertThat(at(end))
        .isEqualTo(LocalTime.MIN.plus(Duration.ofMillis(Math.round(last * 100.0 / 3))));
  }

  private static LocalTime at(String time) {
    return LocalTime.parse(time.replace(',', '.'));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Қазақстан Республикасының Үкіметі жаңа жобаны бекітті деп хабарлайды министрлік баспасөз",
        "阿斯塔纳开通首条氢能公交线路，计划到2028年新增二百辆，市政府星期一表示，首批十二辆车已经交付使用，每天运送九千名乘客",
        "افتتحت أستانا أول خط للحافلات الهيدروجينية وسيتبعه مئتا حافلة أخرى بحلول عام 2028 بحسب مكتب النقل"
      })
  void showsAtMostTwoShortLinesAtOnce(String headline) {
    String file = captions(aBrief().saying(headline).telling(), CaptionFile.WEBVTT);
    for (String cue : file.split("\n\n")) {
      List<String> lines = cue.lines().skip(1).toList();
      assertThat(lines).hasSizeLessThanOrEqualTo(2);
      assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(42));
    }
    assertThat(file.replaceAll("[^\\p{L}]", "")).contains(headline.replaceAll("[^\\p{L}]", ""));
  }

  @Test
  void marksLinesThatRunFromTheRight() {
    assertThat(captions(aBrief().saying("NASA تعلن").telling().in("ar"), CaptionFile.SUBRIP))
        .contains("\n\u200FNASA تعلن");
  }

  @Test
  void refusesAnotherType() {
    assertThatThrownBy(() -> captions(aBrief(), "text/plain"))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("text/plain");
  }
}
