// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.SendsDigests;
import org.storycast.format.Edition;
import org.storycast.routing.DigestTime;
import org.storycast.routing.Routing;
import org.storycast.story.Story;

/**
 * Makes the digests whose set time has come. One transaction takes the channel's mark, plans the
 * delivery, and moves the mark, so that several instances, killed at any moment, make each digest
 * once. Of set times that passed while nothing ran, the last one stands for all.
 */
@Component
class Digests {

  private static final Logger log = LoggerFactory.getLogger(Digests.class);

  private final Channels channels;
  private final Routing routing;
  private final Installation installation;
  private final AccountStates accounts;
  private final DigestRows rows;
  private final DigestStories news;
  private final Planner planner;
  private final TransactionOperations transactions;
  private final Clock clock;

  Digests(
      Channels channels,
      Routing routing,
      Installation installation,
      AccountStates accounts,
      DigestRows rows,
      DigestStories news,
      Planner planner,
      TransactionOperations transactions,
      Clock clock) {
    this.channels = channels;
    this.routing = routing;
    this.installation = installation;
    this.accounts = accounts;
    this.rows = rows;
    this.news = news;
    this.planner = planner;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Makes what is due. A channel that is paused or off gets its digest once it is back. */
  @Scheduled(fixedDelay = 15_000)
  void makeDue() {
    if (this.installation.heldBecause().isPresent()) {
      return;
    }
    for (Channel channel : this.channels.open()) {
      if (!channel.isForTests() && this.accounts.of(channel.id()).held().isEmpty()) {
        channel.digests().times().keySet().forEach(rhythm -> makeIfDue(channel, rhythm));
      }
    }
  }

  private void makeIfDue(Channel channel, DigestRhythm rhythm) {
    try {
      Instant now = this.clock.instant();
      this.routing
          .lastDigestTime(channel.id(), rhythm, now)
          .filter(time -> isNew(time, this.rows.find(channel.id(), rhythm)))
          .ifPresent(
              time ->
                  this.transactions.executeWithoutResult(
                      transaction -> make(channel, rhythm, time, now)));
    } catch (RuntimeException failure) {
      log.atError()
          .addKeyValue("channel", channel.id())
          .addKeyValue("rhythm", rhythm)
          .setCause(failure)
          .log("A digest could not be made; it is tried again");
    }
  }

  private static boolean isNew(DigestTime time, Optional<DigestRows.Mark> mark) {
    return mark.isEmpty() || mark.get().lastTime().isBefore(time.moment());
  }

  private void make(Channel channel, DigestRhythm rhythm, DigestTime time, Instant now) {
    ChannelId id = channel.id();
    this.rows.begin(id, rhythm, new DigestRows.Mark(time.moment(), time.moment()));
    DigestRows.Mark mark = this.rows.lock(id, rhythm);
    if (!isNew(time, Optional.of(mark))) {
      return;
    }
    DigestStories.News found = this.news.since(mark.coveredUntil(), id, rhythm, now);
    found.withdrawn().forEach(story -> this.rows.forget(id, rhythm, story));
    found.embargoed().forEach(story -> this.rows.await(id, rhythm, story));
    if (!found.live().isEmpty()) {
      tell(channel, rhythm, time, found.live());
    }
    this.rows.advance(id, rhythm, new DigestRows.Mark(time.moment(), now));
  }

  /** Where nobody would get it, its stories are over all the same. */
  private void tell(Channel channel, DigestRhythm rhythm, DigestTime time, List<Story> live) {
    ChannelId id = channel.id();
    List<Story> told = DigestStories.inOrder(live, channel.digests().stories());
    UUID edition = Planner.NO_EDITION;
    if (isAwaited(channel, rhythm, told)) {
      Edition digest =
          new Edition(told.stream().map(Story::latest).toList(), rhythm, live.size() - told.size());
      edition =
          this.planner
              .planDigest(
                  digest, id, new DigestOccasion(rhythm, time.local()).toString(), time.moment())
              .edition();
    }
    for (Story story : live) {
      this.rows.cover(id, rhythm, story.id(), edition);
    }
  }

  private static boolean isAwaited(Channel channel, DigestRhythm rhythm, List<Story> told) {
    List<String> sections =
        told.stream()
            .flatMap(story -> story.latest().content().sections().stream())
            .distinct()
            .toList();
    return channel.publisher() instanceof SendsDigests sends && sends.isAwaited(rhythm, sections);
  }
}
