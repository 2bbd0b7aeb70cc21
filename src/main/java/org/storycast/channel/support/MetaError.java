// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one of Meta's APIs says with a refusal. Its numbers decide: the HTTP status says little, for
 * 400, 401, 403 and 500 are used for the same families
 * (https://developers.facebook.com/docs/graph-api/guides/error-handling, 2026-10). The hosts that
 * exchange a login's code write a flat object instead, with {@code error_message}.
 *
 * @param platform the API's name, for people
 * @param status HTTP status
 * @param code zero where the answer is none of the API's, such as a proxy's page
 * @param subcode zero where there is none; for media it says more than the code
 * @param isTransient whether the API calls it a passing trouble; it is known to be wrong at times
 * @param words what it says to people, without credentials
 * @param pause how long the usage headers ask to wait
 */
public record MetaError(
    String platform,
    int status,
    int code,
    int subcode,
    boolean isTransient,
    String words,
    Optional<Duration> pause) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 400;

  /**
   * The refusal in an answer.
   *
   * @param redaction takes credentials out of what the API says
   */
  public static MetaError of(
      String platform, Reply.Answered answer, UnaryOperator<String> redaction) {
    JsonNode json = answer.json();
    boolean flat = json.has("error_message");
    JsonNode error = flat ? json : json.path("error");
    String words =
        Stream.of(flat ? "error_message" : "message", "error_user_title", "error_user_msg")
            .map(name -> error.path(name).asString(""))
            .filter(said -> !said.isEmpty())
            .distinct()
            .collect(Collectors.joining(" "));
    String redacted = redaction.apply(words);
    return new MetaError(
        platform,
        answer.status(),
        error.path("code").asInt(0),
        error.path("error_subcode").asInt(0),
        error.path("is_transient").asBoolean(false),
        redacted.length() <= LONGEST ? redacted : redacted.substring(0, LONGEST) + "…",
        pause(answer));
  }

  /**
   * Usage headers hold JSON, by account and then by kind of use; the pause is in minutes
   * (https://developers.facebook.com/docs/graph-api/overview/rate-limiting, 2026-10).
   */
  private static Optional<Duration> pause(Reply.Answered answer) {
    return answer
        .header("x-business-use-case-usage")
        .map(MetaError::longestPause)
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

  /** Whether the API itself refused, not something before it. */
  public boolean isFromTheApi() {
    return this.code != 0 || this.subcode != 0;
  }

  /** Whether it is this code, with any subcode. */
  public boolean is(int code) {
    return this.code == code;
  }

  /** Whether it is this code with this subcode. */
  public boolean is(int code, int subcode) {
    return this.code == code && this.subcode == subcode;
  }

  /** Whether code or subcode is one of these; Meta uses the long numbers as either. */
  public boolean isAny(int... numbers) {
    for (int number : numbers) {
      if (this.code == number || this.subcode == number) {
        return true;
      }
    }
    return false;
  }

  /** An object that does not exist or is not shown to this token. */
  public boolean isMissing() {
    return is(100, 33);
  }

  /** Whether the token is dead, or the proof that goes with it is wrong. */
  public boolean isOfToken() {
    return this.code == 190
        || this.code == 102
        || this.code == 104
        || this.code == 100 && this.words.contains("appsecret_proof");
  }

  /** Whether a permission is missing. */
  public boolean isOfPermission() {
    return this.code == 3 || this.code == 10 || this.code >= 200 && this.code <= 299;
  }

  /**
   * Whether there were too many calls, of the app, the person or the account
   * (https://developers.facebook.com/docs/graph-api/overview/rate-limiting, 2026-10).
   */
  boolean isOfLimits() {
    return isAny(4, 17, 32, 341, 613) || this.code >= 80000 && this.code <= 80014;
  }

  /** For people: the numbers and, quoted, what the API said. */
  public String describe() {
    if (!isFromTheApi()) {
      return "%s answered %d without an error of its own".formatted(this.platform, this.status);
    }
    String number = this.subcode == 0 ? "" + this.code : this.code + "/" + this.subcode;
    return "%s answered %d, error %s: \"%s\""
        .formatted(this.platform, this.status, number, this.words);
  }
}
