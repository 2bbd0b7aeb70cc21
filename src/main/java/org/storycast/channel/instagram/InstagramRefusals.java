// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/**
 * What Instagram's refusals mean: by subcode first, since one code may be a throttle and a
 * suspicion of spam. Codes as of the reference of 2026-10.
 */
final class InstagramRefusals {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORTLY = Duration.ofSeconds(15);
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  /** What a person can do where the token is dead. */
  static final String RENEW =
      "connect the account again in the console, or set credentials.access-token";

  /** An app or an account asked too often. */
  private static final Set<Integer> THROTTLES = Set.of(4, 17, 32, 613, 80002);

  private InstagramRefusals() {}

  /** The refusal in an answer. */
  static MetaError errorIn(Reply.Answered answer, UnaryOperator<String> redaction) {
    return MetaError.of(InstagramPublisherFactory.NAME, answer, redaction);
  }

  /** Whether the object does not exist, or is none of this account. */
  static boolean isMissing(MetaError error) {
    return error.isMissing() || error.is(24, 2_207_006);
  }

  /** After a call that readers can't see, such as making a container. */
  static Judgement ofPreparing(MetaError error) {
    return switch (error.subcode()) {
      case 2_207_051 -> Judgement.keep(later(FailureReason.RATE_LIMITED, error, DAY));
      case 2_207_001 -> Judgement.renew(later(FailureReason.UNAVAILABLE, error, MINUTE));
      default -> ofEither(error, false);
    };
  }

  /** After the call that publishes. */
  static Judgement ofPublishing(MetaError error) {
    return switch (error.subcode()) {
      // Seen live although Instagram said no (2026-07).
      case 2_207_051 -> Judgement.keep(new Outcome.Unclear(error.describe()));
      case 2_207_001 -> Judgement.inDoubt(error.describe());
      default -> ofEither(error, true);
    };
  }

  private static Judgement ofEither(MetaError error, boolean publishing) {
    return switch (error.subcode()) {
      case 2_207_027 -> Judgement.keep(later(FailureReason.NOT_READY, error, SHORTLY));
      case 2_207_008 -> Judgement.keep(later(FailureReason.NOT_READY, error, MINUTE));
      case 2_207_006 -> Judgement.renew(later(FailureReason.NOT_READY, error, HALF_A_MINUTE));
      case 2_207_020 -> Judgement.renew(later(FailureReason.NOT_READY, error, SHORTLY));
      case 2_207_003, 2_207_032, 2_207_053, 2_207_082 ->
          Judgement.renew(later(FailureReason.UNAVAILABLE, error, MINUTE));
      case 2_207_052, 2_207_077 -> Judgement.renew(later(FailureReason.MEDIA, error, MINUTE));
      case 2_207_042 -> Judgement.keep(later(FailureReason.QUOTA, error, HOUR));
      case 2_207_050 -> closed(FailureReason.ACCOUNT_RESTRICTED, error);
      case 2_207_010 -> rejected(FailureReason.TOO_LONG, error);
      case 2_207_004, 2_207_005, 2_207_009, 2_207_026, 2_207_057, 2_207_081 ->
          rejected(FailureReason.MEDIA, error);
      case 2_207_023, 2_207_028, 2_207_035, 2_207_036, 2_207_037, 2_207_040 ->
          rejected(FailureReason.DEFECT, error);
      default -> ofCode(error, publishing);
    };
  }

  private static Judgement ofCode(MetaError error, boolean publishing) {
    int code = error.code();
    if (!error.isFromTheApi()) {
      return ofHttp(error, publishing);
    }
    if (error.isOfToken()) {
      return Judgement.keep(
          new Outcome.ChannelClosed(FailureReason.CREDENTIALS, error.describe() + "; " + RENEW));
    }
    if (error.isOfPermission()) {
      return closed(FailureReason.PERMISSION, error);
    }
    if (THROTTLES.contains(code)) {
      return Judgement.keep(later(FailureReason.RATE_LIMITED, error, error.pause().orElse(HOUR)));
    }
    if (code == 368) {
      return closed(FailureReason.ACCOUNT_RESTRICTED, error);
    }
    if (isMissing(error)) {
      return Judgement.renew(later(FailureReason.NOT_READY, error, HALF_A_MINUTE));
    }
    return code == 1 || code == 2 || code < 0 || error.status() >= 500
        ? ofItsOwnTrouble(error, publishing)
        : rejected(FailureReason.DEFECT, error);
  }

  private static Judgement ofItsOwnTrouble(MetaError error, boolean publishing) {
    return publishing
        ? Judgement.inDoubt(error.describe())
        : Judgement.keep(later(FailureReason.UNAVAILABLE, error, MINUTE));
  }

  /** An answer without the API's own error comes from something before it. */
  private static Judgement ofHttp(MetaError error, boolean publishing) {
    int status = error.status();
    if (status / 100 != 4 || status == 408) {
      return ofItsOwnTrouble(error, publishing);
    }
    return status == 403 || status == 404
        ? Judgement.keep(later(FailureReason.UNAVAILABLE, error, MINUTE))
        : Judgement.keep(HttpOutcomes.ofFailure(status, error.describe(), HOUR));
  }

  private static Outcome later(FailureReason reason, MetaError error, Duration pause) {
    return new Outcome.TryLater(reason, error.describe(), pause);
  }

  private static Judgement rejected(FailureReason reason, MetaError error) {
    return Judgement.keep(new Outcome.Rejected(reason, error.describe(), null));
  }

  private static Judgement closed(FailureReason reason, MetaError error) {
    return Judgement.keep(new Outcome.ChannelClosed(reason, error.describe()));
  }

  /**
   * What follows a refusal.
   *
   * @param outcome of the attempt
   * @param container what becomes of the container
   */
  record Judgement(Outcome outcome, Fate container) {

    private static Judgement keep(Outcome outcome) {
      return new Judgement(outcome, Fate.KEPT);
    }

    private static Judgement renew(Outcome outcome) {
      return new Judgement(outcome, Fate.RENEWED);
    }

    private static Judgement inDoubt(String detail) {
      return new Judgement(new Outcome.Unclear(detail), Fate.DOUBTED);
    }
  }

  /** What becomes of a container. */
  enum Fate {
    /** The next attempt goes on with it. */
    KEPT,
    /** The next attempt makes a new one. */
    RENEWED,
    /** It may have been published. */
    DOUBTED
  }
}
