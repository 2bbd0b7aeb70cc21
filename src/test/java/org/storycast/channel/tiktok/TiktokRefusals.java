// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import static org.storycast.channel.FailureReason.ACCOUNT_RESTRICTED;
import static org.storycast.channel.FailureReason.CONTENT;
import static org.storycast.channel.FailureReason.CREDENTIALS;
import static org.storycast.channel.FailureReason.DEFECT;
import static org.storycast.channel.FailureReason.PERMISSION;
import static org.storycast.channel.FailureReason.QUOTA;
import static org.storycast.channel.FailureReason.RATE_LIMITED;
import static org.storycast.channel.FailureReason.UNAVAILABLE;

import java.util.Map;
import java.util.stream.Stream;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract.Refusal;
import org.storycast.channel.Outcome;
import org.storycast.simulator.SimulatorReply;

/** TikTok's refusals, and what each must become. */
final class TiktokRefusals {

  private TiktokRefusals() {}

  /** Those that carry a code, by whatever call. */
  static Stream<Refusal> coded() {
    return Stream.of(
        of(400, "invalid_param", Outcome.Rejected.class, CONTENT),
        of(400, "invalid_params", Outcome.Rejected.class, CONTENT),
        of(401, "access_token_invalid", Outcome.ChannelClosed.class, CREDENTIALS),
        of(401, "scope_not_authorized", Outcome.ChannelClosed.class, PERMISSION),
        of(401, "scope_permission_missed", Outcome.ChannelClosed.class, PERMISSION),
        of(403, "spam_risk_too_many_posts", Outcome.TryLater.class, QUOTA),
        of(403, "spam_risk_too_many_pending_share", Outcome.TryLater.class, QUOTA),
        of(403, "reached_active_user_cap", Outcome.TryLater.class, QUOTA),
        of(
            403,
            "spam_risk_user_banned_from_posting",
            Outcome.ChannelClosed.class,
            ACCOUNT_RESTRICTED),
        of(
            403,
            "unaudited_client_can_only_post_to_private_accounts",
            Outcome.ChannelClosed.class,
            PERMISSION),
        of(403, "url_ownership_unverified", Outcome.ChannelClosed.class, PERMISSION),
        of(403, "privacy_level_option_mismatch", Outcome.ChannelClosed.class, PERMISSION),
        of(400, "app_version_check_failed", Outcome.ChannelClosed.class, PERMISSION),
        of(429, "rate_limit_exceeded", Outcome.TryLater.class, RATE_LIMITED),
        of(500, "internal_error", Outcome.TryLater.class, UNAVAILABLE));
  }

  /** Those that the upload's host answers, without a body. */
  static Stream<Refusal> ofTheUpload() {
    return Stream.of(
        bare(400, Outcome.Rejected.class, DEFECT),
        bare(403, Outcome.TryLater.class, UNAVAILABLE),
        bare(404, Outcome.TryLater.class, UNAVAILABLE),
        bare(416, Outcome.TryLater.class, UNAVAILABLE),
        bare(500, Outcome.TryLater.class, UNAVAILABLE),
        bare(503, Outcome.TryLater.class, UNAVAILABLE));
  }

  private static Refusal of(
      int status, String code, Class<? extends Outcome> outcome, FailureReason reason) {
    return new Refusal(status + " " + code, reply(status, code), outcome, reason);
  }

  private static Refusal bare(int status, Class<? extends Outcome> outcome, FailureReason reason) {
    return new Refusal("upload " + status, SimulatorReply.empty(status), outcome, reason);
  }

  static SimulatorReply reply(int status, String code) {
    return SimulatorReply.json(
        status, Map.of("error", Map.of("code", code, "message", "It says why", "log_id", "2026")));
  }
}
