// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.storycast.audience.OfferedProperties;
import org.storycast.audience.Rhythm;

/**
 * How readers sign up by themselves; the languages and sections to choose from are {@link
 * OfferedProperties}.
 *
 * @param enabled whether there is a sign-up page; there is none without a relay
 * @param rhythms how often mail may be wished, the default first
 * @param embedOn the origins whose pages may show the form in a frame, such as {@code
 *     https://courier.example}
 * @param privacy where the newsroom says what becomes of the data; absent where nowhere
 * @param words a directory of the newsroom's own words, one file for each language
 * @param validFor how long a sign-up waits for its confirmation
 * @param fillIn what is filled in faster was no person
 */
@ConfigurationProperties("storycast.sign-up")
record SignUpProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue({"EACH_STORY", "BREAKING", "DAILY", "WEEKLY"}) List<Rhythm> rhythms,
    @DefaultValue List<String> embedOn,
    @Nullable URI privacy,
    @Nullable Path words,
    @DefaultValue("48h") Duration validFor,
    @DefaultValue("2s") Duration fillIn) {

  private static final Pattern ORIGIN =
      Pattern.compile("https?://(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  SignUpProperties {
    rhythms = List.copyOf(rhythms);
    embedOn = List.copyOf(embedOn);
    if (rhythms.isEmpty()) {
      throw new IllegalArgumentException("storycast.sign-up.rhythms: needs at least one");
    }
    for (String origin : embedOn) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "storycast.sign-up.embed-on: \"%s\" is no origin; write it like https://courier.example"
                .formatted(origin));
      }
    }
    if (privacy != null && !String.valueOf(privacy.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "storycast.sign-up.privacy: needs a whole address with https");
    }
    if (!validFor.isPositive() || fillIn.isNegative()) {
      throw new IllegalArgumentException(
          "storycast.sign-up: valid-for must be longer than nothing, fill-in can't be negative");
    }
  }

  /** Who may show the form in a frame, as a Content-Security-Policy says it. */
  String frameAncestors() {
    return this.embedOn.isEmpty() ? "'none'" : String.join(" ", this.embedOn);
  }
}
