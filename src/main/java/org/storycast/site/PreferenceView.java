// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.storycast.audience.OfferedProperties;
import org.storycast.audience.Reader;
import org.storycast.audience.Rhythm;

/**
 * What the preference page shows of a reader's wishes.
 *
 * @param address masked, since links get forwarded
 * @param name may be empty
 * @param languages to choose from
 * @param all whether all sections are chosen
 * @param sections to choose from
 * @param rhythms to choose from
 */
record PreferenceView(
    String address,
    String name,
    List<Choice> languages,
    boolean all,
    List<Choice> sections,
    List<Choice> rhythms) {

  private static final Map<Rhythm, String> RHYTHMS = new LinkedHashMap<>();

  static {
    RHYTHMS.put(Rhythm.EACH_STORY, "Each story, when it is published");
    RHYTHMS.put(Rhythm.BREAKING, "Breaking news only");
    RHYTHMS.put(Rhythm.DAILY, "Once a day, all in one mail");
    RHYTHMS.put(Rhythm.WEEKLY, "Once a week, all in one mail");
  }

  static PreferenceView of(Reader reader, PreferenceForm form, OfferedProperties offered) {
    Map<String, String> names =
        offered.sections().stream()
            .collect(Collectors.toMap(OfferedProperties::key, it -> it, (first, second) -> first));
    return new PreferenceView(
        reader.address().masked(),
        form.name() == null ? reader.name() : form.name(),
        PreferenceForm.languages(reader, offered).stream()
            .map(it -> new Choice(it, PreferenceForm.languageName(it), it.equals(form.language())))
            .toList(),
        form.wantsAll(),
        PreferenceForm.sections(reader, offered).stream()
            .map(it -> new Choice(it, names.getOrDefault(it, it), form.has(it)))
            .toList(),
        RHYTHMS.entrySet().stream()
            .map(
                it ->
                    new Choice(
                        it.getKey().name(),
                        it.getValue(),
                        it.getKey().name().equals(form.rhythm())))
            .toList());
  }

  /** What saving means, as the page says it beside the button. */
  static String statement(String newsroom) {
    return "By saving I ask %s to send me mail as chosen here. I can change this or unsubscribe at any time; every mail has the links."
        .formatted(newsroom.isBlank() ? "the newsroom" : newsroom);
  }

  /** All that the page lets anybody choose and says about it: what a change is proof of. */
  static String shownText(String newsroom, OfferedProperties offered) {
    List<String> lines = new ArrayList<>(List.of("Your mail from " + newsroom, "Your name"));
    Set<String> languages = Set.copyOf(offered.languages());
    if (!languages.isEmpty()) {
      lines.add(
          "Language: "
              + offered.languages().stream()
                  .map(PreferenceForm::languageName)
                  .collect(Collectors.joining(", ")));
    }
    lines.add("Sections: All sections, or only these: " + String.join(", ", offered.sections()));
    lines.add("How often: " + String.join("; ", RHYTHMS.values()));
    lines.add(statement(newsroom));
    return String.join("\n", lines);
  }

  /** Something to choose. */
  record Choice(String value, String label, boolean chosen) {}
}
