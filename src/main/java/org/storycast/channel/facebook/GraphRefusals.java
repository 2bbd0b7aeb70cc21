// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/** What the Graph API's refusals mean, by code and subcode; its numbers as of 2026-10. */
final class GraphRefusals {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofHours(24);

  private final Clock clock;
  private final UnaryOperator<String> redaction;

  /**
   * A judge of answers.
   *
   * @param redaction takes the account's credentials out of what Facebook says
   */
  GraphRefusals(Clock clock, UnaryOperator<String> redaction) {
    this.clock = clock;
    this.redaction = redaction;
  }

  /** The refusal in an answer. */
  MetaError errorIn(Reply.Answered answer) {
    return MetaError.of(FacebookPublisherFactory.NAME, answer, this.redaction);
  }

  /**
   * What an answer other than success means for a post.
   *
   * @param announcedBefore whether an earlier attempt may have been taken
   * @param first whether this is the first attempt
   */
  Outcome ofPublishing(Reply.Answered answer, boolean announcedBefore, boolean first) {
    MetaError error = errorIn(answer);
    if (isDuplicate(error)) {
      return ofDuplicate(error, announcedBefore);
    }
    if (error.is(1609005) || error.subcode() == 1609005) {
      return ofUnreadableLink(error, first);
    }
    if (error.isMissing()) {
      return new Outcome.ChannelClosed(
          FailureReason.TARGET_GONE, error.describe() + "; check page-id and the token's rights");
    }
    return isPassing(error, answer) ? new Outcome.Unclear(error.describe()) : judge(error, answer);
  }

  /** What an answer means to a step that nobody sees, such as an upload. */
  Outcome ofPreparing(Reply.Answered answer) {
    MetaError error = errorIn(answer);
    if (error.isMissing()) {
      return new Outcome.ChannelClosed(
          FailureReason.TARGET_GONE, error.describe() + "; check page-id and the token's rights");
    }
    return answer.isSuccess() || isPassing(error, answer)
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, error.describe(), null)
        : judge(error, answer);
  }

  /** What an answer means where a repeat does no harm. */
  Outcome ofRepeatable(Reply.Answered answer) {
    MetaError error = errorIn(answer);
    if (error.isMissing()) {
      return new Outcome.Rejected(FailureReason.TARGET_GONE, error.describe(), null);
    }
    return isPassing(error, answer)
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, error.describe(), null)
        : judge(error, answer);
  }

  /** Whether an upload can't go on: its session is over, or it is elsewhere than we believe. */
  static boolean endsAnUpload(MetaError error) {
    return error.isAny(1363037, 1363041);
  }

  private static boolean isDuplicate(MetaError error) {
    return error.is(506) || error.isAny(1404082, 1366051, 1455006);
  }

  /** Facebook names no id; after a doubtful attempt this is a sign that it was taken. */
  private static Outcome ofDuplicate(MetaError error, boolean announcedBefore) {
    return announcedBefore
        ? new Outcome.Unclear(
            error.describe() + "; an earlier attempt may have been taken: the page's posts tell")
        : new Outcome.Rejected(FailureReason.DUPLICATE, error.describe(), null);
  }

  /** The page behind the link may just have been slow, once. */
  private static Outcome ofUnreadableLink(MetaError error, boolean first) {
    return first
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, error.describe(), Duration.ofMinutes(10))
        : new Outcome.Rejected(FailureReason.CONTENT, error.describe(), null);
  }

  private static boolean isPassing(MetaError error, Reply.Answered answer) {
    if (isThrottle(error)) {
      return false;
    }
    return error.code() == 1
        || error.code() == 2
        || error.isTransient()
        || error.code() == 0 && (answer.status() / 100 != 4 || answer.status() == 408);
  }

  private static boolean isThrottle(MetaError error) {
    return switch (error.code()) {
      case 4, 17, 32, 341, 613, 80001 -> true;
      default -> false;
    };
  }

  private Outcome judge(MetaError error, Reply.Answered answer) {
    if (isThrottle(error)) {
      Duration pause = error.pause().orElse(HOUR);
      return new Outcome.TryLater(FailureReason.RATE_LIMITED, error.describe(), pause);
    }
    return switch (error.code()) {
      case 0 -> ofNoError(error, answer);
      case 190, 102, 104 -> ofToken(error);
      case 3, 10 -> closed(FailureReason.PERMISSION, error);
      case 100 -> ofParameter(error);
      case 368 -> ofPolicy(error);
      case 2500 -> closed(FailureReason.DEFECT, error);
      default ->
          error.code() / 100 == 2 && error.code() < 300
              ? closed(FailureReason.PERMISSION, error)
              : ofNumber(error);
    };
  }

  /** Something before the API spoke. */
  private Outcome ofNoError(MetaError error, Reply.Answered answer) {
    return new Outcome.TryLater(
        answer.status() == 429 ? FailureReason.RATE_LIMITED : FailureReason.UNAVAILABLE,
        error.describe(),
        HttpOutcomes.retryAfter(answer, this.clock).orElse(null));
  }

  private static Outcome ofToken(MetaError error) {
    return error.subcode() == 492
        ? closed(FailureReason.PERMISSION, error)
        : new Outcome.ChannelClosed(
            FailureReason.CREDENTIALS,
            error.describe()
                + "; connect the account again in the console, or set credentials.page-token");
  }

  private static Outcome ofParameter(MetaError error) {
    if (error.words().contains("appsecret_proof")) {
      return closed(FailureReason.CREDENTIALS, error);
    }
    return error.subcode() == 0 ? rejected(FailureReason.CONTENT, error) : ofNumber(error);
  }

  private static Outcome ofPolicy(MetaError error) {
    return error.subcode() == 4854002
        ? closed(FailureReason.ACCOUNT_RESTRICTED, error)
        : new Outcome.TryLater(FailureReason.ACCOUNT_RESTRICTED, error.describe(), DAY);
  }

  /** The long numbers, which come as codes and as subcodes. */
  private static Outcome ofNumber(MetaError error) {
    if (error.isAny(1404006, 1404112)) {
      return closed(FailureReason.ACCOUNT_RESTRICTED, error);
    }
    if (error.isAny(1404078, 1363042, 1363005)) {
      return closed(FailureReason.PERMISSION, error);
    }
    if (error.isAny(1346003, 1404102)) {
      return rejected(FailureReason.MODERATION, error);
    }
    if (error.isAny(1363030, 1363019, 1363033, 1363021, 1363047, 1609010, 1363037, 1363041)) {
      return new Outcome.TryLater(
          FailureReason.UNAVAILABLE, error.describe(), Duration.ofMinutes(1));
    }
    if (error.is(6000) || isOfMedia(error.code()) || isOfMedia(error.subcode())) {
      return rejected(FailureReason.MEDIA, error);
    }
    boolean content = error.is(100) || error.isAny(2061006, 1609008);
    return rejected(content ? FailureReason.CONTENT : FailureReason.DEFECT, error);
  }

  private static boolean isOfMedia(int number) {
    return number == 1366046 || number >= 1363000 && number < 1364000;
  }

  private static Outcome rejected(FailureReason reason, MetaError error) {
    return new Outcome.Rejected(reason, error.describe(), null);
  }

  private static Outcome closed(FailureReason reason, MetaError error) {
    return new Outcome.ChannelClosed(reason, error.describe());
  }
}
