// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.storycast.channel.support.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as Meta's APIs write it.
 *
 * @param status HTTP status
 * @param code zero where the answer is not the API's own, such as a proxy's page
 * @param subcode zero where there is none
 * @param isTransient what Threads says of it; it is known to be wrong for a container that is young
 * @param message for people, without credentials
 * @param pause how long the API's usage headers ask to wait
 */
record ThreadsError(
    int status,
    int code,
    int subcode,
    boolean isTransient,
    String message,
    Optional<Duration> pause) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int TOLD = 300;

  static ThreadsError of(Reply.Answered answer, UnaryOperator<String> redaction) {
    JsonNode error = answer.json().path("error");
    String said = error.path("message").asString("");
    String title = error.path("error_user_title").asString("");
    String message = redaction.apply(title.isEmpty() ? said : "%s (%s)".formatted(said, title));
    return new ThreadsError(
        answer.status(),
        error.path("code").asInt(0),
        error.path("error_subcode").asInt(0),
        error.path("is_transient").asBoolean(false),
        message.substring(0, Math.min(TOLD, message.length())),
        answer
            .header("x-business-use-case-usage")
            .map(ThreadsError::longestPause)
            .filter(Duration::isPositive));
  }

  /** Whether an answer says that the token is no longer good. */
  static boolean isOfToken(Reply.Answered answer) {
    return !answer.isSuccess() && answer.json().path("error").path("code").asInt(0) == 190;
  }

  /** Usage headers hold JSON, by account and then by kind of use; the pause is in minutes. */
  private static Duration longestPause(String header) {
    try {
      long minutes = 0;
      for (JsonNode account : JSON.readTree(header)) {
        for (JsonNode use : account) {
          minutes = Math.max(minutes, use.path("estimated_time_to_regain_access").asLong(0));
        }
      }
      return Duration.ofMinutes(minutes);
    } catch (JacksonException garbled) {
      return Duration.ZERO;
    }
  }

  boolean isFromTheApi() {
    return this.code != 0 || this.subcode != 0;
  }

  /** Whether the object does not exist, or can't be seen. */
  boolean isMissing() {
    return this.code == 24 || this.code == 803 || this.code == 100 && this.subcode == 33;
  }

  String describe() {
    return isFromTheApi()
        ? "Threads answered %d, code %d/%d: %s"
            .formatted(this.status, this.code, this.subcode, this.message)
        : "Threads answered %d without an error of its own".formatted(this.status);
  }
}
