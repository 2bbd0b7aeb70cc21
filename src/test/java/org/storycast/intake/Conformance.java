// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What others captured; tests are skipped where it is missing. */
final class Conformance {

  private Conformance() {}

  static Path data(String name) {
    Path path = Path.of(System.getProperty("conformance.dir", "../shared/conformance"), name);
    assumeTrue(Files.exists(path), () -> "no conformance data at " + path);
    return path;
  }

  static List<Path> files(String folder, String pattern) {
    try (Stream<Path> files = Files.walk(data(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(it -> it.getFileName().toString().matches(pattern))
          .filter(it -> !it.toString().contains("/output/"))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
