// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Follows;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;

/** Does what is due for one delivery: an attempt, a question, a look. */
@Component
class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final Claims claims;
  private final Posts posts;
  private final Attempts attempts;
  private final ReadBacks readBacks;
  private final Settlement settlement;
  private final Spending spending;
  private final Deliveries deliveries;
  private final Channels channels;
  private final Clock clock;
  private final RetryPolicy policy = new RetryPolicy();

  Dispatcher(
      Claims claims,
      Posts posts,
      Attempts attempts,
      ReadBacks readBacks,
      Settlement settlement,
      Spending spending,
      Deliveries deliveries,
      Channels channels,
      Clock clock) {
    this.claims = claims;
    this.posts = posts;
    this.attempts = attempts;
    this.readBacks = readBacks;
    this.settlement = settlement;
    this.spending = spending;
    this.deliveries = deliveries;
    this.channels = channels;
    this.clock = clock;
  }

  /** Does what is due now, if anything is. */
  void run(DeliveryId id) {
    if (this.settlement.isWaiting()) {
      return;
    }
    switch (this.claims.claim(id)) {
      case Claim.Nothing nothing -> {}
      case Claim.Publish publish -> publish(publish.delivery(), publish.channel());
      case Claim.Follow follow -> follow(follow.delivery(), follow.channel());
      case Claim.ReadBack readBack ->
          this.readBacks.readBack(readBack.delivery(), readBack.channel());
    }
  }

  /** Does everything that is due now, one after the other; tests move the clock and call it. */
  void runDueDeliveries() {
    this.deliveries.due().forEach(this::run);
  }

  private void publish(Delivery delivery, Channel channel) {
    switch (this.posts.of(delivery, channel)) {
      case Posts.Result.Failed failed -> settle(delivery, channel, failed.outcome());
      case Posts.Result.Frozen frozen ->
          this.spending
              .shortage(delivery, channel, frozen.post())
              .ifPresentOrElse(
                  shortage -> spare(delivery, channel, shortage),
                  () -> attempt(delivery, channel, frozen.post()));
    }
  }

  private void spare(Delivery delivery, Channel channel, Shortage shortage) {
    Instant until = shortage.until();
    if (until == null) {
      settle(delivery, channel, new Outcome.Rejected(FailureReason.QUOTA, shortage.why(), null));
      return;
    }
    this.settlement.write(
        delivery,
        LedgerEntry.Kind.OUTCOME,
        Map.of("result", "not begun", "detail", shortage.why()),
        change ->
            change
                .to(DeliveryState.DUE)
                .wakeAt(until)
                .because(FailureReason.QUOTA, shortage.why()));
  }

  private void attempt(Delivery delivery, Channel channel, Post post) {
    try {
      Outcome outcome = channel.publisher().publish(post, this.attempts.at(delivery));
      settle(delivery, channel, ofTheAccountThatIsConnected(outcome, channel));
    } catch (AttemptEnded ended) {
      ended(delivery, ended);
    } catch (RuntimeException defect) {
      settle(delivery, channel, ofDefect(delivery, defect));
    }
  }

  /** A refusal of the account that was connected before closes the channel to nobody. */
  private Outcome ofTheAccountThatIsConnected(Outcome outcome, Channel channel) {
    return outcome instanceof Outcome.ChannelClosed closed && !this.channels.isCurrent(channel)
        ? new Outcome.TryLater(closed.reason(), closed.detail(), null)
        : outcome;
  }

  /** An exception is a defect of the adapter: in doubt where it had announced a call. */
  private Outcome ofDefect(Delivery delivery, RuntimeException defect) {
    String detail = "The adapter failed: " + defect.getClass().getSimpleName();
    log.atError()
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("channel", delivery.channel())
        .addKeyValue("defect", defect.getClass().getName())
        .addKeyValue("at", defect.getStackTrace().length == 0 ? "" : defect.getStackTrace()[0])
        .log("An adapter threw");
    return this.deliveries.find(delivery.id()).filter(Delivery::isInDoubt).isPresent()
        ? new Outcome.Unclear(detail)
        : new Outcome.TryLater(FailureReason.DEFECT, detail, null);
  }

  private void settle(Delivery delivery, Channel channel, Outcome outcome) {
    this.settlement.write(
        delivery,
        current ->
            this.policy.after(
                outcome, delivery, current.committedAt(), channel.profile(), this.clock.instant()),
        LedgerEntry.Kind.OUTCOME,
        attemptOf(delivery));
  }

  private void ended(Delivery delivery, AttemptEnded ended) {
    switch (ended.why()) {
      case LEASE_LOST ->
          log.atWarn().addKeyValue("delivery", delivery.id()).log("The lease was lost");
      case MAY_NOT_BE_SENT ->
          this.settlement.write(
              delivery,
              LedgerEntry.Kind.OUTCOME,
              Map.of("result", "stopped before the irreversible call"),
              change -> change.to(DeliveryState.DUE).wakeAt(this.clock.instant()));
      case REHEARSED ->
          this.settlement.write(
              delivery,
              LedgerEntry.Kind.REHEARSED,
              attemptOf(delivery),
              change ->
                  change
                      .settledAs(DeliveryState.REHEARSED, this.clock.instant())
                      .because(null, "Rehearsed: all done but the irreversible call"));
    }
  }

  private void follow(Delivery delivery, Channel channel) {
    String handle = String.valueOf(delivery.handle());
    Outcome outcome = askAbout(delivery, channel, handle);
    Step step = this.policy.afterFollowing(outcome, delivery, handle, this.clock.instant());
    this.settlement.write(delivery, current -> step, LedgerEntry.Kind.OUTCOME, attemptOf(delivery));
  }

  private Outcome askAbout(Delivery delivery, Channel channel, String handle) {
    Post post = this.posts.frozen(delivery).orElseThrow();
    try {
      return channel.publisher() instanceof Follows follows
          ? follows.follow(post, handle, this.attempts.at(delivery))
          : new Outcome.Unclear("The channel says that it is under way and can't be asked");
    } catch (RuntimeException defect) {
      return new Outcome.TryLater(
          FailureReason.DEFECT, "The adapter failed: " + defect.getClass().getSimpleName(), null);
    }
  }

  private static Map<String, String> attemptOf(Delivery delivery) {
    return Map.of("attempt", Integer.toString(delivery.attempts()));
  }
}
