// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.function.SingletonSupplier;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.ContractedChannels;
import org.storycast.channel.PartProfile;

/**
 * Random stories of real and awkward texts through the real templates of every channel: no text is
 * over its limit, and nothing whole is cut. -Dseed=… takes other stories, -Dstories=… more.
 */
class EveryChannelsTextTests {

  private static final int STORIES = Integer.getInteger("stories", 150);
  private static final int LONGEST_HEADLINE = 70;
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9-]*)[^<>]*>");
  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|#39);");
  private static final Pattern HASHTAG = Pattern.compile("#Zq[\\p{L}\\p{M}\\p{N}_]*");
  private static final Set<String> VOID = Set.of("br", "img", "hr", "meta", "link");
  private static final List<String> KEYWORDS =
      List.of("zq Central Asia", "Zq Қазақстан", "zq हिन्दी", "Zq COP-29", "zq under_score");

  /** Awkward strings that are no longer than a headline is. */
  private static final Supplier<List<String>> NAUGHTY =
      SingletonSupplier.of(
          () ->
              Conformance.naughty().stream()
                  .map(PlainText::line)
                  .filter(it -> !it.isEmpty() && it.length() <= LONGEST_HEADLINE)
                  .toList());

  @BeforeAll
  static void needsTheData() {
    Conformance.assumeThere();
  }

  static Stream<Arguments> profiles() {
    return ContractedChannels.profiles().stream()
        .map(
            profile ->
                Arguments.argumentSet(
                    profile.kind() + profile.parts().stream().map(PartProfile::name).toList(),
                    profile));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void neverBreaksALimitNorAnythingWhole(ChannelProfile profile) {
    RandomStories stories = new RandomStories(new SplittableRandom(SEED));
    Templates templates =
        new Templates(
            TemplateFiles.read(profile.kind(), List.of(Path.of("templates", profile.kind()))));
    int composed = 0;
    for (int count = 0; count < STORIES; count++) {
      RandomStories.Sample sample = stories.next();
      String naughty = NAUGHTY.get().get(count % NAUGHTY.get().size());
      String headline = count % 2 == 0 ? naughty : stories.headline();
      Manuscript manuscript = manuscript(sample, headline, naughty, profile.kind());
      try {
        Map<String, String> texts =
            new TextComposer().compose(manuscript, profile, templates).parts();
        profile.parts().stream()
            .filter(part -> texts.containsKey(part.name()))
            .forEach(
                part ->
                    holds(
                        part,
                        new Text(profile.kind(), texts.get(part.name()), part.name()),
                        sample,
                        manuscript));
        composed++;
      } catch (CannotComposeException refused) {
        assertThat(refused).hasMessageContaining("limit is");
      }
    }
    assertThat(composed).as("stories that could be told").isGreaterThan(STORIES * 9 / 10);
  }

  private static Manuscript manuscript(
      RandomStories.Sample sample, String headline, String keyword, String kind) {
    List<String> keywords = new ArrayList<>(KEYWORDS);
    keywords.add(keyword);
    Stories story =
        Stories.aStory()
            .headlined(headline)
            .leading(sample.text())
            .in(sample.language())
            .tagged(keywords);
    return Manuscript.of(
        Edition.of(story.revision()),
        "en",
        address -> new TrackedLink(Desk.COURIER).of(address, kind, Desk.KEY),
        content -> true,
        escaping -> "",
        Desk.COURIER);
  }

  /** A text as the template's extension makes it. */
  private record Text(String kind, String written, String part) {

    private boolean isHtml() {
      return Files.exists(Path.of("templates", this.kind, this.part + ".html"));
    }
  }

  private static void holds(
      PartProfile part, Text made, RandomStories.Sample sample, Manuscript manuscript) {
    String text = made.written();
    assertThat(part.measure().lengthOf(text))
        .as("length of %s", text)
        .isLessThanOrEqualTo(part.limit());
    assertThat(text.codePoints()).noneMatch(it -> it >= 0xD800 && it <= 0xDFFF);
    boolean html = made.isHtml();
    String link = String.valueOf(manuscript.link());
    String shown = html ? visible(text) : text;
    assertThat(HASHTAG.matcher(shown).results().map(it -> it.group()))
        .as("hashtags in %s", text)
        .allMatch(manuscript.first().hashtags()::contains);
    assertNoBrokenLink(html ? unescaped(text) : text, link);
    String summary = part.finish().apply(sample.text());
    if (summary.equals(sample.text())) {
      assertEndsWell(shown.replace(link, ""), sample);
    }
  }

  /** Every beginning of the link goes on to its end. */
  private static void assertNoBrokenLink(String text, String link) {
    String beginning = link.substring(0, link.indexOf('?') + 1);
    for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
      assertThat(text.startsWith(link, at)).as("the link stands whole in %s", text).isTrue();
    }
  }

  /** Of the summary stands a beginning, which does not end within anything whole. */
  private static void assertEndsWell(String shown, RandomStories.Sample sample) {
    int least = 0;
    int most = sample.text().length();
    while (least < most) {
      int middle = (least + most + 1) / 2;
      if (shown.contains(sample.text().substring(0, middle))) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    assertThat(least > 8 && sample.whole().get(least))
        .as("cut at %d of %s", least, sample.text())
        .isFalse();
  }

  /** The text that readers see; every tag is closed and every entity whole. */
  private static String visible(String html) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(html);
    boolean page = html.contains("<style");
    while (tags.find() && !page) {
      String name = tags.group(2);
      if (tags.group(1).isEmpty() && !VOID.contains(name)) {
        open.push(name);
      } else if (!VOID.contains(name)) {
        assertThat(open).as("open tags in %s", html).isNotEmpty();
        assertThat(open.pop()).isEqualTo(name);
      }
    }
    assertThat(open).as("tags left open in %s", html).isEmpty();
    String words = TAG.matcher(html).replaceAll("");
    if (!page) {
      assertThat(ENTITY.matcher(words).replaceAll("")).doesNotContainPattern("[<>&]");
    }
    return unescaped(words);
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
