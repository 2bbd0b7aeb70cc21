// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;

/**
 * What the newcomer asked for.
 *
 * @param story a text file: headline, empty line, paragraphs
 * @param feed a captured feed; all of it is stored and its newest story is sent
 * @param folder where the sandbox keeps its data
 * @param exit whether the sandbox ends after its table instead of staying open
 */
record SandboxOptions(Optional<Path> story, Optional<Path> feed, Path folder, boolean exit) {

  private static final Path FOLDER = Path.of("target", "sandbox");

  static SandboxOptions of(ApplicationArguments arguments) {
    return new SandboxOptions(
        file(arguments, "story"),
        file(arguments, "feed"),
        file(arguments, "sandbox.folder").orElse(FOLDER).toAbsolutePath(),
        arguments.containsOption("exit"));
  }

  private static Optional<Path> file(ApplicationArguments arguments, String option) {
    List<String> values = arguments.getOptionValues(option);
    return values == null ? Optional.empty() : Optional.of(Path.of(values.getFirst()));
  }
}
