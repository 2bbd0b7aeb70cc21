// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads texts and captions and refuses what is too long or empty. */
final class TelegramTexts {

  private static final int MAX_SOURCE_BYTES = 32_768;
  private static final int MAX_TEXT = 4096;
  private static final int MAX_CAPTION = 1024;

  private TelegramTexts() {}

  static TelegramHtml.Parsed text(TelegramParameters parameters) {
    if (parameters.text("text").isEmpty()) {
      throw TelegramRefusal.badRequest("message text is empty");
    }
    TelegramHtml.Parsed parsed = parse(parameters.text("text"), parameters.text("parse_mode"));
    if (parsed.text().isEmpty()) {
      throw TelegramRefusal.badRequest("text must be non-empty");
    }
    if (lengthOf(parsed) > MAX_TEXT) {
      throw TelegramRefusal.badRequest("message is too long");
    }
    return parsed;
  }

  static TelegramHtml.Parsed caption(String caption, String parseMode) {
    TelegramHtml.Parsed parsed = parse(caption, parseMode);
    if (lengthOf(parsed) > MAX_CAPTION) {
      throw TelegramRefusal.badRequest("message caption is too long");
    }
    return parsed;
  }

  private static TelegramHtml.Parsed parse(String text, String parseMode) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_SOURCE_BYTES) {
      throw TelegramRefusal.badRequest("text is too long");
    }
    return switch (parseMode.toLowerCase(Locale.ROOT)) {
      case "" -> TelegramHtml.trimmed(text, List.of());
      case "html" -> TelegramHtml.parse(text);
      case "markdown", "markdownv2" ->
          throw TelegramRefusal.of(501, "The simulator reads no Markdown");
      default -> throw TelegramRefusal.badRequest("unsupported parse_mode");
    };
  }

  private static int lengthOf(TelegramHtml.Parsed parsed) {
    return parsed.text().codePointCount(0, parsed.text().length());
  }
}
