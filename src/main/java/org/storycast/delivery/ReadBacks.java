// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.DoubtPolicy;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import org.storycast.channel.ReadsBack;

/**
 * Settles doubts: the platform is asked, more than once before "absent" is believed; what that does
 * not settle, the channel's policy does.
 */
@Component
class ReadBacks {

  private static final Logger log = LoggerFactory.getLogger(ReadBacks.class);
  private static final int ROUNDS = 3;
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_RESENDS = 1;

  private final Posts posts;
  private final Attempts attempts;
  private final Settlement settlement;
  private final Spending spending;
  private final Clock clock;

  ReadBacks(Posts posts, Attempts attempts, Settlement settlement, Spending spending, Clock clock) {
    this.posts = posts;
    this.attempts = attempts;
    this.settlement = settlement;
    this.spending = spending;
    this.clock = clock;
  }

  void readBack(Delivery delivery, Channel channel) {
    switch (this.posts.of(delivery, channel)) {
      case Posts.Result.Failed failed -> hold(delivery, "The post to look for can't be made");
      case Posts.Result.Frozen frozen -> look(delivery, channel, frozen.post());
    }
  }

  private void look(Delivery delivery, Channel channel, Post post) {
    if (!(channel.publisher() instanceof ReadsBack readsBack)) {
      decide(delivery, channel, "The platform can't be asked");
      return;
    }
    this.spending.looked(delivery, channel);
    switch (find(readsBack, post, delivery)) {
      case Finding.Found found ->
          this.settlement.write(
              delivery,
              current -> new Step.Published(found.receipt()),
              LedgerEntry.Kind.READ_BACK,
              Map.of("finding", "found"));
      case Finding.Underway underway ->
          this.settlement.write(
              delivery,
              current -> new Step.FollowAt(underway.askAgainAt(), underway.handle()),
              LedgerEntry.Kind.READ_BACK,
              Map.of("finding", "under way"));
      case Finding.Unfinished unfinished -> goOn(delivery, unfinished.evidence());
      case Finding.Absent absent ->
          settledNothing(delivery, channel, "absent", "Not found: " + absent.evidence());
      case Finding.CannotTell cannotTell ->
          settledNothing(delivery, channel, "cannot tell", cannotTell.why());
    }
  }

  private void goOn(Delivery delivery, String evidence) {
    this.settlement.write(
        delivery,
        LedgerEntry.Kind.READ_BACK,
        Map.of("finding", "unfinished", "detail", evidence),
        change ->
            change
                .to(DeliveryState.DUE)
                .openStep(null)
                .wakeAt(this.clock.instant())
                .because(null, "Goes on: " + evidence));
  }

  private Finding find(ReadsBack readsBack, Post post, Delivery delivery) {
    try {
      return readsBack.find(post, this.attempts.at(delivery));
    } catch (RuntimeException defect) {
      log.atError()
          .addKeyValue("delivery", delivery.id())
          .addKeyValue("defect", defect.getClass().getName())
          .log("Read-back failed");
      return new Finding.CannotTell("Read-back failed: " + defect.getClass().getSimpleName());
    }
  }

  private void settledNothing(Delivery delivery, Channel channel, String finding, String detail) {
    int rounds = delivery.readBacks() + 1;
    if (rounds >= ROUNDS) {
      decide(delivery, channel, detail);
      return;
    }
    Duration settling = channel.profile().settlingTime();
    Duration pause = settling.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : settling;
    Instant next = this.clock.instant().plus(pause.multipliedBy(1L << rounds));
    this.settlement.write(
        delivery,
        LedgerEntry.Kind.READ_BACK,
        Map.of("finding", finding, "detail", detail),
        change -> change.readBacks(rounds).wakeAt(next).because(delivery.reason(), detail));
  }

  private void decide(Delivery delivery, Channel channel, String detail) {
    if (channel.onDoubt() == DoubtPolicy.RESEND && delivery.resends() < MOST_RESENDS) {
      this.settlement.write(
          delivery,
          LedgerEntry.Kind.DECIDED,
          Map.of("by", "policy", "choice", "send again", "detail", detail),
          change ->
              change
                  .to(DeliveryState.DUE)
                  .openStep(null)
                  .resends(delivery.resends() + 1)
                  .wakeAt(this.clock.instant())
                  .because(null, "Sent again by policy: " + detail));
    } else {
      hold(delivery, detail);
    }
  }

  private void hold(Delivery delivery, String detail) {
    this.settlement.write(
        delivery,
        LedgerEntry.Kind.READ_BACK,
        Map.of("finding", "a person decides", "detail", detail),
        change ->
            change
                .readBacks(delivery.readBacks() + 1)
                .wakeAt(null)
                .because(delivery.reason(), "A person must decide. " + detail));
  }
}
