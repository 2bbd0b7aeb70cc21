// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What an instance says with a refusal.
 *
 * @param status HTTP status
 * @param words empty where it was not the API that spoke
 */
record MastodonError(int status, String words) {

  private static final int LONGEST = 400;

  static MastodonError of(Reply.Answered answer, UnaryOperator<String> redaction) {
    JsonNode body = answer.json();
    String error = body.path("error").asString("");
    String more = body.path("error_description").asString("");
    String words = redaction.apply(more.isEmpty() ? error : error + ": " + more);
    return new MastodonError(
        answer.status(), words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…");
  }

  /** Whether the API itself spoke: a proxy before it answers pages. */
  boolean isFromTheApi() {
    return !this.words.isEmpty();
  }

  /** Whether what was asked for is not there, by the API's own word. */
  boolean isMissing() {
    return this.status == 404 && isFromTheApi() || this.status == 410;
  }

  boolean says(String phrase) {
    return this.words.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT));
  }

  /** For people: the status and, quoted, what the instance said. */
  String describe() {
    return isFromTheApi()
        ? "Mastodon answered %d: \"%s\"".formatted(this.status, this.words)
        : "Mastodon answered %d without an error of its API".formatted(this.status);
  }
}
