// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.storycast.audience.OfferedProperties;
import org.storycast.audience.Reader;
import org.storycast.audience.Rhythm;
import org.storycast.audience.Wishes;

/**
 * What the preference page's form sends.
 *
 * @param name may be empty
 * @param language BCP 47 tag; absent where there was nothing to choose
 * @param which {@code all} sections, or {@code some}; absent where there was nothing to choose
 * @param section the keys of those chosen
 * @param rhythm the name of a {@link Rhythm}
 * @param text the version of the text that was shown
 */
record PreferenceForm(
    @Nullable String name,
    @Nullable String language,
    @Nullable String which,
    List<String> section,
    @Nullable String rhythm,
    @Nullable String text) {

  private static final String ALL = "all";

  /** Reads it as it came: Spring's own binding would cut a section's name at its comma. */
  static PreferenceForm read(MultiValueMap<String, String> fields) {
    return new PreferenceForm(
        fields.getFirst("name"),
        fields.getFirst("language"),
        fields.getFirst("which"),
        List.copyOf(fields.getOrDefault("section", List.of())),
        fields.getFirst("rhythm"),
        fields.getFirst("text"));
  }

  /** What a reader has chosen before. */
  static PreferenceForm of(Reader reader) {
    return new PreferenceForm(
        reader.name(),
        reader.language(),
        reader.sections().isEmpty() ? ALL : "some",
        List.copyOf(reader.sections()),
        reader.rhythm().name(),
        "");
  }

  boolean wantsAll() {
    return !"some".equals(this.which);
  }

  boolean has(String key) {
    return this.section.contains(key);
  }

  /** Why that can't be stored, and what to do; empty where it can. */
  Optional<String> problem(Reader reader, OfferedProperties offered) {
    if (readRhythm().isEmpty()) {
      return Optional.of("Please choose how often you want mail.");
    }
    if (this.language != null && !languages(reader, offered).contains(this.language)) {
      return Optional.of("Please choose one of the languages shown.");
    }
    if (!wantsAll() && this.section.isEmpty()) {
      return Optional.of("Please choose at least one section, or all of them.");
    }
    return wantsAll() || sections(reader, offered).containsAll(this.section)
        ? Optional.empty()
        : Optional.of("Please choose from the sections shown.");
  }

  private Optional<Rhythm> readRhythm() {
    return Stream.of(Rhythm.values()).filter(it -> it.name().equals(this.rhythm)).findFirst();
  }

  /** What is to be stored where there is no {@link #problem}. */
  Wishes wishes(Reader reader) {
    return new Wishes(
        this.language == null ? reader.language() : this.language,
        this.which == null ? reader.sections() : wantsAll() ? Set.of() : Set.copyOf(this.section),
        readRhythm().orElse(reader.rhythm()));
  }

  /** The languages offered, and the reader's own. */
  static Set<String> languages(Reader reader, OfferedProperties offered) {
    return Stream.concat(offered.languages().stream(), Stream.of(reader.language()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The keys of the sections offered, and the reader's own. */
  static Set<String> sections(Reader reader, OfferedProperties offered) {
    return Stream.concat(
            offered.sections().stream().map(OfferedProperties::key),
            reader.sections().stream().sorted())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A language's name in itself. */
  static String languageName(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    String name = language.getDisplayName(language);
    return name.isEmpty() ? tag : name.substring(0, 1).toUpperCase(language) + name.substring(1);
  }
}
