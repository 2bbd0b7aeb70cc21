// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.audience.Rhythm;

class WordsTests {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"ru", "kk"})
  void saysEverythingInEachLanguage(String language) {
    Words words = words(null);
    assertThat(words.in(language, "The Courier").keySet())
        .isEqualTo(words.in("en", "The Courier").keySet());
    assertThat(words.in(language, "The Courier"))
        .allSatisfy(
            (name, word) -> {
              assertThat(word).isNotBlank().doesNotContain("{newsroom}");
              if (!name.equals("direction")) {
                assertThat(word).isNotEqualTo(words.in("en", "The Courier").get(name));
              }
            });
    assertThat(words.in(language, "The Courier").get("asked")).contains("{address}");
  }

  @Test
  void namesTheNewsroomOrUs() {
    assertThat(words(null).in("en", "The Courier").get("consent"))
        .startsWith("I want mail from The Courier at");
    assertThat(words(null).in("en", "").get("consent")).startsWith("I want mail from us at");
  }

  @Test
  void takesTheNewsroomsOwnWordsAndLanguages() throws IOException {
    Files.writeString(this.directory.resolve("en.properties"), "title=The Courier by mail");
    Files.writeString(this.directory.resolve("ar.properties"), "title=بريدنا\ndirection=rtl");
    Words words = words(this.directory);
    assertThat(words.in("en", "The Courier").get("title")).isEqualTo("The Courier by mail");
    assertThat(words.in("ar", "The Courier").get("direction")).isEqualTo("rtl");
    assertThat(words.in("ar", "The Courier").get("button")).isEqualTo("Sign up");
    assertThat(words.closest(Stream.of(Locale.forLanguageTag("ar-EG")))).isEqualTo("ar");
    assertThat(words.closest(Stream.of(Locale.forLanguageTag("de"), Locale.forLanguageTag("ru"))))
        .isEqualTo("ru");
    assertThat(words.speaks("en-GB")).isTrue();
    assertThat(words.speaks("de")).isFalse();
  }

  @Test
  void saysWhichDirectoryCanNotBeRead() {
    assertThatThrownBy(() -> words(this.directory.resolve("none")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("storycast.sign-up.words");
  }

  private static Words words(@Nullable Path own) {
    return new Words(
        new SignUpProperties(
            true,
            List.of(Rhythm.DAILY),
            List.of(),
            null,
            own,
            Duration.ofHours(48),
            Duration.ZERO));
  }
}
