// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The words of the sign-up pages by language. A newsroom's own file, such as {@code ru.properties},
 * replaces what it names and may add a language; what it lacks is said in English.
 */
@Component
class Words {

  private static final String ENGLISH = "en";

  private static Stream<String> ours() {
    return Stream.of(ENGLISH, "kk", "ru");
  }

  private final Map<String, Map<String, String>> byLanguage = new TreeMap<>();

  Words(SignUpProperties properties) {
    ours().forEach(language -> add(language, shipped(language)));
    if (properties.words() != null) {
      addOwn(properties.words());
    }
    Map<String, String> english = of(ENGLISH);
    this.byLanguage.replaceAll(
        (language, words) -> {
          Map<String, String> whole = new TreeMap<>(english);
          whole.putAll(words);
          return Collections.unmodifiableMap(whole);
        });
  }

  /** The language of ours that comes closest to those wished, the most wished first. */
  String closest(Stream<Locale> wished) {
    return wished
        .flatMap(locale -> Stream.of(locale.toLanguageTag(), locale.getLanguage()))
        .filter(this.byLanguage::containsKey)
        .findFirst()
        .orElse(ENGLISH);
  }

  /** Whether there are words of a language, or of the one that it belongs to. */
  boolean speaks(String tag) {
    return !closest(Stream.of(Locale.forLanguageTag(tag))).equals(ENGLISH)
        || Locale.forLanguageTag(tag).getLanguage().equals(ENGLISH);
  }

  /** All words of a language, with the newsroom's name filled in, which may be empty. */
  Map<String, String> in(String language, String newsroom) {
    Map<String, String> words = of(language);
    String name = newsroom.isEmpty() ? words.getOrDefault("us", "") : newsroom;
    return words.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, word -> word.getValue().replace("{newsroom}", name).strip()));
  }

  private Map<String, String> of(String language) {
    return Objects.requireNonNull(this.byLanguage.get(language), language);
  }

  private void add(String language, Properties words) {
    Map<String, String> all = this.byLanguage.computeIfAbsent(language, it -> new TreeMap<>());
    words.stringPropertyNames().forEach(name -> all.put(name, words.getProperty(name)));
  }

  private static Properties shipped(String language) {
    InputStream file = Words.class.getResourceAsStream("/words/%s.properties".formatted(language));
    try (Reader in =
        new InputStreamReader(Objects.requireNonNull(file, language), StandardCharsets.UTF_8)) {
      return read(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void addOwn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".properties")).toList()) {
        String name = file.getFileName().toString();
        try (Reader in = Files.newBufferedReader(file)) {
          add(name.substring(0, name.length() - ".properties".length()), read(in));
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IllegalStateException(
          "storycast.sign-up.words: the files in %s can't be read as properties in UTF-8"
              .formatted(directory),
          unreadable);
    }
  }

  private static Properties read(Reader in) throws IOException {
    Properties words = new Properties();
    words.load(in);
    return words;
  }
}
