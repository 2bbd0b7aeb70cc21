// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the templates are.
 *
 * @param directory holds a folder for each channel kind
 * @param override searched first, file by file; absent where the newsroom changes none
 */
@ConfigurationProperties("storycast.templates")
record TemplatesProperties(@DefaultValue("./templates") Path directory, @Nullable Path override) {

  /** The folders of a kind, the one that wins first. */
  List<Path> foldersOf(String kind) {
    return Stream.of(this.override, this.directory)
        .flatMap(Stream::ofNullable)
        .map(folder -> folder.resolve(kind))
        .toList();
  }
}
