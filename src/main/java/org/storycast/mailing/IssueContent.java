// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.regex.Pattern;

/**
 * What an issue says, the same for every reader but for the places of {@link Markers}.
 *
 * @param subject one line
 * @param preheader the line that mail programs show beside the subject; may be empty
 * @param html a whole page, with {@link Markers#UNSUBSCRIBE}
 * @param text the same for people who read plain text, with {@link Markers#UNSUBSCRIBE}
 * @param language BCP 47 tag
 */
public record IssueContent(
    String subject, String preheader, String html, String text, String language) {

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{1,35}");

  public IssueContent {
    if (subject.isBlank() || html.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException("An issue needs a subject, an HTML part and a text part");
    }
    if (!html.contains(Markers.UNSUBSCRIBE) || !text.contains(Markers.UNSUBSCRIBE)) {
      throw new IllegalArgumentException(
          "An issue needs a way out: write %s into its HTML part and its text part"
              .formatted(Markers.UNSUBSCRIBE));
    }
    if (!LANGUAGE.matcher(language).matches()) {
      throw new IllegalArgumentException("An issue needs a language, such as en or kk-Arab");
    }
    subject = HeaderFields.clean(subject);
    preheader = HeaderFields.clean(preheader);
  }
}
