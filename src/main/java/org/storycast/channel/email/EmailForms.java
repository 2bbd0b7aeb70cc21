// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.storycast.channel.FormFiller;
import org.storycast.channel.Forms;
import org.storycast.channel.PartProfile.Demand;
import org.storycast.mailing.LetterTexts;
import org.storycast.mailing.Markers;

/** The letters to single readers, from the templates beside those of the issues. */
@Component
class EmailForms implements LetterTexts {

  private static final Map<Part, String> ENDINGS =
      Map.of(Part.SUBJECT, "-subject", Part.HTML, "", Part.TEXT, "-text");
  private static final String CONFIRM_SAMPLE = "https://news.example.org/subscribe/token";
  private static final Demand CONFIRM_LINK =
      new Demand(
          CONFIRM_SAMPLE, "without the address nobody can confirm; write {{ confirm }} there");

  /** What every mail to a reader must have. */
  static final Demand WAY_OUT =
      new Demand(
          Markers.UNSUBSCRIBE,
          "without this link no reader can unsubscribe; write it where the link's address belongs");

  private final FormFiller filler;

  EmailForms(FormFiller filler) {
    this.filler = filler;
  }

  /** What a template's trial needs to know of them. */
  static List<Forms.Form> all() {
    Map<String, String> confirm = Map.of("confirm", CONFIRM_SAMPLE, "known", "yes");
    Map<String, String> welcome = Map.of("name", "Anna \"A\" & <b>", "archive", "");
    return List.of(
        new Forms.Form(name(CONFIRM, Part.SUBJECT), confirm, List.of()),
        new Forms.Form(name(CONFIRM, Part.HTML), confirm, List.of(CONFIRM_LINK)),
        new Forms.Form(name(CONFIRM, Part.TEXT), confirm, List.of(CONFIRM_LINK)),
        new Forms.Form(name(WELCOME, Part.SUBJECT), welcome, List.of()),
        new Forms.Form(name(WELCOME, Part.HTML), welcome, List.of(WAY_OUT)),
        new Forms.Form(name(WELCOME, Part.TEXT), welcome, List.of(WAY_OUT)));
  }

  @Override
  public String text(String letter, Part part, String language, Map<String, String> values) {
    return this.filler.fill(
        EmailProfile.KIND,
        name(letter, part),
        Locale.forLanguageTag(language).toLanguageTag(),
        values);
  }

  private static String name(String letter, Part part) {
    return letter + ENDINGS.get(part);
  }
}
