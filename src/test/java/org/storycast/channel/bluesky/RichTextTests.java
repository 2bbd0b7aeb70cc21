// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.TextMeasure;

class RichTextTests {

  private static final Path NAUGHTY =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "naughty-strings");

  private static final List<String> WORDS =
      List.of(
          "Қазақстан",
          "жаңбыр 🌧️",
          "مطر على السهوب",
          "草原下雨了",
          "👨‍👩‍👧‍👦",
          "e\u0301te\u0301",
          "🇰🇿",
          "(see",
          "“quoted”",
          "a@b.example",
          "@somebody");

  private static final List<String> THINGS =
      List.of(
          "#Дала",
          "#草原",
          "#مطر",
          "#Steppe🌾",
          "＃広い",
          "#42",
          "#",
          "##twice",
          "#a.b!",
          "https://courier.example.com/дала?x=1#part",
          "https://courier.example.com/a_(b)/?q=#tag",
          "http://www.courier.example.com/",
          "HTTPS://COURIER.EXAMPLE.COM/LOUD-AND-LONG-ENOUGH-TO-CUT",
          "https://пример.бел/日本語日本語日本語日本語日本語日本語",
          "https://",
          "https://...");

  /** The slice that a facet names, cut out of the bytes as a server does. */
  private static String slice(RichText text, RichText.Facet facet) {
    byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
    return new String(
        Arrays.copyOfRange(bytes, facet.start(), facet.end()), StandardCharsets.UTF_8);
  }

  private static void assertSound(String plain) {
    RichText text = RichText.of(plain);
    byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
    int end = 0;
    for (RichText.Facet facet : text.facets()) {
      assertThat(facet.start()).as(plain).isGreaterThanOrEqualTo(end);
      assertThat(facet.end())
          .as(plain)
          .isGreaterThan(facet.start())
          .isLessThanOrEqualTo(bytes.length);
      assertThat(beginsACodePoint(bytes, facet.start())).as(plain).isTrue();
      assertThat(beginsACodePoint(bytes, facet.end())).as(plain).isTrue();
      if (facet.isLink()) {
        assertThat(slice(text, facet)).as(plain).isEqualTo(ShownLink.of(facet.value()));
        assertThat(plain).contains(facet.value());
      } else {
        assertThat(slice(text, facet).substring(1)).as(plain).isEqualTo(facet.value());
        assertThat(slice(text, facet))
            .as(plain)
            .startsWithIgnoringCase(slice(text, facet).substring(0, 1));
        assertThat(TextMeasure.graphemes().lengthOf(facet.value())).isBetween(1, 64);
      }
      end = facet.end();
    }
  }

  private static boolean beginsACodePoint(byte[] bytes, int at) {
    return at == bytes.length || (bytes[at] & 0xC0) != 0x80;
  }

  @Test
  void marksWholeCodePointsInAnyText() {
    Random random = new Random(4711);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 1 + random.nextInt(12); word++) {
        List<String> from = random.nextInt(3) == 0 ? THINGS : WORDS;
        text.append(from.get(random.nextInt(from.size())))
            .append(List.of(" ", "\n\n", ". ", ", ", "", "\u00A0").get(random.nextInt(6)));
      }
      assertSound(text.toString());
    }
  }

  @Test
  void marksWholeCodePointsInAnyCodePoints() {
    Random random = new Random(815);
    for (int round = 0; round < 5_000; round++) {
      int[] codePoints =
          IntStream.range(0, 30)
              .map(
                  it ->
                      random.nextInt(4) == 0
                          ? "#h:/.".codePointAt(it % 5)
                          : random.nextInt(0x2FFFF))
              .filter(it -> it < 0xD800 || it > 0xDFFF)
              .toArray();
      assertSound("https://a.example/#" + new String(codePoints, 0, codePoints.length) + " #tag");
    }
  }

  @ParameterizedTest
  @MethodSource("naughty")
  void marksWholeCodePointsInNaughtyStrings(String naughty) {
    assertSound(naughty);
    assertSound("#tag " + naughty + " https://a.example/" + naughty);
  }

  static Stream<String> naughty() throws IOException {
    assumeTrue(Files.isDirectory(NAUGHTY), () -> "There is no folder " + NAUGHTY);
    try (Stream<Path> files = Files.walk(NAUGHTY)) {
      Path list =
          files
              .filter(it -> it.getFileName().toString().equals("blns.txt"))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(list).stream()
          .filter(it -> !it.isBlank() && !it.startsWith("# "))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "See https://a.example/b.|a.example/b|https://a.example/b",
        "See (https://a.example/b).|a.example/b|https://a.example/b",
        "https://a.example/b_(c)|a.example/b_(c)|https://a.example/b_(c)",
        "«https://a.example/b»!|a.example/b|https://a.example/b",
        "https://www.a.example/|a.example|https://www.a.example/",
        "https://a.example?x=1&y=2|a.example|https://a.example?x=1&y=2",
        "http://a.example:8080/x#y|a.example:8080/x|http://a.example:8080/x#y",
        "https://a.example/a-long-path-of-a-story|a.example/a-long-path-of…|https://a.example/a-long-path-of-a-story",
        "Дала: https://a.example/дала|a.example/дала|https://a.example/дала"
      })
  void showsALinkShortAndKeepsItWhole(String plain, String shown, String whole) {
    RichText text = RichText.of(plain);
    assertThat(text.facets()).hasSize(1);
    assertThat(slice(text, text.facets().getFirst())).isEqualTo(shown);
    assertThat(text.facets().getFirst().value()).isEqualTo(whole);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "#Дала!,Дала",
    "Rain on the #steppe.,steppe",
    "(#steppe),steppe",
    "＃広い草原,広い草原",
    "#مطر,مطر",
    "#Steppe🌾,Steppe🌾",
    "#2026forecast,2026forecast",
    "#rain-fall,rain-fall"
  })
  void findsHashtags(String plain, String tag) {
    assertThat(RichText.of(plain).facets())
        .singleElement()
        .satisfies(it -> assertThat(it.isLink()).isFalse())
        .satisfies(it -> assertThat(it.value()).isEqualTo(tag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#42",
        "# steppe",
        "a#b",
        "#!",
        "@somebody",
        "desk@courier.example",
        "courier.example",
        "ftp://courier.example/",
        "https://",
        "xhttps://a.example",
        "#️⃣ first"
      })
  void leavesEverythingElseAsItIs(String plain) {
    RichText text = RichText.of(plain);
    assertThat(text.facets()).isEmpty();
    assertThat(text.text()).isEqualTo(plain);
  }

  @Test
  void marksNoHashtagThatIsTooLong() {
    assertThat(RichText.of("#" + "я".repeat(64)).facets()).hasSize(1);
    assertThat(RichText.of("#" + "я".repeat(65)).facets()).isEmpty();
    assertThat(RichText.of("#" + ("e" + "\u0301".repeat(10)).repeat(40)).facets()).isEmpty();
  }

  @Test
  void countsWhatIsShown() {
    assertThat(RichText.MEASURE.lengthOf("🇰🇿👨‍👩‍👧‍👦e\u0301")).isEqualTo(4);
    assertThat(RichText.MEASURE.lengthOf("https://www.a.example/?" + "x".repeat(500))).isEqualTo(9);
    assertThat(RichText.MEASURE.lengthOf("草".repeat(300))).isEqualTo(300);
    assertThat(RichText.MEASURE.lengthOf("👨‍👩‍👧‍👦".repeat(120))).isEqualTo(300);
  }
}
