// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open channel.
 *
 * @param account whose it is
 * @param publisher publishes on it
 * @param onDoubt what follows when read-back settles nothing
 * @param rehearsal whether everything but the irreversible call is done
 * @param page the account's public address, if known
 */
public record Channel(
    Account account,
    Publisher publisher,
    DoubtPolicy onDoubt,
    boolean rehearsal,
    @Nullable URI page) {

  /** The setting that makes a channel one for tests. */
  static final String FOR_TESTS = "for-tests";

  /** The setting that switches numbers off, where reading them costs too much. */
  static final String NUMBERS = "numbers";

  /** The channel's name. */
  public ChannelId id() {
    return this.account.id();
  }

  /** Whether people try stories out on it: it gets a story only when a person names it. */
  public boolean isForTests() {
    return this.account.flag(FOR_TESTS, false);
  }

  /** Whether the numbers of its publications are asked for. */
  public boolean isMeasured() {
    return this.publisher instanceof Measures && this.account.flag(NUMBERS, true);
  }

  /** When its digests come; never where its publisher takes none. */
  public DigestPlan digests() {
    return this.publisher instanceof SendsDigests
        ? DigestPlan.of(this.account)
        : new DigestPlan(Map.of(), 1);
  }

  /** What the channel is and demands. */
  public ChannelProfile profile() {
    return this.publisher.profile();
  }
}
