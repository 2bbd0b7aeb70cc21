// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a story that is one plain text: the headline, an empty line, the paragraphs. */
public final class PlainTextStories {

  private static final Pattern FORM = Pattern.compile("(?s)\\A\\s*(\\S[^\\r\\n]*)(.*)\\z");

  private PlainTextStories() {}

  /**
   * The submission, whose adverts are dropped when it is submitted.
   *
   * @throws IllegalArgumentException when the text is blank
   */
  public static StorySubmission read(String text) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    Matcher parts = FORM.matcher(plain);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "The text is blank; it needs a headline, an empty line and the paragraphs");
    }
    return StorySubmission.ofText(parts.group(1).strip(), parts.group(2).strip());
  }
}
