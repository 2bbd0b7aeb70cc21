// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutFileTests {

  private static final Path TEMPLATES = Path.of("templates");

  @TempDir private Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "margin.top = 72",
            "margin.top = wide",
            "margin.top needs a number from 0 to 500, not \"wide\""),
        Arguments.of(
            "margin.top = 72",
            "margin.top = 9000",
            "margin.top needs a number from 0 to 500, not \"9000\""),
        Arguments.of(
            "badge.colour = #E4572E",
            "badge.colour = orange",
            "badge.colour needs a colour such as #0B2A4A, not \"orange\""),
        Arguments.of(
            "badge.shown = yes",
            "badge.shown = maybe",
            "badge.shown needs yes or no, not \"maybe\""),
        Arguments.of("headline.font = serif", "headline.font = comic.ttf", "not \"comic.ttf\""),
        Arguments.of("margin.top = 72", "margin.topp = 72", "margin.top is missing"),
        Arguments.of(
            "margin.end = 72", "margin.end = 72\nmargin.top = 3", "margin.top is set in line"),
        Arguments.of(
            "badge.shown = yes",
            "badge.shown = yes\nbadge.colours = #FFFFFF",
            "there is no setting \"badge.colours\""),
        Arguments.of(
            "badge.shown = yes",
            "badge.shown: yes",
            "\"badge.shown: yes\" is not of the form name = value"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void namesFileLineAndValueOfAMistake(String right, String wrong, String told) throws IOException {
    Path file = written(original().replace(right + "\n", wrong + "\n"));
    assertThatThrownBy(this::read)
        .isInstanceOf(DrawingException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(told);
  }

  @Test
  void countsLinesAsAnEditorDoes() throws IOException {
    List<String> lines = original().lines().toList();
    int line = lines.indexOf("badge.size = 26") + 1;
    written(original().replace("badge.size = 26", "badge.size = huge"));
    assertThatThrownBy(this::read).hasMessageContaining(", line " + line + ": ");
  }

  @Test
  void givesASectionItsOwnColour() throws IOException {
    written(original() + "badge.colour.Life & Style = #2A9D8F\n");
    Layout.Badge badge = read().layout().badge();
    assertThat(badge.colourOf("Life & Style").getGreen()).isEqualTo(0x9D);
    assertThat(badge.colourOf("Business")).isEqualTo(badge.colour());
  }

  @Test
  void prefersTheFirstFolder() throws IOException {
    written(original().replace("badge.size = 26", "badge.size = 40"));
    List<Path> folders = List.of(this.folder, TEMPLATES);
    Layouts layouts = new Layouts(folders, new Typefaces(folders));
    assertThat(layouts.find("card/picture").layout().badge().size()).isEqualTo(40);
    assertThat(layouts.find("card/plain").layout().badge().size()).isEqualTo(26);
  }

  @Test
  void saysWhereItLookedForAMissingLayout() {
    assertThatThrownBy(this::read)
        .hasMessageContaining("card/picture.properties")
        .hasMessageContaining(this.folder.toString());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "card/picture",
        "card/plain",
        "film/picture",
        "film/plain",
        "film/feed-picture",
        "film/feed-plain"
      })
  void readsOurOwnLayouts(String name) {
    List<Path> folders = List.of(TEMPLATES);
    assertThat(new Layouts(folders, new Typefaces(folders)).find(name).layout()).isNotNull();
  }

  @Test
  void takesAnOperatorsFont() throws IOException {
    Files.createDirectories(this.folder.resolve("fonts"));
    Files.copy(
        Path.of("src/main/resources/fonts/Inter-Bold.ttf"), this.folder.resolve("fonts/House.ttf"));
    written(original().replace("headline.font = serif", "headline.font = House.ttf"));
    Typefaces fonts = new Typefaces(List.of(this.folder));
    assertThat(read().layout().headline().font()).isEqualTo("House.ttf");
    assertThat(fonts.runs("Snow", "House.ttf").getFirst().font().getFontName()).startsWith("Inter");
  }

  private Layouts.Found read() {
    List<Path> folders = List.of(this.folder);
    return new Layouts(folders, new Typefaces(folders)).find("card/picture");
  }

  private Path written(String content) throws IOException {
    Files.createDirectories(this.folder.resolve("card"));
    return Files.writeString(this.folder.resolve("card/picture.properties"), content);
  }

  private static String original() throws IOException {
    return Files.readString(TEMPLATES.resolve("card/picture.properties"));
  }
}
