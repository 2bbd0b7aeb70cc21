// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.console.ShownMoments.Moment;

/** What the first page shows, the most urgent first. */
record Overview(
    @Nullable String heldBecause,
    List<Doubt> doubts,
    List<ChannelCard> channels,
    List<FailingSource> failingSources,
    List<String> columns,
    List<Row> rows,
    @Nullable String next,
    String search) {

  /** How many channels send nothing. */
  public long stopped() {
    return this.channels.stream().filter(ChannelCard::isStopped).count();
  }

  /** How many channels need a look before they stop. */
  public long warned() {
    return this.channels.stream().filter(it -> !it.found().isEmpty()).count();
  }

  /** A delivery of which nobody knows whether readers see it. */
  record Doubt(
      String id, String story, String headline, String channel, Moment since, String detail) {}

  /** A channel and how it stands. */
  record ChannelCard(
      String name,
      String platform,
      String standing,
      String tone,
      @Nullable String why,
      @Nullable Moment quietUntil,
      boolean forTests,
      boolean rehearsal,
      boolean connectable,
      @Nullable Spent spent,
      List<Found> found,
      long published,
      long waiting,
      long doubts) {

    public boolean isStopped() {
      return !this.standing.equals("Open");
    }

    public boolean isOff() {
      return this.standing.equals("Off");
    }
  }

  /**
   * What the last look at a channel's account found not to be good.
   *
   * @param subjects of the lines
   */
  record Found(String tone, String word, List<String> subjects) {}

  /**
   * What a channel has cost.
   *
   * @param waiting how many posts wait for the next day's or month's budget
   */
  record Spent(List<Amount> amounts, long waiting) {}

  /**
   * What a channel cost in a day or month.
   *
   * @param name of the period
   * @param text spent and allowed
   */
  record Amount(String name, String text) {}

  /** A source that can't be read. */
  record FailingSource(
      String name, String address, int failures, String why, @Nullable Moment lastSuccess) {}

  /** A story and where it went. */
  record Row(
      String id,
      String headline,
      String section,
      Moment seen,
      boolean withdrawn,
      boolean held,
      List<Cell> cells) {}

  /** A story on a channel. */
  record Cell(
      String channel,
      @Nullable StateBadge state,
      @Nullable String delivery,
      @Nullable String address,
      int others,
      boolean sendable) {}
}
