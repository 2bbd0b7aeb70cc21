// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.net.URI;
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
import org.storycast.channel.support.TestTokens;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;

class BlueskyPublisherContractTests extends HttpPublisherContract {

  private final TestDatabase database = TestTokens.emptied();

  @Override
  protected HttpSimulator start(MutableClock clock) {
    return new DescribedBluesky(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new BlueskyPublisherFactory(
        TestTokens.in(this.database, clock), BlueskyFixtures.attachments(), clock);
  }

  @Override
  protected Account account(URI api) {
    return BlueskyFixtures.account(api, "edits", "true");
  }

  @Override
  protected Post aPost() {
    return BlueskyFixtures.post(memory().attempt().key());
  }

  @Override
  protected Stream<Refusal> refusals() {
    return Stream.of(closing(), ofThisPost(), passing(), doubtful()).flatMap(it -> it);
  }

  private static Stream<Refusal> closing() {
    return Stream.of(
        closed(401, "AuthMissing", FailureReason.CREDENTIALS),
        closed(401, "AuthenticationRequired", FailureReason.CREDENTIALS),
        closed(401, "AuthFactorTokenRequired", FailureReason.CREDENTIALS),
        closed(401, "AccountTakedown", FailureReason.ACCOUNT_RESTRICTED),
        closed(400, "AccountDeactivated", FailureReason.ACCOUNT_RESTRICTED),
        closed(400, "RepoDeactivated", FailureReason.ACCOUNT_RESTRICTED),
        closed(400, "RepoNotFound", FailureReason.TARGET_GONE),
        closed(403, "Forbidden", FailureReason.PERMISSION));
  }

  private static Stream<Refusal> ofThisPost() {
    return Stream.of(
        invalid(
            "Invalid app.bsky.feed.post record: string too big (maximum 300, got 301) at $.text",
            FailureReason.TOO_LONG),
        invalid("Record/text must not be longer than 300 graphemes", FailureReason.TOO_LONG),
        invalid("Invalid record key for app.bsky.feed.post: \"1\"", FailureReason.DEFECT),
        invalid("Invalid $type: expected \"app.bsky.feed.post\"", FailureReason.DEFECT),
        invalid("Invalid app.bsky.feed.post record: Invalid URI", FailureReason.CONTENT),
        refusal(400, "InvalidMimeType", Outcome.Rejected.class, FailureReason.MEDIA),
        refusal(413, "PayloadTooLarge", Outcome.Rejected.class, FailureReason.MEDIA));
  }

  private static Stream<Refusal> passing() {
    return Stream.of(
        refusal(400, "BlobNotFound", Outcome.TryLater.class, FailureReason.NOT_READY),
        refusal(400, "InvalidSwap", Outcome.TryLater.class, FailureReason.UNAVAILABLE),
        refusal(429, "RateLimitExceeded", Outcome.TryLater.class, FailureReason.RATE_LIMITED),
        page(429, Outcome.TryLater.class, FailureReason.RATE_LIMITED),
        page(400, Outcome.TryLater.class, FailureReason.UNAVAILABLE),
        page(403, Outcome.TryLater.class, FailureReason.UNAVAILABLE),
        page(404, Outcome.TryLater.class, FailureReason.UNAVAILABLE));
  }

  private static Stream<Refusal> doubtful() {
    return Stream.of(
        refusal(500, "InternalServerError", Outcome.Unclear.class, null),
        refusal(502, "UpstreamFailure", Outcome.Unclear.class, null),
        refusal(503, "NotEnoughResources", Outcome.Unclear.class, null),
        refusal(504, "UpstreamTimeout", Outcome.Unclear.class, null),
        page(408, Outcome.Unclear.class, null),
        page(502, Outcome.Unclear.class, null),
        new Refusal("empty 200", SimulatorReply.empty(200), Outcome.Unclear.class, none()),
        new Refusal(
            "another record",
            SimulatorReply.json(
                200,
                Map.of("uri", "at://did:plc:abc/app.bsky.feed.post/3k4duaz5vfs2b", "cid", "bafy")),
            Outcome.Unclear.class,
            none()));
  }

  private static @Nullable FailureReason none() {
    return null;
  }

  private static Refusal closed(int status, String name, FailureReason reason) {
    return refusal(status, name, Outcome.ChannelClosed.class, reason);
  }

  private static Refusal invalid(String message, FailureReason reason) {
    return new Refusal(
        message, error(400, "InvalidRequest", message), Outcome.Rejected.class, reason);
  }

  private static Refusal refusal(
      int status, String name, Class<? extends Outcome> outcome, @Nullable FailureReason reason) {
    return new Refusal(name, error(status, name, "No"), outcome, reason);
  }

  private static Refusal page(
      int status, Class<? extends Outcome> outcome, @Nullable FailureReason reason) {
    return new Refusal("page with " + status, SimulatorReply.html(status, "No"), outcome, reason);
  }

  private static SimulatorReply error(int status, String name, String message) {
    return SimulatorReply.json(status, Map.of("error", name, "message", message));
  }
}
