// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Duration;
import java.util.List;

/**
 * What a channel is: declared by its adapter, obeyed by everyone else.
 *
 * @param kind the adapter's kind, which is its package's name
 * @param name the platform's name for people, such as "Telegram"
 * @param parts the texts of a post, each with its limit
 * @param media the pictures and films that a post carries
 * @param repeatSafeFor for how long after an attempt a repeat with the same key is harmless; zero
 *     where it never is
 * @param settlingTime how long after a publication read-back may not show it yet
 * @param timeout the longest time that one {@code publish} may take
 * @param rateLimit how often the account may publish
 */
public record ChannelProfile(
    String kind,
    String name,
    List<PartProfile> parts,
    List<MediaDemand> media,
    Duration repeatSafeFor,
    Duration settlingTime,
    Duration timeout,
    RateLimit rateLimit) {

  public ChannelProfile {
    parts = List.copyOf(parts);
    media = List.copyOf(media);
  }
}
