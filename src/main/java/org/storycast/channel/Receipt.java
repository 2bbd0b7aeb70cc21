// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the platform holds of a publication.
 *
 * @param parts every post that was made of it, in order: one, or the posts of a thread or album
 * @param publishedAt when the platform took it
 * @param evidence the essentials of the platform's answer for the ledger; never a secret
 */
public record Receipt(List<Part> parts, Instant publishedAt, Map<String, String> evidence) {

  public Receipt {
    parts = List.copyOf(parts);
    evidence = Map.copyOf(evidence);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A receipt lists at least one part");
    }
  }

  /** A receipt of one post without further evidence. */
  public static Receipt of(String remoteId, @Nullable URI address, Instant publishedAt) {
    return new Receipt(List.of(new Part(remoteId, address)), publishedAt, Map.of());
  }

  /** The platform's id of the first part. */
  public String remoteId() {
    return this.parts.getFirst().remoteId();
  }

  /** Where readers find the first part, if the platform says. */
  public @Nullable URI address() {
    return this.parts.getFirst().address();
  }

  /**
   * One post of the publication.
   *
   * @param remoteId the platform's id
   * @param address where readers find it; absent where the platform does not say
   */
  public record Part(String remoteId, @Nullable URI address) {}
}
