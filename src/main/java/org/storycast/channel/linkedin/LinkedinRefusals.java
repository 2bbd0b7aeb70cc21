// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** What LinkedIn's refusals mean (error handling and rate limits, read in 2026-09). */
final class LinkedinRefusals {

  private static final Duration PROCESSING = Duration.ofSeconds(5);
  private static final Duration SHORT_PAUSE = Duration.ofMinutes(5);
  private static final int LONGEST_MESSAGE = 300;
  private static final Pattern DUPLICATE =
      Pattern.compile("duplicate of (urn:li:(?:share|ugcPost):\\d{1,30})");

  private final Clock clock;
  private final UnaryOperator<String> redaction;

  /**
   * A judge of answers.
   *
   * @param redaction takes the account's credentials out of what LinkedIn says
   */
  LinkedinRefusals(Clock clock, UnaryOperator<String> redaction) {
    this.clock = clock;
    this.redaction = redaction;
  }

  /** Whether the API itself spoke: a proxy before it answers pages. */
  static boolean isFromTheApi(Reply.Answered answer) {
    return answer.json().isObject();
  }

  /** The post of the same content that LinkedIn names; empty where the refusal is another. */
  static Optional<String> duplicateIn(Reply.Answered answer) {
    Matcher named = DUPLICATE.matcher(answer.json().path("message").asString(""));
    return answer.status() == 422 && named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  /** What an answer other than success to the irreversible call means. */
  Outcome ofPublishing(Reply.Answered answer) {
    String detail = describe(answer);
    if (!isFromTheApi(answer) && answer.status() / 100 == 4 && answer.status() != 408) {
      return ofAPage(answer, detail);
    }
    return switch (answer.status()) {
      case 400, 404 -> ofRequest(answer, detail);
      case 401 ->
          new Outcome.ChannelClosed(
              FailureReason.CREDENTIALS,
              detail + "; connect the account anew in the console, or enter a new access-token");
      case 422 -> ofContent(answer, detail);
      case 426 -> ofVersion(detail);
      case 429 -> ofThrottle(answer, detail);
      default -> HttpOutcomes.ofFailure(answer.status(), detail, null);
    };
  }

  /** What an answer means where a repeat does no harm. */
  Outcome ofRepeatable(Reply.Answered answer) {
    return ofPublishing(answer) instanceof Outcome.Unclear(String detail)
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null)
        : ofPublishing(answer);
  }

  private Outcome ofAPage(Reply.Answered answer, String detail) {
    return new Outcome.TryLater(
        answer.status() == 429 ? FailureReason.RATE_LIMITED : FailureReason.UNAVAILABLE,
        detail,
        HttpOutcomes.retryAfter(answer, this.clock).orElse(null));
  }

  private static Outcome ofRequest(Reply.Answered answer, String detail) {
    String said = detail.toUpperCase(Locale.ROOT);
    if (said.contains("VERSION")) {
      return ofVersion(detail);
    }
    if (said.contains("WAITING_UPLOAD") || said.contains("MEDIA_ASSET_PROCESSING\"")) {
      return new Outcome.TryLater(FailureReason.NOT_READY, detail, PROCESSING);
    }
    boolean media =
        said.contains("MEDIA") || said.contains("URN:LI:IMAGE") || said.contains("URN:LI:VIDEO");
    return new Outcome.Rejected(media ? FailureReason.MEDIA : FailureReason.DEFECT, detail, null);
  }

  private static Outcome ofContent(Reply.Answered answer, String detail) {
    if (detail.contains("DUPLICATE_POST") || duplicateIn(answer).isPresent()) {
      return new Outcome.Rejected(FailureReason.DUPLICATE, detail, null);
    }
    if (detail.contains("/commentary") && detail.toLowerCase(Locale.ROOT).contains("length")) {
      return new Outcome.Rejected(
          FailureReason.TOO_LONG, detail + "; lower settings.text-limit", null);
    }
    boolean field = detail.contains(" field ");
    return new Outcome.Rejected(field ? FailureReason.DEFECT : FailureReason.CONTENT, detail, null);
  }

  /** LinkedIn switches a version off about a year after its month. */
  private static Outcome ofVersion(String detail) {
    return new Outcome.ChannelClosed(
        FailureReason.PERMISSION, detail + "; set settings.api-version to a newer month");
  }

  /** The allowance of a day begins anew at midnight UTC; LinkedIn sends no header that says so. */
  private Outcome ofThrottle(Reply.Answered answer, String detail) {
    return isOfTheDay(answer)
        ? new Outcome.TryLater(
            FailureReason.QUOTA, detail, Duration.between(this.clock.instant(), midnight()))
        : new Outcome.TryLater(
            FailureReason.RATE_LIMITED,
            detail,
            HttpOutcomes.retryAfter(answer, this.clock).orElse(SHORT_PAUSE));
  }

  static boolean isOfTheDay(Reply.Answered answer) {
    return answer.status() == 429
        && answer.json().path("message").asString("").contains("Resource level throttle");
  }

  /** When the allowance of a day begins anew. */
  Instant midnight() {
    return this.clock
        .instant()
        .atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .plusDays(1)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC);
  }

  /** For people: the status and, quoted, what LinkedIn said. */
  String describe(Reply.Answered answer) {
    if (!isFromTheApi(answer)) {
      return "LinkedIn answered %d without an error of its API".formatted(answer.status());
    }
    JsonNode json = answer.json();
    String code = json.path("code").asString("");
    JsonNode input = json.path("errorDetails").path("inputErrors").path(0).path("code");
    String words =
        this.redaction.apply(
            "%s %s: %s"
                .formatted(code, input.asString(""), json.path("message").asString(""))
                .strip());
    return "LinkedIn answered %d \"%s\""
        .formatted(
            answer.status(),
            words.length() <= LONGEST_MESSAGE ? words : words.substring(0, LONGEST_MESSAGE) + "…");
  }
}
