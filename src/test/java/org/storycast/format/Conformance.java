// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Public test data, which lives beside the project. */
final class Conformance {

  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"));

  private Conformance() {}

  static void assumeThere() {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER), "the conformance data is missing; set -Dconformance.dir");
  }

  static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Paragraphs of one text in fifteen languages, each with its language. */
  static List<Paragraph> paragraphs() {
    List<Paragraph> paragraphs = new ArrayList<>();
    try (var files = Files.list(FOLDER.resolve("unicode/udhr"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".html")).sorted().toList()) {
        Element root = Jsoup.parse(Files.readString(file));
        String language = root.selectFirst("html").attr("lang");
        root.select("p")
            .forEach(it -> paragraphs.add(new Paragraph(language, PlainText.line(it.text()))));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return paragraphs.stream().filter(it -> !it.text().isEmpty()).toList();
  }

  /** A paragraph and its language. */
  record Paragraph(String language, String text) {}

  static List<String> emoji() {
    return text("unicode/emoji-test.txt")
        .lines()
        .filter(line -> line.contains("; fully-qualified"))
        .map(line -> decoded(line.substring(0, line.indexOf(';')).strip().split(" ")))
        .toList();
  }

  /** Texts with the positions at which Unicode breaks them. */
  static List<Broken> graphemes() {
    return text("unicode/GraphemeBreakTest-15.0.txt")
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(Conformance::broken)
        .toList();
  }

  /** A text and where it breaks. */
  record Broken(String text, List<Integer> breaks) {}

  private static Broken broken(String line) {
    StringBuilder text = new StringBuilder();
    List<Integer> breaks = new ArrayList<>();
    for (String token : line.split("\\s+")) {
      switch (token) {
        case "÷" -> breaks.add(text.length());
        case "×" -> {
          continue;
        }
        default -> text.append(decoded(token));
      }
    }
    return new Broken(text.toString(), breaks);
  }

  private static String decoded(String... codePoints) {
    StringBuilder text = new StringBuilder();
    for (String codePoint : codePoints) {
      text.appendCodePoint(Integer.parseInt(codePoint, 16));
    }
    return text.toString();
  }

  static List<String> naughty() {
    return strings(JsonMapper.shared().readTree(text("naughty-strings/blns.json")));
  }

  /** Script injections, each with every placeholder filled in. */
  static List<String> injections() {
    List<String> injections = new ArrayList<>();
    for (JsonNode item : JsonMapper.shared().readTree(text("xss-h5sc/items.json"))) {
      injections.add(
          item.get("data")
              .asString()
              .replaceAll("%js_uri_alert[^%]*%", "javascript:alert(1)")
              .replaceAll("%js_[^%]*%", "alert(1)"));
    }
    return injections;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(it -> strings.add(it.asString()));
    return strings;
  }
}
