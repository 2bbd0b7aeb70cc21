// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/** What TikTok's refusals mean. The code in the body decides: some come with HTTP 200. */
final class TiktokErrors {

  private static final Duration A_DAY = Duration.ofHours(24);
  private static final Duration SHORT_PAUSE = Duration.ofMinutes(1);
  private static final int LONGEST_MESSAGE = 300;

  private final UnaryOperator<String> redaction;
  private final Clock clock;

  /**
   * Reads refusals of one account's requests.
   *
   * @param redaction takes secrets out of TikTok's words
   */
  TiktokErrors(UnaryOperator<String> redaction, Clock clock) {
    this.redaction = redaction;
    this.clock = clock;
  }

  /** Whether another access token may help. */
  static boolean tokenIsBad(Reply.Answered answered) {
    return code(answered).equals("access_token_invalid");
  }

  /** The code; {@code ok} where all is well, empty where there is none. */
  static String code(Reply.Answered answered) {
    return answered.json().path("error").path("code").asString("");
  }

  /** What a refusal means for the post, given that the call did not post. */
  Outcome of(Reply.Answered answered) {
    String detail = describe(answered);
    return switch (code(answered)) {
      case "invalid_param", "invalid_params" ->
          new Outcome.Rejected(FailureReason.CONTENT, detail, null);
      case "access_token_invalid" -> closed(FailureReason.CREDENTIALS, detail);
      case "scope_not_authorized",
          "scope_permission_missed",
          "unaudited_client_can_only_post_to_private_accounts",
          "url_ownership_unverified",
          "privacy_level_option_mismatch",
          "app_version_check_failed" ->
          closed(FailureReason.PERMISSION, detail);
      case "spam_risk_user_banned_from_posting" -> closed(FailureReason.ACCOUNT_RESTRICTED, detail);
      case "spam_risk_too_many_posts",
          "spam_risk_too_many_pending_share",
          "reached_active_user_cap" ->
          new Outcome.TryLater(FailureReason.QUOTA, detail, A_DAY);
      case "rate_limit_exceeded" ->
          new Outcome.TryLater(FailureReason.RATE_LIMITED, detail, pause(answered));
      case "internal_error" ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, notBefore(answered));
      case "invalid_publish_id", "token_not_authorized_for_specified_publish_id" ->
          new Outcome.Unclear(detail);
      default -> byStatus(answered, detail);
    };
  }

  private Outcome byStatus(Reply.Answered answered, String detail) {
    Duration asked = notBefore(answered);
    return answered.status() == 408
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, asked)
        : HttpOutcomes.ofHarmlessFailure(answered.status(), detail, asked);
  }

  private static Outcome closed(FailureReason reason, String detail) {
    return new Outcome.ChannelClosed(reason, detail);
  }

  private Duration pause(Reply.Answered answered) {
    return HttpOutcomes.retryAfter(answered, this.clock).orElse(SHORT_PAUSE);
  }

  private @Nullable Duration notBefore(Reply.Answered answered) {
    return HttpOutcomes.retryAfter(answered, this.clock).orElse(null);
  }

  /** What a person can do about a refusal, where TikTok's own words do not say. */
  private static String remedy(String code) {
    return switch (code) {
      case "unaudited_client_can_only_post_to_private_accounts" ->
          "; have TikTok audit the app, or set audited to false and make the account private";
      case "url_ownership_unverified" ->
          "; prove at developers.tiktok.com that the domain of your media is yours";
      case "scope_not_authorized", "scope_permission_missed" ->
          "; connect the account again with every permission";
      default -> "";
    };
  }

  /** The platform's words, quoted, for people and the ledger. */
  String describe(Reply.Answered answered) {
    String code = this.redaction.apply(code(answered));
    String message =
        this.redaction.apply(answered.json().path("error").path("message").asString(""));
    return code.isEmpty()
        ? "TikTok answered HTTP " + answered.status()
        : "TikTok answered HTTP %d %s: \"%s\""
                .formatted(
                    answered.status(),
                    code,
                    message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
            + remedy(code);
  }
}
