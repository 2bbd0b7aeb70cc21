// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads layouts afresh for each drawing, so that an operator sees a change at once. */
final class Layouts {

  private final List<Path> folders;
  private final Typefaces fonts;

  Layouts(List<Path> folders, Typefaces fonts) {
    this.folders = folders;
    this.fonts = fonts;
  }

  /** The layout of this name, such as {@code card/picture}. */
  Found find(String name) {
    String file = name + ".properties";
    Path path =
        this.folders.stream()
            .map(folder -> folder.resolve(file))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() -> missing(file));
    String content = read(path);
    return new Found(Layout.of(new LayoutFile(path, content), this.fonts), content);
  }

  private DrawingException missing(String file) {
    return new DrawingException(
        "There is no layout %s in %s; copy it from the templates folder that comes with Storycast"
            .formatted(file, this.folders),
        null);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new DrawingException(
          "The layout %s can't be read; it must be a text file in UTF-8".formatted(file),
          unreadable);
    }
  }

  /** A layout with the text it was read from. */
  record Found(Layout layout, String content) {}
}
