// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post that a simulated platform holds and shows.
 *
 * @param id the platform's id
 * @param at when it was taken
 * @param text as readers see it
 * @param address where readers find it
 * @param media what goes with it
 */
public record Publication(
    String id, Instant at, String text, @Nullable URI address, List<Media> media) {

  public Publication {
    media = List.copyOf(media);
  }

  /**
   * A picture or film of a post.
   *
   * @param mediaType such as {@code image/jpeg}
   * @param bytes as received or fetched
   */
  public record Media(String mediaType, byte[] bytes) {}
}
