// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * What an issue says, the same for every reader but for the places of {@link Markers}.
 *
 * @param subject one line
 * @param preheader the line that mail programs show beside the subject; may be empty
 * @param html a whole page
 * @param text the same for people who read plain text
 * @param language BCP 47 tag
 */
public record IssueContent(
    String subject, String preheader, String html, String text, String language) {

  public IssueContent {
    if (subject.isBlank() || html.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException("An issue needs a subject, an HTML part and a text part");
    }
    subject = oneLine(subject);
    preheader = oneLine(preheader);
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }
}
