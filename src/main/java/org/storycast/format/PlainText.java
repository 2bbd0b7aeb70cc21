// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.storycast.story.Block;
import org.storycast.story.Span;

/** Makes a story's texts fit to stand beside others in a post. */
final class PlainText {

  /**
   * Control characters, halves of surrogate pairs, byte order marks, and the marks that turn the
   * direction of all that follows: left open, they would turn the whole post around.
   */
  private static final Pattern UNFIT =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\uFEFF\\uFFF9-\\uFFFB\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");

  private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u2028\\u2029\\u0085]");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private PlainText() {}

  /** A text in which only line feeds are left of all control characters. */
  static String clean(String text) {
    return fit(text).strip();
  }

  /** The same with the white space around it. */
  static String fit(String text) {
    String lines = LINE_END.matcher(text).replaceAll("\n").replace('\t', ' ');
    return UNFIT.matcher(lines).replaceAll("");
  }

  /** A clean text on one line. */
  static String line(String text) {
    return WHITE_SPACE.matcher(clean(text)).replaceAll(" ").strip();
  }

  /** A block's text, where a link that does not show its address is followed by it. */
  static String of(Block block) {
    StringBuilder text = new StringBuilder();
    block.spans().forEach(span -> append(text, span));
    String line = clean(text.toString());
    return switch (block.kind()) {
      case LIST_ITEM -> "• " + line;
      case PARAGRAPH, INTERTITLE, SUBTITLE, QUOTE -> line;
    };
  }

  private static void append(StringBuilder text, Span span) {
    URI link = span.link();
    if (link == null || !isWebAddress(link) || shows(span.text(), link)) {
      text.append(span.text());
      return;
    }
    String shown = span.text().stripTrailing();
    text.append(shown).append(" (").append(link).append(')');
    text.append(span.text().substring(shown.length()));
  }

  private static boolean shows(String text, URI link) {
    return text.contains(link.toString()) || bare(link.toString()).equals(bare(text.strip()));
  }

  private static String bare(String address) {
    return address
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://", "")
        .replaceFirst("^www\\.", "")
        .replaceFirst("/$", "");
  }

  /** Whether an address is one that may stand in a post. */
  static boolean isWebAddress(URI address) {
    return address.getRawAuthority() != null
        && ("https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme()));
  }
}
