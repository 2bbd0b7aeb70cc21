// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/** The page about settings says what the code does, and every example names settings there are. */
class ConfigurationDocumentationTests {

  private static final Path PAGE = Path.of("docs", "configuration.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(storycast\\.[^`]+)` \\| ([^|]+?) \\| ([^|]+?) \\|$");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(storycast:\n.*?)```");

  @Test
  void listsEverySettingWithItsDefault() throws IOException {
    assertThat(rows()).containsExactlyInAnyOrderEntriesOf(KnownSettings.withDefaults());
  }

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
      assertThat(rows.put(row.group(1), row.group(2))).as("%s twice", row.group(1)).isNull();
    }
    return rows;
  }

  static Stream<Arguments> examples() throws IOException {
    return Documents.all().stream()
        .flatMap(
            page ->
                EXAMPLE
                    .matcher(Documents.read(page))
                    .results()
                    .map(found -> Arguments.of(page, found.group(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void namesOnlySettingsThatThereAre(Path page, String example) throws IOException {
    List<Pattern> known =
        KnownSettings.withDefaults().keySet().stream()
            .map(ConfigurationDocumentationTests::patternOf)
            .toList();
    assertThat(namesIn(example))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(known)
                    .as("%s in %s", name, page)
                    .anyMatch(pattern -> pattern.matcher(name).matches()));
  }

  private static List<String> namesIn(String example) throws IOException {
    return new YamlPropertySourceLoader()
        .load("example", new ByteArrayResource(example.getBytes(StandardCharsets.UTF_8))).stream()
            .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
            .toList();
  }

  /** A name may go on where the setting holds a list or a map. */
  private static Pattern patternOf(String setting) {
    return Pattern.compile(
        Pattern.quote(setting).replace("<name>", "\\E[^.]+\\Q").replace("[]", "\\E\\[\\d+]\\Q")
            + "([.\\[].+)?");
  }
}
