// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * How the operator set the account up.
 *
 * @param clientId of the OAuth client
 * @param api where the API is
 * @param tokenAddress where tokens are refreshed
 * @param channelId the YouTube channel that the account must own; empty where nobody checks
 * @param categoryId YouTube's number of the category; 25 is News &amp; Politics
 * @param privacy public, unlisted or private
 * @param madeForKids what the newsroom declares about its films
 * @param syntheticMedia whether the films show altered or synthetic scenes that look real
 * @param notifySubscribers whether YouTube tells the channel's subscribers
 * @param chunkSize bytes of one request
 * @param timeout of one request
 * @param timeLimit of one attempt; what is left of a long upload is sent by the next
 */
record YoutubeSettings(
    String clientId,
    URI api,
    URI tokenAddress,
    Optional<String> channelId,
    String categoryId,
    String privacy,
    boolean madeForKids,
    boolean syntheticMedia,
    boolean notifySubscribers,
    int chunkSize,
    Duration timeout,
    Duration timeLimit) {

  /** Chunks are multiples of it. YouTube, guide to resumable uploads, read 2026-11. */
  static final int CHUNK_UNIT = 262_144;

  private static final int CHUNK_SIZE = 32 * CHUNK_UNIT;
  private static final int MAX_CHUNK_SIZE = 256 * CHUNK_UNIT;
  private static final Set<String> PRIVACY = Set.of("public", "unlisted", "private");

  static YoutubeSettings of(Account account) {
    Duration timeout = account.duration("timeout", Duration.ofSeconds(60));
    return new YoutubeSettings(
        account.setting("client-id"),
        account.address("base-url", "https://www.googleapis.com"),
        account.address("token-url", "https://oauth2.googleapis.com/token"),
        account.optionalSetting("channel-id"),
        account.setting("category-id", "25"),
        privacyOf(account),
        account.flag("made-for-kids", false),
        account.flag("synthetic-media", false),
        account.flag("notify-subscribers", true),
        chunkSizeOf(account),
        timeout,
        account.duration("time-limit", timeout.multipliedBy(10)));
  }

  private static String privacyOf(Account account) {
    String privacy = account.setting("privacy", "public");
    if (!PRIVACY.contains(privacy)) {
      throw new InvalidAccountException(
          "settings.privacy", "needs public, unlisted or private, not \"" + privacy + "\"");
    }
    return privacy;
  }

  private static int chunkSizeOf(Account account) {
    int size = account.number("chunk-size", CHUNK_SIZE);
    if (size < CHUNK_UNIT || size > MAX_CHUNK_SIZE || size % CHUNK_UNIT != 0) {
      throw new InvalidAccountException(
          "settings.chunk-size",
          "needs a multiple of %d bytes up to %d, not %d"
              .formatted(CHUNK_UNIT, MAX_CHUNK_SIZE, size));
    }
    return size;
  }
}
