// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.util.function.UnaryOperator;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What the Graph API says with a refusal. Its HTTP status says little: 400, 401, 403 and 500 are
 * used for the same families.
 *
 * @param status HTTP status
 * @param code zero where the answer is none of the API's
 * @param subcode zero where there is none
 * @param isTransient whether the API calls it a passing trouble
 * @param words what it says to people
 */
record GraphError(int status, int code, int subcode, boolean isTransient, String words) {

  private static final int LONGEST = 400;

  static GraphError of(Reply.Answered answer, UnaryOperator<String> redaction) {
    JsonNode error = answer.json().path("error");
    String message = error.path("message").asString("");
    String hint = error.path("error_user_msg").asString("");
    String words = redaction.apply(hint.isEmpty() ? message : message + " " + hint);
    return new GraphError(
        answer.status(),
        error.path("code").asInt(0),
        error.path("error_subcode").asInt(0),
        error.path("is_transient").asBoolean(false),
        words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…");
  }

  /** Whether it is this code, with any subcode. */
  boolean is(int code) {
    return this.code == code;
  }

  /** Whether it is this code with this subcode. */
  boolean is(int code, int subcode) {
    return this.code == code && this.subcode == subcode;
  }

  /** Whether code or subcode is one of these; Facebook uses the long numbers as either. */
  boolean isAny(int... numbers) {
    for (int number : numbers) {
      if (this.code == number || this.subcode == number) {
        return true;
      }
    }
    return false;
  }

  /** An object that does not exist or is not shown to this token. */
  boolean isMissing() {
    return is(100, 33);
  }

  /** Whether an upload can't go on: its session is over, or it is elsewhere than we believe. */
  boolean endsAnUpload() {
    return isAny(1363037, 1363041);
  }

  /** For people: the numbers and, quoted, what Facebook said. */
  String describe() {
    if (this.code == 0) {
      return "Facebook answered %d without an error of its API".formatted(this.status);
    }
    return "Facebook answered %d, error %d%s: \"%s\""
        .formatted(this.status, this.code, this.subcode == 0 ? "" : "/" + this.subcode, this.words);
  }
}
