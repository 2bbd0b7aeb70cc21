// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the layouts and an operator's fonts are: beside the templates of texts.
 *
 * @param directory holds the folders {@code card}, {@code film} and {@code fonts}
 * @param override searched first, file by file; absent where the newsroom changes none
 */
@ConfigurationProperties("storycast.templates")
record LayoutProperties(@DefaultValue("./templates") Path directory, @Nullable Path override) {

  /** The folders, the one that wins first. */
  List<Path> folders() {
    return Stream.of(this.override, this.directory).flatMap(Stream::ofNullable).toList();
  }
}
