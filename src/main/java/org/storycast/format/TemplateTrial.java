// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Forms;
import org.storycast.channel.PartProfile;

/** Renders templates against awkward stories, without media. */
@Component
class TemplateTrial {

  private static final DeliveryKey KEY = DeliveryKey.of("template", "trial");

  private final Manuscripts manuscripts;
  private final TextComposer texts;

  TemplateTrial(Manuscripts manuscripts, TextComposer texts) {
    this.manuscripts = manuscripts;
    this.texts = texts;
  }

  /**
   * Passes when every sample renders; digests are tried only on templates that carry them.
   *
   * @throws CannotComposeException naming file, line, value and sample
   */
  void pass(Templates templates, Channel channel) {
    for (Map.Entry<String, Edition> sample : Samples.all().entrySet()) {
      if (!sample.getValue().isDigest() || carriesDigests(templates, channel)) {
        render(sample.getKey(), sample.getValue(), templates, channel);
      }
    }
    if (channel.publisher() instanceof Forms publisher) {
      publisher.forms().forEach(form -> fill(form, templates, channel));
    }
  }

  private void fill(Forms.Form form, Templates templates, Channel channel) {
    Locale locale = Locale.forLanguageTag(channel.account().language());
    templates.demand(
        form.name(),
        templates.fill(form.name(), this.manuscripts.form(locale, form.sample()), locale),
        form.demands());
  }

  private static boolean carriesDigests(Templates templates, Channel channel) {
    return channel.profile().parts().stream()
        .map(PartProfile::name)
        .allMatch(templates::carriesDigests);
  }

  private void render(String sample, Edition edition, Templates templates, Channel channel) {
    try {
      Manuscript manuscript = this.manuscripts.of(edition, channel, KEY);
      this.texts.compose(manuscript, channel.profile(), templates);
    } catch (CannotComposeException broken) {
      throw new CannotComposeException(
          "%s (with %s)".formatted(broken.getMessage(), sample), broken);
    }
  }
}
