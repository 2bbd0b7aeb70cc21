// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets Java draw on a machine without fontconfig and without any font, such as a small container:
 * there Java refuses even fonts that are brought along, unless it is told of one for its own five
 * families. Where fontconfig is there, Java asks it and not this.
 */
final class BareMachine {

  private static final String PROPERTY = "sun.awt.fontconfig";
  private static final String FONT = "Inter-Medium.ttf";
  private static final List<String> FAMILIES =
      List.of("dialog", "dialoginput", "sansserif", "serif", "monospaced");
  private static final List<String> STYLES = List.of("plain", "bold", "italic", "bolditalic");

  private BareMachine() {}

  static synchronized void prepare() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, written().toString());
    }
  }

  private static Path written() {
    try (InputStream font = BareMachine.class.getResourceAsStream("/fonts/" + FONT)) {
      if (font == null) {
        throw new IOException("not in the jar");
      }
      Path folder = Files.createTempDirectory("storycast-fonts");
      Path file = folder.resolve(FONT);
      Path configuration = folder.resolve("fontconfig.properties");
      Files.write(file, font.readAllBytes());
      Files.writeString(configuration, configuration(file), StandardCharsets.ISO_8859_1);
      List.of(folder, configuration, file).forEach(it -> it.toFile().deleteOnExit());
      return configuration;
    } catch (IOException failure) {
      throw new DrawingException("The folder for temporary files can't be written", failure);
    }
  }

  private static String configuration(Path font) {
    StringBuilder lines = new StringBuilder("version=1\nsequence.allfonts=own\nallfonts.own=Own\n");
    for (String family : FAMILIES) {
      for (String style : STYLES) {
        lines.append("%s.%s.own=Own\n".formatted(family, style));
      }
    }
    return lines.append("filename.Own=").append(font).append('\n').toString();
  }
}
