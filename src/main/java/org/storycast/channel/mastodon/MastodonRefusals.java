// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.time.Clock;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/** What an instance's refusals mean; their sentences are those of Mastodon 4.5, read in 2026-07. */
final class MastodonRefusals {

  private static final Set<String> OF_A_RESTRICTED_ACCOUNT =
      Set.of("login is currently disabled", "pending approval", "confirmed e-mail");

  private static final Set<String> OF_MEDIA =
      Set.of("cannot attach", "already attached", "file content type", "file is invalid");

  /** Firewalls and proxies before the API answer pages with these, as long as they please. */
  private static final Set<Integer> BEFORE_THE_API = Set.of(400, 403, 404, 405);

  private final Clock clock;
  private final UnaryOperator<String> redaction;

  /**
   * A judge of answers.
   *
   * @param redaction takes the account's token out of what an instance says
   */
  MastodonRefusals(Clock clock, UnaryOperator<String> redaction) {
    this.clock = clock;
    this.redaction = redaction;
  }

  /** The refusal in an answer. */
  MastodonError errorIn(Reply.Answered answer) {
    return MastodonError.of(answer, this.redaction);
  }

  /** What came instead of what was asked for, for people. */
  String describe(Reply reply) {
    return switch (reply) {
      case Reply.Answered answer -> errorIn(answer).describe();
      case Reply.NotSent notSent -> notSent.detail();
      case Reply.NoAnswer noAnswer -> noAnswer.detail();
    };
  }

  /** What an answer other than success means for a status. */
  Outcome ofPublishing(Reply.Answered answer) {
    MastodonError error = errorIn(answer);
    if (!error.isFromTheApi() && BEFORE_THE_API.contains(answer.status())) {
      return new Outcome.TryLater(
          FailureReason.UNAVAILABLE,
          error.describe() + "; if it stays so, check settings.base-url",
          null);
    }
    return switch (answer.status()) {
      case 403 -> ofForbidden(error);
      case 422 -> ofInvalid(error);
      default ->
          HttpOutcomes.ofFailure(
              answer.status(), error.describe(), MastodonRateLimits.pause(answer, this.clock));
    };
  }

  /** What an answer means where a repeat does no harm. */
  Outcome ofRepeatable(Reply.Answered answer) {
    MastodonError error = errorIn(answer);
    if (error.isMissing()) {
      return new Outcome.Rejected(FailureReason.TARGET_GONE, error.describe(), null);
    }
    return answer.status() / 100 == 4 && answer.status() != 408
        ? ofPublishing(answer)
        : new Outcome.TryLater(FailureReason.UNAVAILABLE, error.describe(), null);
  }

  /** What an answer to an upload means, which nobody sees. */
  Outcome ofUpload(Reply.Answered answer) {
    MastodonError error = errorIn(answer);
    if (answer.status() == 413 || answer.status() == 422) {
      return new Outcome.Rejected(FailureReason.MEDIA, error.describe(), null);
    }
    if (answer.status() == 403 && error.says("outside the authorized scopes")) {
      return new Outcome.ChannelClosed(
          FailureReason.PERMISSION,
          error.describe() + "; give the token write:media, or set settings.pictures to 0");
    }
    return answer.status() / 100 == 4 && answer.status() != 408
        ? ofPublishing(answer)
        : new Outcome.TryLater(FailureReason.UNAVAILABLE, error.describe(), null);
  }

  private static Outcome ofForbidden(MastodonError error) {
    return OF_A_RESTRICTED_ACCOUNT.stream().anyMatch(error::says)
        ? new Outcome.ChannelClosed(
            FailureReason.ACCOUNT_RESTRICTED, error.describe() + "; log in as the account")
        : new Outcome.ChannelClosed(FailureReason.PERMISSION, error.describe());
  }

  private static Outcome ofInvalid(MastodonError error) {
    if (error.says("have not finished processing")) {
      return new Outcome.TryLater(FailureReason.NOT_READY, error.describe(), null);
    }
    if (error.says("character limit of")) {
      return new Outcome.Rejected(
          FailureReason.TOO_LONG, error.describe() + "; lower settings.text-limit", null);
    }
    boolean media = OF_MEDIA.stream().anyMatch(error::says);
    return new Outcome.Rejected(
        media ? FailureReason.MEDIA : FailureReason.CONTENT, error.describe(), null);
  }
}
