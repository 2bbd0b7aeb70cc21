// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What X says with a refusal.
 *
 * @param status HTTP status
 * @param type the last segment of the problem's type, such as {@code client-forbidden}
 * @param words title, detail and the messages of single errors
 */
record XProblem(int status, String type, String words) {

  private static final int LONGEST = 400;

  static XProblem of(Reply.Answered answer, UnaryOperator<String> redaction) {
    JsonNode body = answer.json();
    List<String> messages =
        body.path("errors").valueStream().map(it -> it.path("message").asString("")).toList();
    String words =
        Stream.concat(
                Stream.of(body.path("title").asString(""), body.path("detail").asString("")),
                messages.stream())
            .filter(it -> !it.isBlank())
            .distinct()
            .collect(Collectors.joining(": "));
    String type = body.path("type").asString("");
    return new XProblem(
        answer.status(), type.substring(type.lastIndexOf('/') + 1), redaction.apply(words));
  }

  /** Whether X itself spoke: what stands before it answers pages. */
  boolean isFromTheApi() {
    return !this.words.isEmpty();
  }

  boolean says(String phrase) {
    return lower(this.words).contains(lower(phrase));
  }

  /** For people: the status and, quoted, what X said. */
  String describe() {
    return isFromTheApi()
        ? "X answered %d: \"%s\"".formatted(this.status, shortened(this.words))
        : "X answered %d without saying why".formatted(this.status);
  }

  static String shortened(String words) {
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
