// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/**
 * What X's refusals of a post mean. X has few codes and many sentences; these were seen in live
 * answers up to 2026-09.
 */
final class XRefusals {

  private static final String DUPLICATE = "duplicate content";
  private static final String PARENT_MISSING = "reply to a tweet that is deleted or not visible";

  private static final Map<String, FailureReason> OF_THIS_POST =
      Map.of(
          "reply to or quote posts where you are mentioned",
          FailureReason.CONTENT,
          "reply to this conversation is not allowed",
          FailureReason.CONTENT,
          PARENT_MISSING,
          FailureReason.CONTENT,
          "you are not permitted to perform this action",
          FailureReason.CONTENT,
          "maximum of one cashtag",
          FailureReason.CONTENT,
          "contains an invalid url",
          FailureReason.CONTENT,
          "not allowed to post a video longer",
          FailureReason.MEDIA);

  /** What X says with 402, and with 403 where a plan's or an app's spending limit is reached. */
  private static final Set<String> OF_CREDITS =
      Set.of("CreditsDepleted", "credits depleted", "SpendCapReached");

  private static final Set<String> OF_A_RESTRICTED_ACCOUNT =
      Set.of("suspended", "temporarily locked", "account is locked");

  /** Cloudflare before the API answers pages with these, which say nothing about the account. */
  private static final Set<Integer> BEFORE_THE_API = Set.of(400, 403, 404, 405);

  private final Clock clock;
  private final UnaryOperator<String> redaction;

  /**
   * A judge of answers.
   *
   * @param redaction takes the account's credentials out of what X says
   */
  XRefusals(Clock clock, UnaryOperator<String> redaction) {
    this.clock = clock;
    this.redaction = redaction;
  }

  /** What X said, for people. */
  String describe(Reply.Answered answer) {
    return problem(answer).describe();
  }

  /** A word of X's for people: without the account's credentials, not too long. */
  String quoted(String words) {
    return XProblem.shortened(this.redaction.apply(words));
  }

  private XProblem problem(Reply.Answered answer) {
    return XProblem.of(answer, this.redaction);
  }

  /**
   * What an answer other than success means for the post.
   *
   * @param announcedBefore whether an earlier attempt may have been taken
   */
  Outcome ofPublishing(Reply.Answered answer, boolean announcedBefore) {
    XProblem problem = problem(answer);
    if (!problem.isFromTheApi() && BEFORE_THE_API.contains(answer.status())) {
      return new Outcome.TryLater(FailureReason.UNAVAILABLE, problem.describe(), null);
    }
    return switch (answer.status()) {
      case 400 -> ofMalformed(problem);
      case 401 -> badCredentials(problem);
      case 408 -> new Outcome.Unclear(problem.describe());
      case 402 -> noCredits(problem);
      case 403 -> ofForbidden(problem, announcedBefore);
      case 429 -> ofTooMany(answer, problem);
      default -> HttpOutcomes.ofFailure(answer.status(), problem.describe(), null);
    };
  }

  /** Whether X does not see the post to which this one replies: gone, or not shown yet. */
  boolean isParentMissing(Reply.Answered answer) {
    return answer.status() == 403 && problem(answer).says(PARENT_MISSING);
  }

  /** Whether X itself says that a thing does not exist. */
  boolean isMissing(Reply.Answered answer) {
    return answer.status() == 404 && problem(answer).isFromTheApi();
  }

  /** What an answer means where a repeat does no harm. */
  Outcome ofHarmless(Reply.Answered answer) {
    XProblem problem = problem(answer);
    if (!problem.isFromTheApi() && BEFORE_THE_API.contains(answer.status())) {
      return new Outcome.TryLater(FailureReason.UNAVAILABLE, problem.describe(), null);
    }
    return switch (answer.status()) {
      case 401 -> badCredentials(problem);
      case 402 -> noCredits(problem);
      case 403 -> ofForbidden(problem, false);
      case 429 -> ofTooMany(answer, problem);
      default -> HttpOutcomes.ofHarmlessFailure(answer.status(), problem.describe(), null);
    };
  }

  private static Outcome ofMalformed(XProblem problem) {
    boolean media = problem.says("media IDs are invalid");
    return new Outcome.Rejected(
        media ? FailureReason.MEDIA : FailureReason.DEFECT, problem.describe(), null);
  }

  private static Outcome ofForbidden(XProblem problem, boolean announcedBefore) {
    if (problem.says(DUPLICATE)) {
      return ofDuplicate(problem, announcedBefore);
    }
    if (OF_A_RESTRICTED_ACCOUNT.stream().anyMatch(problem::says)) {
      return new Outcome.ChannelClosed(
          FailureReason.ACCOUNT_RESTRICTED, problem.describe() + "; log in as the account");
    }
    if (OF_CREDITS.stream().anyMatch(problem::says)) {
      return noCredits(problem);
    }
    return OF_THIS_POST.entrySet().stream()
        .filter(rule -> problem.says(rule.getKey()))
        .findFirst()
        .<Outcome>map(rule -> new Outcome.Rejected(rule.getValue(), problem.describe(), null))
        .orElseGet(() -> new Outcome.ChannelClosed(FailureReason.PERMISSION, problem.describe()));
  }

  private static Outcome badCredentials(XProblem problem) {
    return new Outcome.ChannelClosed(
        FailureReason.CREDENTIALS,
        problem.describe()
            + "; connect the account anew in the console, or check its credentials and the"
            + " machine's clock");
  }

  private static Outcome noCredits(XProblem problem) {
    return new Outcome.ChannelClosed(
        FailureReason.CREDITS,
        problem.describe() + "; buy credits at developer.x.com, then resume the channel");
  }

  /** X names no id; after a doubtful attempt this is a sign that it was taken. */
  private static Outcome ofDuplicate(XProblem problem, boolean announcedBefore) {
    return announcedBefore
        ? new Outcome.Unclear(
            problem.describe() + "; an earlier attempt may have been taken: the timeline tells")
        : new Outcome.Rejected(FailureReason.DUPLICATE, problem.describe(), null);
  }

  private Outcome ofTooMany(Reply.Answered answer, XProblem problem) {
    if (problem.type().equals("usage-capped") || problem.says("UsageCapExceeded")) {
      return new Outcome.ChannelClosed(FailureReason.QUOTA, problem.describe());
    }
    return new Outcome.TryLater(
        XRateLimits.isDayUsedUp(answer) ? FailureReason.QUOTA : FailureReason.RATE_LIMITED,
        problem.describe(),
        XRateLimits.pause(answer, this.clock));
  }
}
