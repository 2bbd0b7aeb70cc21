// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Color;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A layout as the operator wrote it: lines of {@code name = value}. Whatever is wrong with it is
 * told with the file, the line and the value.
 */
final class LayoutFile {

  private static final Pattern LINE = Pattern.compile("([A-Za-z][^=]*?)\\s*=\\s*(.*)");
  private static final Pattern COLOUR = Pattern.compile("#([0-9a-fA-F]{6})([0-9a-fA-F]{2})?");

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> read = new LinkedHashSet<>();

  LayoutFile(Path file, String content) {
    this.file = file;
    int number = 0;
    for (String line : content.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        add(number, line.strip());
      }
    }
  }

  private void add(int number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw broken(number, "\"%s\" is not of the form name = value".formatted(line));
    }
    Entry entry = new Entry(number, matcher.group(2).strip());
    Entry earlier = this.entries.putIfAbsent(matcher.group(1), entry);
    if (earlier != null) {
      throw broken(
          number, "%s is set in line %d already".formatted(matcher.group(1), earlier.line()));
    }
  }

  /** A number within bounds. */
  float number(String name, float least, float most) {
    Entry entry = entry(name);
    try {
      float value = Float.parseFloat(entry.value());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException malformed) {
      // answered below, with the line
    }
    throw broken(
        entry.line(),
        "%s needs a number from %s to %s, not \"%s\""
            .formatted(name, plain(least), plain(most), entry.value()));
  }

  private static String plain(float number) {
    return number == Math.rint(number) ? Integer.toString((int) number) : Float.toString(number);
  }

  /** A colour: #RRGGBB, or #RRGGBBAA with an opacity. */
  Color colour(String name) {
    Entry entry = entry(name);
    Matcher matcher = COLOUR.matcher(entry.value());
    if (!matcher.matches()) {
      throw broken(
          entry.line(),
          "%s needs a colour such as #0B2A4A, not \"%s\"".formatted(name, entry.value()));
    }
    int rgb = Integer.parseInt(matcher.group(1), 16);
    int alpha = matcher.group(2) == null ? 255 : Integer.parseInt(matcher.group(2), 16);
    return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255, alpha);
  }

  /** Yes or no. */
  boolean flag(String name) {
    Entry entry = entry(name);
    return switch (entry.value()) {
      case "yes" -> true;
      case "no" -> false;
      default ->
          throw broken(
              entry.line(), "%s needs yes or no, not \"%s\"".formatted(name, entry.value()));
    };
  }

  /** A text, which may be empty. */
  String text(String name) {
    return entry(name).value();
  }

  /** A font's name that the given fonts know. */
  String font(String name, Typefaces fonts) {
    Entry entry = entry(name);
    if (!fonts.knows(entry.value())) {
      throw broken(
          entry.line(),
          "%s needs one of %s or a file in the folder fonts, not \"%s\""
              .formatted(name, Typefaces.OWN, entry.value()));
    }
    return entry.value();
  }

  /** The colours of the names that begin with this prefix, by the rest of the name. */
  Map<String, Color> colours(String prefix) {
    Map<String, Color> colours = new LinkedHashMap<>();
    for (String name : this.entries.keySet()) {
      if (name.startsWith(prefix)) {
        colours.put(name.substring(prefix.length()), colour(name));
      }
    }
    return colours;
  }

  /** The texts of the names that begin with this prefix, by the rest of the name. */
  Map<String, String> texts(String prefix) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : this.entries.keySet()) {
      if (name.startsWith(prefix)) {
        texts.put(name.substring(prefix.length()), text(name));
      }
    }
    return texts;
  }

  /** Refuses names that nothing asked for: they are misspelt. */
  void refuseTheRest() {
    this.entries.forEach(
        (name, entry) -> {
          if (!this.read.contains(name)) {
            throw broken(
                entry.line(),
                "there is no setting \"%s\"; the settings are %s".formatted(name, this.read));
          }
        });
  }

  private Entry entry(String name) {
    this.read.add(name);
    Entry entry = this.entries.get(name);
    if (entry == null) {
      throw new DrawingException("%s: %s is missing; set it".formatted(this.file, name), null);
    }
    return entry;
  }

  private DrawingException broken(int line, String what) {
    return new DrawingException("%s, line %d: %s".formatted(this.file, line, what), null);
  }

  private record Entry(int line, String value) {}
}
