// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;
import org.springframework.stereotype.Component;

/** Knows what does not belong to a story, by the newsroom's rules. */
@Component
final class Adverts {

  private static final int LONGEST = 2000;

  private final List<Pattern> paragraphs;
  private final List<Pattern> beginnings;
  private final List<Pattern> endings;
  private final String selector;

  Adverts(CleaningProperties properties) {
    this.paragraphs = properties.adverts().stream().map(it -> pattern(it, "%s")).toList();
    this.beginnings = properties.phrases().stream().map(it -> pattern(it, "^(?:%s)\\s*")).toList();
    this.endings = properties.phrases().stream().map(it -> pattern(it, "\\s*(?:%s)\\s*$")).toList();
    this.selector = String.join(",", properties.selectors());
    try {
      new Element("p").select(this.selector);
    } catch (Selector.SelectorParseException malformed) {
      throw new IllegalArgumentException(
          "storycast.cleaning.selectors holds no CSS selector: " + malformed.getMessage(),
          malformed);
    }
  }

  private static Pattern pattern(String rule, String form) {
    try {
      return Pattern.compile(
          form.formatted(rule), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    } catch (PatternSyntaxException malformed) {
      throw new IllegalArgumentException(
          "storycast.cleaning holds \"%s\", which is no regular expression: %s"
              .formatted(rule, malformed.getDescription()),
          malformed);
    }
  }

  void removeFrom(Element body) {
    body.select(this.selector).remove();
  }

  boolean isAdvert(String paragraph) {
    return paragraph.length() <= LONGEST
        && this.paragraphs.stream().anyMatch(it -> it.matcher(paragraph).matches());
  }

  /** How many characters at the beginning are none of the story. */
  int beginning(String paragraph) {
    for (Pattern pattern : this.beginnings) {
      Matcher matcher = pattern.matcher(paragraph);
      if (matcher.lookingAt()) {
        return matcher.end();
      }
    }
    return 0;
  }

  /** How many characters at the end are none of the story. */
  int ending(String paragraph) {
    String tail = paragraph.substring(Math.max(0, paragraph.length() - LONGEST));
    for (Pattern pattern : this.endings) {
      Matcher matcher = pattern.matcher(tail);
      if (matcher.find()) {
        return tail.length() - matcher.start();
      }
    }
    return 0;
  }
}
