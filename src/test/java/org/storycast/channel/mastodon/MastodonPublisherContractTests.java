// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.net.URI;
import java.time.Duration;
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
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.MastodonSimulator;
import org.storycast.simulator.SimulatorReply;

class MastodonPublisherContractTests extends HttpPublisherContract {

  @Override
  protected HttpSimulator start(MutableClock clock) {
    return new MastodonSimulator(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new MastodonPublisherFactory(MastodonFixtures.FILES, clock);
  }

  @Override
  protected Account account(URI api) {
    return MastodonFixtures.account(api);
  }

  @Override
  protected Post aPost() {
    return MastodonFixtures.post(memory().attempt().key());
  }

  @Override
  protected Stream<Refusal> refusals() {
    return Stream.of(closing(), ofThisStatus(), passing(), doubtful()).flatMap(it -> it);
  }

  private static Stream<Refusal> closing() {
    return Stream.of(
        closed(401, "The access token is invalid", FailureReason.CREDENTIALS),
        closed(401, "The access token was revoked", FailureReason.CREDENTIALS),
        closed(401, "This method requires an authenticated user", FailureReason.CREDENTIALS),
        closed(403, "This action is outside the authorized scopes", FailureReason.PERMISSION),
        closed(403, "This action is not allowed", FailureReason.PERMISSION),
        closed(403, "Your login is currently disabled", FailureReason.ACCOUNT_RESTRICTED),
        closed(403, "Your login is currently pending approval", FailureReason.ACCOUNT_RESTRICTED),
        closed(
            403,
            "Your login is missing a confirmed e-mail address",
            FailureReason.ACCOUNT_RESTRICTED),
        closed(404, "Record not found", FailureReason.TARGET_GONE));
  }

  private static Stream<Refusal> ofThisStatus() {
    return Stream.of(
        rejected("Validation failed: Text can't be blank", FailureReason.CONTENT),
        rejected("Validation failed: Text character limit of 500 exceeded", FailureReason.TOO_LONG),
        rejected("Cannot attach more than 4 files", FailureReason.MEDIA),
        rejected(
            "Cannot attach a video to a post that already contains images", FailureReason.MEDIA),
        rejected("Media 123 not found or already attached to another post", FailureReason.MEDIA),
        rejected(
            "Validation failed: File content type is invalid, File is invalid",
            FailureReason.MEDIA),
        rejected(
            "The post you are trying to reply to does not appear to exist.",
            FailureReason.CONTENT));
  }

  private static Stream<Refusal> passing() {
    String unprocessed =
        "Cannot attach files that have not finished processing. Try again in a moment!";
    return Stream.of(
        later(error(422, unprocessed), FailureReason.NOT_READY),
        later(error(429, "Too many requests"), FailureReason.RATE_LIMITED),
        later(SimulatorReply.html(429, "Slow down"), FailureReason.RATE_LIMITED),
        later(SimulatorReply.html(403, "Attention"), FailureReason.UNAVAILABLE),
        later(SimulatorReply.html(404, "Not here"), FailureReason.UNAVAILABLE));
  }

  private static Stream<Refusal> doubtful() {
    return Stream.of(
        unclear(error(500, "Error processing thumbnail for uploaded media")),
        unclear(error(503, "There was a temporary problem serving your request, please try again")),
        unclear(error(503, "Remote data could not be fetched")),
        unclear(SimulatorReply.html(502, "Bad gateway")),
        unclear(SimulatorReply.html(504, "Gateway time-out")),
        unclear(SimulatorReply.html(408, "Request time-out")),
        unclear(SimulatorReply.empty(200)),
        unclear(SimulatorReply.json(200, Map.of("id", "../../v2/instance"))));
  }

  private static SimulatorReply error(int status, String words) {
    return SimulatorReply.json(status, Map.of("error", words));
  }

  private static Refusal closed(int status, String words, FailureReason reason) {
    return new Refusal(words, error(status, words), Outcome.ChannelClosed.class, reason);
  }

  private static Refusal rejected(String words, FailureReason reason) {
    return new Refusal(words, error(422, words), Outcome.Rejected.class, reason);
  }

  private static Refusal later(SimulatorReply reply, FailureReason reason) {
    return new Refusal(named(reply), reply, Outcome.TryLater.class, reason);
  }

  private static Refusal unclear(SimulatorReply reply) {
    return new Refusal(named(reply), reply, Outcome.Unclear.class, (@Nullable FailureReason) null);
  }

  private static String named(SimulatorReply reply) {
    return "%d %s".formatted(reply.status(), new String(reply.body()));
  }

  @Override
  protected boolean showLate(Duration lag) {
    ((MastodonSimulator) simulator()).showStatusesAfter(lag);
    return true;
  }
}
