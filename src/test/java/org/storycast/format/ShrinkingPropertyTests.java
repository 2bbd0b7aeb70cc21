// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.Channel;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;

/**
 * Thousands of random stories, whose seed is printed: -Dseed=… replays it, -Dstories=… makes more.
 */
class ShrinkingPropertyTests {

  private static final Logger log = LoggerFactory.getLogger(ShrinkingPropertyTests.class);
  private static final int STORIES = Integer.getInteger("stories", 400);
  private static final String TEMPLATE =
      "<b>{{ story.headline }}</b>\n<i>{{ story.summary }}</i>\n<u>{{ story.hashtags | join(' ')"
          + " }}</u>\n<a href=\"{{ link }}\">{{ link }}</a>";
  private static final Pattern FORM =
      Pattern.compile("(?s)<b>(.*)</b>\\n?<i>(.*)</i>\\n?<u>(.*)</u>\\n?<a href=\"(.*)\">(.*)</a>");
  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|#39);");

  @TempDir Path folder;

  @BeforeAll
  static void needsTheData() {
    Conformance.assumeThere();
  }

  static Stream<TextMeasure> measures() {
    return Stream.of(
        TextMeasure.codePoints(),
        TextMeasure.utf16Units(),
        TextMeasure.utf8Bytes(),
        TextMeasure.graphemes(),
        named("weighted", text -> text.codePoints().map(it -> it < 0x1100 ? 1 : 2).sum()),
        named("visible", text -> unescaped(text.replaceAll("<[^>]*>", "")).length()));
  }

  private static TextMeasure named(String unit, java.util.function.ToIntFunction<String> length) {
    return TextMeasure.of(unit, length);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("measures")
  void neverBreaksALimitNorAnythingWhole(TextMeasure measure) {
    for (String extension : List.of(".html", ".txt")) {
      long seed = Long.getLong("seed", System.nanoTime());
      log.info("Seed of {} in {}: {}", extension, measure.unit(), seed);
      SplittableRandom random = new SplittableRandom(seed);
      RandomStories stories = new RandomStories(random);
      Score score = new Score();
      for (int count = 0; count < STORIES; count++) {
        int limit = random.nextInt(250, 900);
        holds(stories.next(), stories.headline(), limit, measure, extension, score);
      }
      log.info(
          "Shrinking {} in {}: {} stories, {} cut, {} refused, 0 broken",
          extension,
          measure.unit(),
          STORIES,
          score.cut,
          score.refused);
      assertThat(score.cut).isGreaterThan(STORIES / 10);
      assertThat(score.refused).isLessThan(STORIES / 5);
    }
  }

  private static final class Score {
    private int cut;
    private int refused;
  }

  private void holds(
      RandomStories.Sample sample,
      String headline,
      int limit,
      TextMeasure measure,
      String extension,
      Score score) {
    PartProfile part = new PartProfile("note", limit, measure);
    Stories story =
        Stories.aStory()
            .headlined(headline)
            .leading(sample.text())
            .in(sample.language())
            .tagged(RandomStories.hashtags());
    Channel channel = FakeChannels.channel("pigeon", "pigeon", List.of(part));
    Manuscript manuscript =
        Manuscript.of(
            Edition.of(story.revision()),
            "en",
            address -> new TrackedLink(Desk.COURIER).of(address, "pigeon", Desk.KEY),
            content -> true,
            escaping -> "",
            Desk.COURIER);
    Path folder = this.folder.resolve(extension);
    Desk.write(folder.resolve("note" + extension), TEMPLATE, 1);
    Templates templates = new Templates(TemplateFiles.read("pigeon", List.of(folder)));
    String text;
    try {
      text =
          new TextComposer().compose(manuscript, channel.profile(), templates).parts().get("note");
    } catch (CannotComposeException refused) {
      score.refused++;
      assertThat(refused).hasMessageContaining("limit is " + limit);
      return;
    }
    assertThat(measure.lengthOf(text)).isLessThanOrEqualTo(limit);
    score.cut += isWholeWithin(text, sample, manuscript, extension) ? 0 : 1;
  }

  /** Answers whether the summary stands in full. */
  private static boolean isWholeWithin(
      String text, RandomStories.Sample sample, Manuscript manuscript, String extension) {
    Matcher form = FORM.matcher(text);
    assertThat(form.matches()).as("every tag stands in %s", text).isTrue();
    boolean html = extension.equals(".html");
    for (int group = 1; group <= 5 && html; group++) {
      assertThat(ENTITY.matcher(form.group(group)).replaceAll("")).doesNotContainPattern("[<>&\"]");
    }
    String link = html ? unescaped(form.group(4)) : form.group(4);
    assertThat(link).isEqualTo(String.valueOf(manuscript.link()));
    assertThat(form.group(5)).isEqualTo(form.group(4));
    List<String> all = manuscript.first().hashtags();
    assertThat(String.join(" ", all)).startsWith(form.group(3));
    assertThat(form.group(3).isEmpty() || all.containsAll(List.of(form.group(3).split(" "))))
        .isTrue();
    String summary = html ? unescaped(form.group(2)) : form.group(2);
    return endsWell(summary, sample, html);
  }

  private static boolean endsWell(String summary, RandomStories.Sample sample, boolean html) {
    String original = html ? sample.text() : Tidying.of(sample.text(), Escaping.NONE);
    assertThat(original).isEqualTo(sample.text());
    if (summary.equals(original) || summary.isEmpty()) {
      return summary.equals(original);
    }
    String kept = original.startsWith(summary) ? summary : summary.replaceFirst(" ?…$", "");
    assertThat(original).startsWith(kept);
    assertThat(sample.whole().get(kept.length()))
        .as("cut at %d of %s", kept.length(), original)
        .isFalse();
    return false;
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void knowsTheBordersOfGraphemesAsUnicodeDoes() {
    List<Conformance.Broken> all = Conformance.graphemes();
    int same = 0;
    for (Conformance.Broken broken : all) {
      TextBorders borders = new TextBorders(broken.text(), java.util.Locale.ROOT);
      List<Integer> cuts = borders.afterGraphemes(broken.text().length());
      assertThat(broken.breaks()).as("breaks of %s", broken).containsAll(cuts);
      same += broken.breaks().size() - 2 == cuts.size() ? 1 : 0;
    }
    log.info("Grapheme borders: {} of {} as Unicode 15.0, none too many", same, all.size());
    assertThat(same).isGreaterThan(all.size() * 9 / 10);
  }
}
