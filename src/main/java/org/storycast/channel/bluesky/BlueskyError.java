// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What a server of the network says with a refusal.
 *
 * @param status HTTP status
 * @param name such as {@code InvalidRequest}; empty where it was not the API that spoke
 * @param message for people, without credentials
 */
record BlueskyError(int status, String name, String message) {

  private static final int LONGEST = 300;

  /** An access token that has expired is refused with 400. */
  private static final Set<String> OF_TOKENS = Set.of("ExpiredToken", "InvalidToken");

  static BlueskyError of(Reply.Answered answer, UnaryOperator<String> redaction) {
    JsonNode body = answer.json();
    String name = redaction.apply(body.path("error").asString(""));
    String message = redaction.apply(body.path("message").asString(""));
    return new BlueskyError(answer.status(), cut(name), cut(message));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** Whether an answer says that the token is no longer good. */
  static boolean isOfToken(Reply.Answered answer) {
    return !answer.isSuccess() && OF_TOKENS.contains(answer.json().path("error").asString(""));
  }

  boolean isFromTheApi() {
    return !this.name.isEmpty();
  }

  boolean isOfToken() {
    return OF_TOKENS.contains(this.name);
  }

  boolean is(String name) {
    return this.name.equals(name);
  }

  String describe() {
    return isFromTheApi()
        ? "Bluesky answered %d %s: \"%s\"".formatted(this.status, this.name, this.message)
        : "Bluesky answered %d without an error of its API".formatted(this.status);
  }
}
