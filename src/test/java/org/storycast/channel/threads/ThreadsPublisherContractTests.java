// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.ThreadsSimulator;

class ThreadsPublisherContractTests extends HttpPublisherContract {

  private @Nullable AccessTokens tokens;

  @Override
  protected HttpSimulator start(MutableClock clock) {
    this.tokens = TestTokens.fresh(clock);
    return new ThreadsSimulator(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new ThreadsPublisherFactory(this.tokens, clock);
  }

  @Override
  protected Account account(URI api) {
    return ThreadsFixtures.account(api);
  }

  @Override
  protected Post aPost() {
    return ThreadsFixtures.post(memory().attempt().key());
  }

  @Override
  protected void finishProcessing() {
    ((ThreadsSimulator) simulator()).finishProcessing();
  }

  /** A container says late that it is published. */
  @Override
  protected boolean showLate(Duration lag) {
    ((ThreadsSimulator) simulator()).statusLags(lag);
    return true;
  }

  /** Meta tells whole minutes. */
  @Override
  protected Duration askedPause() {
    return Duration.ofMinutes(1);
  }

  @Override
  protected Stream<Refusal> refusals() {
    return Stream.of(closing(), ofThisPost(), passing(), doubtful()).flatMap(it -> it);
  }

  private static Stream<Refusal> closing() {
    Class<? extends Outcome> closed = Outcome.ChannelClosed.class;
    return Stream.of(
        refusal("session", 102, 0, closed, FailureReason.CREDENTIALS),
        refusal("permission", 10, 0, closed, FailureReason.PERMISSION),
        refusal("permission of a range", 200, 0, closed, FailureReason.PERMISSION),
        refusal("permission of its end", 299, 0, closed, FailureReason.PERMISSION),
        refusal("no such profile", 803, 0, closed, FailureReason.TARGET_GONE),
        refusal("blocked", 4, 2_207_051, closed, FailureReason.ACCOUNT_RESTRICTED),
        refusal("restricted", 100, 4_279_013, closed, FailureReason.ACCOUNT_RESTRICTED));
  }

  private static Stream<Refusal> ofThisPost() {
    Class<? extends Outcome> rejected = Outcome.Rejected.class;
    return Stream.of(
        refusal("wrong parameter", 100, 0, rejected, FailureReason.DEFECT),
        new Refusal(
            "too long",
            error(400, 100, 0, "Param text must be at most 500 characters long.", false),
            rejected,
            FailureReason.TOO_LONG),
        new Refusal(
            "too many links",
            error(400, 100, 0, "THREADS_API__LINK_LIMIT_EXCEEDED", false),
            rejected,
            FailureReason.CONTENT));
  }

  private static Stream<Refusal> passing() {
    Class<? extends Outcome> later = Outcome.TryLater.class;
    return Stream.of(
        refusal("not there yet", 24, 4_279_009, later, FailureReason.NOT_READY),
        refusal("not there", 24, 0, later, FailureReason.NOT_READY),
        refusal("not fetched", 9_004, 2_207_052, later, FailureReason.MEDIA),
        refusal("not fetched otherwise", 9_004, 0, later, FailureReason.MEDIA),
        refusal("throttled app", 4, 0, later, FailureReason.RATE_LIMITED),
        refusal("throttled user", 17, 0, later, FailureReason.RATE_LIMITED),
        refusal("throttled page", 32, 0, later, FailureReason.RATE_LIMITED),
        refusal("throttled call", 613, 0, later, FailureReason.RATE_LIMITED),
        new Refusal(
            "page of the edge",
            SimulatorReply.html(403, "Attention"),
            later,
            FailureReason.UNAVAILABLE));
  }

  /** While a container lives, the next attempt asks it: nothing is published twice. */
  private static Stream<Refusal> doubtful() {
    Class<? extends Outcome> later = Outcome.TryLater.class;
    return Stream.of(
        refusal("unknown error", 1, 0, later, FailureReason.UNAVAILABLE),
        refusal("temporary error", 2, 0, later, FailureReason.UNAVAILABLE),
        new Refusal(
            "says that it passes",
            error(400, 100, 1, "No", true),
            later,
            FailureReason.UNAVAILABLE),
        new Refusal(
            "an error of a server",
            error(500, 100, 1, "No", false),
            later,
            FailureReason.UNAVAILABLE),
        new Refusal("empty 503", SimulatorReply.empty(503), later, FailureReason.UNAVAILABLE),
        new Refusal("empty 200", SimulatorReply.empty(200), later, FailureReason.UNAVAILABLE));
  }

  private static Refusal refusal(
      String name, int code, int subcode, Class<? extends Outcome> outcome, FailureReason reason) {
    return new Refusal(name, error(400, code, subcode, "No", false), outcome, reason);
  }

  static SimulatorReply error(
      int status, int code, int subcode, String message, boolean isTransient) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("type", "OAuthException");
    error.put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    error.put("is_transient", isTransient);
    return SimulatorReply.json(status, Map.of("error", error));
  }
}
