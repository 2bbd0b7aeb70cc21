// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.FormFiller;

/** Fills forms in from the templates of an open channel of their kind. */
@Component
class TemplateFormFiller implements FormFiller {

  private final Channels channels;
  private final TemplateShelf shelf;
  private final Manuscripts manuscripts;

  TemplateFormFiller(Channels channels, TemplateShelf shelf, Manuscripts manuscripts) {
    this.channels = channels;
    this.shelf = shelf;
    this.manuscripts = manuscripts;
  }

  @Override
  public String fill(String kind, String form, String language, Map<String, String> values) {
    Channel channel =
        this.channels.open().stream()
            .filter(it -> it.profile().kind().equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new CannotComposeException(
                        "The form %s/%s needs an open channel of its kind".formatted(kind, form),
                        null));
    Locale locale = Locale.forLanguageTag(language);
    return this.shelf.of(channel).fill(form, this.manuscripts.form(locale, values), locale);
  }
}
