// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.LinkedinSimulator;
import org.storycast.simulator.SimulatorReply;

class LinkedinPublisherContractTests extends HttpPublisherContract {

  private @Nullable PublisherFactory factory;

  @Override
  protected HttpSimulator start(MutableClock clock) {
    this.factory = LinkedinFixtures.factory(clock);
    return new LinkedinSimulator(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return this.factory == null ? LinkedinFixtures.factory(clock) : this.factory;
  }

  @Override
  protected Account account(URI api) {
    return LinkedinFixtures.account(api);
  }

  private DeliveryKey key() {
    return memory().attempt().key();
  }

  @Override
  protected Post aPost() {
    return LinkedinFixtures.article(key());
  }

  @Override
  protected List<Form> forms() {
    return List.of(
        new Form("article", Map.of(), aPost()),
        new Form("text", Map.of("form", "text"), LinkedinFixtures.post(key(), List.of())),
        new Form("pictures", Map.of("form", "pictures"), LinkedinFixtures.pictures(key(), 2)),
        new Form("video", Map.of("form", "video"), LinkedinFixtures.film(key())));
  }

  @Override
  protected boolean showLate(Duration lag) {
    ((LinkedinSimulator) simulator()).showPostsAfter(lag);
    return true;
  }

  /** Until midnight UTC. */
  @Override
  protected Duration askedPause() {
    return Duration.ofHours(12);
  }

  @Override
  protected Stream<Refusal> refusals() {
    return Stream.concat(closing(), Stream.concat(rejecting(), passing()));
  }

  private static Stream<Refusal> closing() {
    return Stream.of(
        closed(
            "revoked token",
            error(401, "REVOKED_ACCESS_TOKEN", "revoked"),
            FailureReason.CREDENTIALS),
        closed(
            "permission",
            error(403, "ACCESS_DENIED", "Not enough permissions to access: posts.CREATE"),
            FailureReason.PERMISSION),
        closed(
            "dead version",
            error(426, "NONEXISTENT_VERSION", "Requested version 20240101 is not active"),
            FailureReason.PERMISSION),
        closed(
            "no version",
            error(400, "VERSION_MISSING", "A version must be present"),
            FailureReason.PERMISSION));
  }

  private static Stream<Refusal> rejecting() {
    return Stream.of(
        rejected(
            "bad JSON",
            error(400, "ILLEGAL_ARGUMENT", "Request body could not be converted to data map"),
            FailureReason.DEFECT),
        rejected(
            "medium failed",
            error(400, "MEDIA_ASSET_PROCESSING_FAILED", "no"),
            FailureReason.MEDIA),
        rejected(
            "not ours", error(404, "NOT_FOUND", "urn:li:image:1 not found"), FailureReason.MEDIA),
        rejected(
            "duplicate",
            error(422, "", "Content is a duplicate of urn:li:share:7141138937766391808"),
            FailureReason.DUPLICATE),
        rejected(
            "required",
            error(422, "", "ERROR :: /author :: field is required but not found"),
            FailureReason.DEFECT),
        rejected(
            "too long",
            error(422, "", "ERROR :: /commentary :: text length 3001"),
            FailureReason.TOO_LONG),
        rejected("otherwise", error(422, "", "Not acceptable"), FailureReason.CONTENT));
  }

  private static Stream<Refusal> passing() {
    return Stream.of(
        later("waiting", error(400, "MEDIA_ASSET_WAITING_UPLOAD", "wait"), FailureReason.NOT_READY),
        later(
            "day", error(429, "", "Resource level throttle limit for calls"), FailureReason.QUOTA),
        later("burst", error(429, "", "Too many requests"), FailureReason.RATE_LIMITED),
        later("page of the edge", SimulatorReply.html(403, "Attention"), FailureReason.UNAVAILABLE),
        later("missing page", SimulatorReply.html(404, "Not here"), FailureReason.UNAVAILABLE),
        unclear("500", error(500, "INTERNAL_SERVER_ERROR", "Internal error")),
        unclear("504", SimulatorReply.html(504, "Gateway time-out")),
        unclear("408", SimulatorReply.html(408, "Request time-out")),
        unclear("no name", SimulatorReply.empty(201)),
        unclear("strange name", SimulatorReply.empty(201).with("x-restli-id", "7")));
  }

  private static SimulatorReply error(int status, String code, String message) {
    return SimulatorReply.json(status, Map.of("status", status, "code", code, "message", message));
  }

  private static Refusal closed(String name, SimulatorReply reply, FailureReason reason) {
    return new Refusal(name, reply, Outcome.ChannelClosed.class, reason);
  }

  private static Refusal rejected(String name, SimulatorReply reply, FailureReason reason) {
    return new Refusal(name, reply, Outcome.Rejected.class, reason);
  }

  private static Refusal later(String name, SimulatorReply reply, FailureReason reason) {
    return new Refusal(name, reply, Outcome.TryLater.class, reason);
  }

  private static Refusal unclear(String name, SimulatorReply reply) {
    return new Refusal(name, reply, Outcome.Unclear.class, (@Nullable FailureReason) null);
  }
}
