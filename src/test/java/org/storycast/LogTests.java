// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

/** What a line is about stands in its key-value pairs, which a plain pattern leaves out. */
class LogTests {

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"logging.pattern.console", "logging.pattern.file"})
  void showsTheKeyValuePairs(String pattern) throws IOException {
    assertThat(
            new YamlPropertySourceLoader()
                .load("defaults", new FileSystemResource("src/main/resources/application.yaml"))
                .getFirst()
                .getProperty(pattern))
        .asString()
        .contains("%kvp");
  }
}
