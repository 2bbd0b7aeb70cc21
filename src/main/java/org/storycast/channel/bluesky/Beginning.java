// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.storycast.channel.Attempt;

/**
 * What the first attempt fixed for all that follow, so that a repeat writes the same record at the
 * same place, which changes nothing.
 *
 * @param repo the account's DID
 * @param rkey the record's key
 * @param createdAt what the record says of itself
 */
record Beginning(String repo, String rkey, Instant createdAt) {

  /** The records that are posts. */
  static final String COLLECTION = "app.bsky.feed.post";

  private static final String STEP = "begun";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What an earlier attempt fixed. */
  static Optional<Beginning> of(Attempt attempt) {
    return attempt.checkpoint(STEP).map(Beginning::parse);
  }

  private static Beginning parse(String handle) {
    String[] words = handle.split(" ");
    return new Beginning(words[0], words[1], Instant.parse(words[2]));
  }

  /** Fixes it now. */
  static Beginning make(String repo, Instant now, Attempt attempt) {
    Beginning made =
        new Beginning(
            repo,
            Tid.of(now, attempt.key(), BlueskyPublisher.TEXT),
            now.truncatedTo(ChronoUnit.MILLIS));
    attempt.checkpoint(STEP, "%s %s %s".formatted(made.repo, made.rkey, made.createdAt));
    return made;
  }

  RecordAddress address() {
    return new RecordAddress(this.repo, this.rkey);
  }

  /** As records write it. */
  String written() {
    return TIME.format(this.createdAt);
  }
}
