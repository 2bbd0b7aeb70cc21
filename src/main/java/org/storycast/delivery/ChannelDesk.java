// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.storycast.channel.AccountConnected;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;

/** Pauses and resumes channels, and confirms a database after a restore. */
@Service
public class ChannelDesk {

  private final AccountStates accounts;
  private final Deliveries deliveries;
  private final Installation installation;
  private final Channels channels;
  private final Wakeups wakeups;
  private final Clock clock;

  ChannelDesk(
      AccountStates accounts,
      Deliveries deliveries,
      Installation installation,
      Channels channels,
      Wakeups wakeups,
      Clock clock) {
    this.accounts = accounts;
    this.deliveries = deliveries;
    this.installation = installation;
    this.channels = channels;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /** Sends nothing on this channel from the next irreversible call on. */
  @Transactional
  public void pause(ChannelId channel, String by) {
    this.accounts.pause(this.channels.get(channel).id(), by);
  }

  /** Opens a paused or closed channel; what waited is decided anew, not sent in a burst. */
  @Transactional
  public void resume(ChannelId channel) {
    this.accounts.open(this.channels.get(channel).id());
    release(channel, "Resumed");
  }

  /** An account that is connected again opens its channel, unless a person paused it. */
  @EventListener
  void connected(AccountConnected connected) {
    this.accounts.reopen(connected.channel());
    if (this.accounts.of(connected.channel()).pausedBy() == null) {
      release(connected.channel(), "The account was connected by " + connected.by());
    }
  }

  private void release(ChannelId channel, String why) {
    for (DeliveryId delivery : this.deliveries.of(channel, DeliveryState.PAUSED)) {
      this.deliveries
          .change(delivery)
          .to(DeliveryState.DUE)
          .wakeAt(this.clock.instant())
          .because(null, why)
          .store();
      this.wakeups.wake(delivery, this.clock.instant());
    }
  }

  /** Pauses every open channel. */
  @Transactional
  public void pauseAll(String by) {
    ids().forEach(channel -> pause(channel, by));
  }

  /** Resumes every open channel. */
  @Transactional
  public void resumeAll() {
    ids().forEach(this::resume);
  }

  /**
   * Takes this database for the right one after a restore or a move. What is not settled may have
   * been sent after the backup was made, so it is looked for before it is sent.
   *
   * @return whether the installation was held
   */
  public boolean confirmInstallation() {
    if (!this.installation.confirm()) {
      return false;
    }
    this.deliveries.unsettled().forEach(this::lookForFirst);
    return true;
  }

  private void lookForFirst(DeliveryId id) {
    Delivery delivery = this.deliveries.find(id).orElseThrow();
    if (!delivery.plannedFor().isAfter(this.clock.instant())
        && delivery.state() != DeliveryState.UNDERWAY) {
      this.deliveries
          .change(id)
          .to(DeliveryState.UNCLEAR)
          .lease(delivery.lease() + 1)
          .openStep("restored")
          .committedAt(delivery.plannedFor())
          .readBacks(0)
          .wakeAt(this.clock.instant())
          .because(null, "It may have been sent after the backup was made")
          .store();
      this.wakeups.wake(id, this.clock.instant());
    }
  }

  private List<ChannelId> ids() {
    return this.channels.open().stream().map(Channel::id).toList();
  }
}
