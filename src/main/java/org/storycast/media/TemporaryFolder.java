// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for the pieces of a film, gone when the film is made. */
final class TemporaryFolder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);

  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  static TemporaryFolder create() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("storycast-film"));
    } catch (IOException failure) {
      throw new DrawingException("The folder for temporary files can't be written", failure);
    }
  }

  Path path() {
    return this.path;
  }

  @Override
  public void close() {
    try (Stream<Path> content = Files.walk(this.path)) {
      List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException failure) {
      log.atWarn().addKeyValue("folder", this.path).setCause(failure).log("A folder stays behind");
    }
  }
}
