// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts, which come with Storycast, so that a card looks the same on every machine. A text is
 * set in the font that a layout names; what that font lacks comes from the first one that has it.
 */
final class Typefaces {

  /** The names by which a layout knows our own fonts. */
  static final List<String> OWN = List.of("serif", "sans", "sans-bold");

  private static final Logger log = LoggerFactory.getLogger(Typefaces.class);
  private static final String EMOJI = "NotoEmoji-Bold.ttf";
  private static final Map<String, String> OWN_FILES =
      Map.of(
          "serif", "SourceSerif4-Bold.ttf",
          "sans", "Inter-Medium.ttf",
          "sans-bold", "Inter-Bold.ttf");
  private static final List<String> FALLBACKS =
      List.of(
          "NotoSans-SemiBold.ttf",
          "NotoNaskhArabic-Bold.ttf",
          "NotoSerifHebrew-Bold.ttf",
          "NotoSansSC-Bold.ttf",
          EMOJI);
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /** Emoji variation selectors and byte order marks ask for nothing that a font here could give. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\uFE0E\\uFE0F\\uFEFF\\p{Cc}]");

  private final List<Path> folders;
  private final Map<String, Font> loaded = new ConcurrentHashMap<>();

  /** Fonts of an operator are TrueType or OpenType files in a folder {@code fonts} of these. */
  Typefaces(List<Path> folders) {
    this.folders = folders.stream().map(folder -> folder.resolve("fonts")).toList();
  }

  boolean knows(String name) {
    return OWN.contains(name) || operatorFile(name) != null;
  }

  /** The text without what no font can draw; letters are never dropped, even if they are boxes. */
  String drawable(String text) {
    StringBuilder kept = new StringBuilder();
    String visible = INVISIBLE.matcher(text.replaceAll("\\s+", " ")).replaceAll("").strip();
    List<Font> chain = chain("sans");
    CLUSTER
        .matcher(visible)
        .results()
        .map(match -> match.group())
        .filter(cluster -> isWorthDrawing(cluster, chain))
        .forEach(kept::append);
    return kept.toString();
  }

  private static boolean isWorthDrawing(String cluster, List<Font> chain) {
    if (chain.stream().anyMatch(font -> draws(font, cluster))) {
      return true;
    }
    boolean letter = cluster.codePoints().anyMatch(Character::isLetterOrDigit);
    log.atWarn()
        .addKeyValue("characters", codesOf(cluster))
        .addKeyValue("drawn", letter ? "as boxes" : "not at all")
        .log("No font has these; put one that has into the folder fonts of the templates");
    return letter;
  }

  private static String codesOf(String cluster) {
    return String.join(" ", cluster.codePoints().mapToObj("U+%04X"::formatted).toList());
  }

  /** Sets a text, each run in a font that has it. */
  AttributedString set(String text, String name, float size) {
    AttributedString dressed = new AttributedString(text);
    runs(text, name)
        .forEach(
            run ->
                dressed.addAttribute(
                    TextAttribute.FONT, run.font().deriveFont(size), run.start(), run.end()));
    return dressed;
  }

  /** The text cut into runs of one font each. */
  List<Run> runs(String text, String name) {
    List<Font> chain = chain(name);
    List<Run> runs = new ArrayList<>();
    CLUSTER
        .matcher(text)
        .results()
        .forEach(
            match -> {
              Font font = fontOf(match.group(), chain, runs.isEmpty() ? null : runs.getLast());
              append(runs, new Run(match.start(), match.end(), font));
            });
    return runs;
  }

  private Font fontOf(String cluster, List<Font> chain, @Nullable Run before) {
    boolean common =
        Character.UnicodeScript.of(cluster.codePointAt(0)) == Character.UnicodeScript.COMMON;
    if (common && before != null && staysIn(before.font(), cluster)) {
      return before.font();
    }
    return chain.stream().filter(font -> draws(font, cluster)).findFirst().orElse(chain.getFirst());
  }

  /** The emoji font has digits too, which are no good beside letters. */
  private boolean staysIn(Font font, String cluster) {
    return !font.equals(own(EMOJI)) && draws(font, cluster);
  }

  private static void append(List<Run> runs, Run next) {
    if (!runs.isEmpty() && runs.getLast().font().equals(next.font())) {
      Run last = runs.removeLast();
      runs.add(new Run(last.start(), next.end(), last.font()));
    } else {
      runs.add(next);
    }
  }

  private static boolean draws(Font font, String cluster) {
    return cluster
        .codePoints()
        .allMatch(it -> Character.getType(it) == Character.FORMAT || font.canDisplay(it));
  }

  private List<Font> chain(String name) {
    List<Font> chain = new ArrayList<>();
    Path file = operatorFile(name);
    chain.add(file == null ? own(OWN_FILES.getOrDefault(name, name)) : operators(file));
    FALLBACKS.forEach(fallback -> chain.add(own(fallback)));
    operatorFiles().forEach(each -> chain.add(operators(each)));
    return chain;
  }

  private @Nullable Path operatorFile(String name) {
    return operatorFiles().stream()
        .filter(file -> file.getFileName().toString().equals(name))
        .findFirst()
        .orElse(null);
  }

  private List<Path> operatorFiles() {
    List<Path> files = new ArrayList<>();
    for (Path folder : this.folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> entries = Files.list(folder)) {
          entries.filter(Typefaces::isFont).sorted().forEach(files::add);
        } catch (IOException unreadable) {
          throw new DrawingException("The folder %s can't be read".formatted(folder), unreadable);
        }
      }
    }
    return files;
  }

  private static boolean isFont(Path file) {
    return file.toString().endsWith(".ttf") || file.toString().endsWith(".otf");
  }

  private Font own(String file) {
    return this.loaded.computeIfAbsent(file, Typefaces::loadOwn);
  }

  private static Font loadOwn(String file) {
    try (InputStream stream = Typefaces.class.getResourceAsStream("/fonts/" + file)) {
      if (stream == null) {
        throw new IOException("not in the jar");
      }
      return Font.createFont(Font.TRUETYPE_FONT, new BufferedInputStream(stream));
    } catch (IOException | FontFormatException broken) {
      throw new DrawingException("The font %s can't be read".formatted(file), broken);
    }
  }

  private Font operators(Path file) {
    return this.loaded.computeIfAbsent(
        file.toString(),
        key -> {
          try {
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
          } catch (IOException | FontFormatException broken) {
            throw new DrawingException(
                "%s is no font that can be read; take TrueType or OpenType".formatted(file),
                broken);
          }
        });
  }

  /**
   * A stretch of text in one font.
   *
   * @param start the index of its first character
   * @param end the index after its last
   * @param font of whatever size
   */
  record Run(int start, int end, Font font) {}
}
