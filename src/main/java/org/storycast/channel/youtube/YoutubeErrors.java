// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** What YouTube's refusals mean. None of them leaves a doubt: the post was not taken. */
final class YoutubeErrors {

  /** YouTube's days end at midnight Pacific time. Quota page of the Data API, read 2026-11. */
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private static final Duration SHORT_PAUSE = Duration.ofMinutes(1);
  private static final int LONGEST_MESSAGE = 300;

  private final UnaryOperator<String> redaction;
  private final Clock clock;

  /**
   * Reads refusals of one account's requests.
   *
   * @param redaction takes secrets out of YouTube's words
   */
  YoutubeErrors(UnaryOperator<String> redaction, Clock clock) {
    this.redaction = redaction;
    this.clock = clock;
  }

  /** Whether another access token may help. */
  static boolean tokenIsBad(Reply.Answered answered) {
    return answered.status() == 401 && !reason(answered).equals("youtubeSignupRequired");
  }

  /** Whether YouTube says that there is no such video; a proxy's 404 does not. */
  static boolean saysGone(Reply.Answered answered) {
    return answered.status() == 404 && reason(answered).equals("videoNotFound");
  }

  /** Whether YouTube says that what should be added is there. */
  static boolean isThereAlready(Reply.Answered answered) {
    return Set.of("captionExists", "videoAlreadyInPlaylist").contains(reason(answered));
  }

  /** What a refusal means for the post. */
  Outcome of(Reply.Answered answered) {
    String detail = describe(answered);
    return switch (reason(answered)) {
      case "quotaExceeded", "dailyLimitExceeded" -> tomorrow(detail);
      case "rateLimitExceeded", "userRateLimitExceeded" ->
          message(answered).contains("per day")
              ? tomorrow(detail)
              : later(FailureReason.RATE_LIMITED, detail, pause(answered));
      case "uploadLimitExceeded" -> later(FailureReason.QUOTA, detail, Duration.ofHours(24));
      case "uploadRateLimitExceeded" ->
          later(FailureReason.RATE_LIMITED, detail, Duration.ofHours(1));
      case "invalidTitle",
          "invalidDescription",
          "invalidTags",
          "invalidCategoryId",
          "invalidPublishAt",
          "invalidFilename",
          "invalidRecordingDetails",
          "invalidVideoGameRating",
          "invalidVideoMetadata",
          "defaultLanguageNotSet" ->
          new Outcome.Rejected(FailureReason.CONTENT, detail, null);
      case "mediaBodyRequired", "wrongUrlForUpload", "notUpload" ->
          new Outcome.Rejected(FailureReason.DEFECT, detail, null);
      case "videoNotFound" -> new Outcome.Rejected(FailureReason.TARGET_GONE, detail, null);
      case "authenticatedUserAccountClosed",
          "authenticatedUserAccountSuspended",
          "channelClosed",
          "channelSuspended" ->
          new Outcome.ChannelClosed(FailureReason.ACCOUNT_RESTRICTED, detail);
      case "youtubeSignupRequired", "authenticatedUserNotChannel" ->
          new Outcome.ChannelClosed(FailureReason.TARGET_GONE, detail);
      default -> byStatus(answered, detail);
    };
  }

  private Outcome byStatus(Reply.Answered answered, String detail) {
    Duration asked = notBefore(answered);
    return answered.status() == 408
        ? later(FailureReason.UNAVAILABLE, detail, asked)
        : HttpOutcomes.ofHarmlessFailure(answered.status(), detail, asked);
  }

  /** The pause that the answer asks for. */
  @Nullable Duration notBefore(Reply.Answered answered) {
    return HttpOutcomes.retryAfter(answered, this.clock).orElse(null);
  }

  private Outcome tomorrow(String detail) {
    ZonedDateTime now = this.clock.instant().atZone(PACIFIC);
    ZonedDateTime midnight = now.toLocalDate().plusDays(1).atStartOfDay(PACIFIC);
    return later(FailureReason.QUOTA, detail, Duration.between(now, midnight));
  }

  private Duration pause(Reply.Answered answered) {
    return HttpOutcomes.retryAfter(answered, this.clock).orElse(SHORT_PAUSE);
  }

  private static Outcome later(FailureReason reason, String detail, @Nullable Duration notBefore) {
    return new Outcome.TryLater(reason, detail, notBefore);
  }

  /** What a person can do about a refusal, where YouTube's own words do not say. */
  private static String remedy(String reason) {
    return switch (reason) {
      case "youtubeSignupRequired", "authenticatedUserNotChannel" ->
          "; make a YouTube channel for this Google account, or connect another one";
      case "accessNotConfigured" ->
          "; enable the YouTube Data API v3 for the project at console.cloud.google.com";
      case "insufficientPermissions" -> "; connect the account again and allow everything";
      default -> "";
    };
  }

  /** The platform's words, quoted, for people and the ledger. */
  String describe(Reply.Answered answered) {
    String message = this.redaction.apply(message(answered));
    String reason = reason(answered);
    return reason.isEmpty() && message.isEmpty()
        ? "YouTube answered HTTP " + answered.status()
        : "YouTube answered HTTP %d %s: \"%s\""
                .formatted(
                    answered.status(),
                    this.redaction.apply(reason),
                    message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
            + remedy(reason);
  }

  private static String reason(Reply.Answered answered) {
    return error(answered).path("errors").path(0).path("reason").asString("");
  }

  private static String message(Reply.Answered answered) {
    return error(answered).path("message").asString("");
  }

  private static JsonNode error(Reply.Answered answered) {
    return answered.json().path("error");
  }
}
