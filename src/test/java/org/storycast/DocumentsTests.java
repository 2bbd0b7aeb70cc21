// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links lead somewhere, and nothing speaks of the machine on which it was written. */
class DocumentsTests {

  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern LINK =
      Pattern.compile("(?:\\]\\(|src=\"|srcset=\"|href=\")(?!https?:|mailto:)([^)\"\\s]+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.<>-])/(work|home|root|Users|private|opt/[a-z]+)/");
  private static final Pattern NUMBERED = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");

  static List<Path> pages() throws IOException {
    return Documents.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void linksOnlyToWhatIsThere(Path page) {
    String text = CODE.matcher(Documents.read(page)).replaceAll("");
    assertThat(LINK.matcher(text).results().map(link -> link.group(1)))
        .allSatisfy(
            link ->
                assertThat(leadsSomewhere(page, link)).as("%s links to %s", page, link).isTrue());
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || anchorsOf(target).contains(parts[1]));
  }

  private static List<String> anchorsOf(Path page) {
    return HEADING
        .matcher(CODE.matcher(Documents.read(page)).replaceAll(""))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .toList();
  }

  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void speaksOfNoMachine(Path page) {
    assertThat(MACHINE.matcher(Documents.read(page)).results().map(MatchResult::group)).isEmpty();
  }

  @Test
  void numbersItsDecisionsWithoutGap() throws IOException {
    try (Stream<Path> decisions = Files.list(Path.of("docs", "adr"))) {
      List<String> names = decisions.map(it -> it.getFileName().toString()).sorted().toList();
      assertThat(names).allMatch(NUMBERED.asMatchPredicate(), "is numbered");
      for (int i = 0; i < names.size(); i++) {
        String number = "%04d".formatted(i + 1);
        assertThat(names.get(i)).startsWith(number);
        assertThat(Documents.read(Path.of("docs", "adr", names.get(i))))
            .startsWith("# %d. ".formatted(i + 1));
      }
    }
  }

  @Test
  void isReachedFromTheReadme() {
    String readme = Documents.read(Path.of("README.md"));
    assertThat(readme)
        .contains(
            "docs/architecture.md",
            "docs/operating.md",
            "docs/configuration.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "LICENSE");
  }
}
