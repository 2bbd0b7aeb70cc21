// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.storycast.channel.support.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as the Graph API writes it.
 *
 * @param status HTTP status
 * @param code zero where the answer is not the API's own, such as a proxy's page
 * @param subcode zero where there is none; for media it says more than the code
 * @param message for people, without credentials
 * @param pause how long the API's usage headers ask to wait
 */
record GraphError(int status, int code, int subcode, String message, Optional<Duration> pause) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int TOLD = 300;

  static GraphError of(Reply.Answered answer, UnaryOperator<String> redaction) {
    JsonNode error = answer.json().path("error");
    String said = error.path("message").asString("");
    String title = error.path("error_user_title").asString("");
    String message = redaction.apply(title.isEmpty() ? said : "%s (%s)".formatted(said, title));
    return new GraphError(
        answer.status(),
        error.path("code").asInt(0),
        error.path("error_subcode").asInt(0),
        message.substring(0, Math.min(TOLD, message.length())),
        pause(answer));
  }

  /** Usage headers hold JSON, by account and then by kind of use; the pause is in minutes. */
  private static Optional<Duration> pause(Reply.Answered answer) {
    return answer
        .header("x-business-use-case-usage")
        .map(GraphError::longestPause)
        .filter(Duration::isPositive);
  }

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

  /** Whether the object does not exist, or is none of this account. */
  boolean isMissing() {
    return this.code == 100 && this.subcode == 33 || this.code == 24 && this.subcode == 2_207_006;
  }

  /** Whether the token is dead, or the proof that goes with it is wrong. */
  boolean isOfToken() {
    return this.code == 190
        || this.code == 102
        || this.code == 100 && this.message.contains("appsecret_proof");
  }

  String describe() {
    return isFromTheApi()
        ? "Instagram answered %d, code %d/%d: %s"
            .formatted(this.status, this.code, this.subcode, this.message)
        : "Instagram answered %d without an error of its own".formatted(this.status);
  }
}
