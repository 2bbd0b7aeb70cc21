// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.storycast.channel.FailureReason.ACCOUNT_RESTRICTED;
import static org.storycast.channel.FailureReason.CONTENT;
import static org.storycast.channel.FailureReason.DEFECT;
import static org.storycast.channel.FailureReason.PERMISSION;
import static org.storycast.channel.FailureReason.QUOTA;
import static org.storycast.channel.FailureReason.RATE_LIMITED;
import static org.storycast.channel.FailureReason.TARGET_GONE;
import static org.storycast.channel.FailureReason.UNAVAILABLE;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract.Refusal;
import org.storycast.channel.Outcome;
import org.storycast.simulator.SimulatorReply;

/** YouTube's refusals, and what each must become. */
final class YoutubeRefusals {

  private static final String PER_DAY =
      "Quota exceeded for quota metric 'Video Uploads' and limit 'Video Uploads per day' of service"
          + " 'youtube.googleapis.com'";

  private YoutubeRefusals() {}

  static Stream<Refusal> all() {
    return Stream.of(quotas(), contents(), permissions(), unavailable()).flatMap(it -> it);
  }

  private static Stream<Refusal> quotas() {
    return Stream.of(
        later(403, "quotaExceeded", "The quota is exceeded", QUOTA),
        later(403, "dailyLimitExceeded", "Daily Limit Exceeded", QUOTA),
        later(429, "rateLimitExceeded", PER_DAY, QUOTA),
        later(429, "rateLimitExceeded", "Rate Limit Exceeded", RATE_LIMITED),
        later(403, "rateLimitExceeded", "Rate Limit Exceeded", RATE_LIMITED),
        later(403, "userRateLimitExceeded", "User Rate Limit Exceeded", RATE_LIMITED),
        later(400, "uploadLimitExceeded", "Too many videos", QUOTA),
        later(429, "uploadRateLimitExceeded", "Too many thumbnails", RATE_LIMITED));
  }

  private static Stream<Refusal> contents() {
    return Stream.concat(
        Stream.of(
                "invalidTitle",
                "invalidDescription",
                "invalidTags",
                "invalidCategoryId",
                "invalidPublishAt",
                "invalidFilename",
                "invalidRecordingDetails",
                "invalidVideoGameRating",
                "invalidVideoMetadata",
                "defaultLanguageNotSet")
            .map(reason -> of(400, reason, Outcome.Rejected.class, CONTENT)),
        Stream.of("mediaBodyRequired", "wrongUrlForUpload", "notUpload")
            .map(reason -> of(400, reason, Outcome.Rejected.class, DEFECT)));
  }

  private static Stream<Refusal> permissions() {
    return Stream.of(
            Map.entry("forbiddenPrivacySetting", PERMISSION),
            Map.entry("forbiddenLicenseSetting", PERMISSION),
            Map.entry("forbiddenEmbedSetting", PERMISSION),
            Map.entry("forbidden", PERMISSION),
            Map.entry("insufficientPermissions", PERMISSION),
            Map.entry("accessNotConfigured", PERMISSION),
            Map.entry("accountDelegationForbidden", PERMISSION),
            Map.entry("authenticatedUserNotChannel", TARGET_GONE),
            Map.entry("authenticatedUserAccountClosed", ACCOUNT_RESTRICTED),
            Map.entry("authenticatedUserAccountSuspended", ACCOUNT_RESTRICTED),
            Map.entry("channelClosed", ACCOUNT_RESTRICTED),
            Map.entry("channelSuspended", ACCOUNT_RESTRICTED))
        .map(it -> of(403, it.getKey(), Outcome.ChannelClosed.class, it.getValue()));
  }

  private static Stream<Refusal> unavailable() {
    return Stream.of(
        of(401, "youtubeSignupRequired", Outcome.ChannelClosed.class, TARGET_GONE),
        later(500, "backendError", "Backend Error", UNAVAILABLE),
        later(503, "serviceUnavailable", "Try again", UNAVAILABLE),
        new Refusal(
            "502 HTML",
            SimulatorReply.html(502, "Bad gateway"),
            Outcome.TryLater.class,
            UNAVAILABLE));
  }

  private static Refusal later(int status, String reason, String message, FailureReason becomes) {
    return new Refusal(
        "%d %s %s".formatted(status, reason, message),
        reply(status, reason, message),
        Outcome.TryLater.class,
        becomes);
  }

  private static Refusal of(
      int status,
      String reason,
      Class<? extends Outcome> outcome,
      @Nullable FailureReason becomes) {
    return new Refusal(
        status + " " + reason, reply(status, reason, "It says why"), outcome, becomes);
  }

  static SimulatorReply reply(int status, String reason, String message) {
    return SimulatorReply.json(
        status,
        Map.of(
            "error",
            Map.of(
                "code",
                status,
                "message",
                message,
                "errors",
                List.of(Map.of("message", message, "domain", "global", "reason", reason)))));
  }
}
