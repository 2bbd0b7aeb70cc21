// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * How the operator set the account up.
 *
 * @param clientId of the OAuth client
 * @param api where the API is
 * @param tokenAddress where tokens are refreshed
 * @param channelId the YouTube channel that the account must own; empty where nobody checks
 * @param video what is said of every video
 * @param extras what is added to a video after its upload
 * @param uploadsPerDay how many of the API project's uploads this account may use
 * @param chunkSize bytes of one request
 * @param timeout of one request
 * @param timeLimit of one attempt; what is left of a long upload is sent by the next
 */
record YoutubeSettings(
    String clientId,
    URI api,
    URI tokenAddress,
    Optional<String> channelId,
    VideoSettings video,
    ExtraSettings extras,
    int uploadsPerDay,
    int chunkSize,
    Duration timeout,
    Duration timeLimit) {

  /** Chunks are multiples of it. YouTube, guide to resumable uploads, read 2026-11. */
  static final int CHUNK_UNIT = 262_144;

  private static final int CHUNK_SIZE = 32 * CHUNK_UNIT;
  private static final int MAX_CHUNK_SIZE = 256 * CHUNK_UNIT;

  /** Of an API project, by default. Quota page of the Data API, 2026-06-01. */
  private static final int UPLOADS_PER_DAY = 100;

  private static final int MOST_UPLOADS_PER_DAY = 100_000;

  static YoutubeSettings of(Account account) {
    Duration timeout = account.duration("timeout", Duration.ofSeconds(60));
    VideoSettings video = VideoSettings.of(account);
    return new YoutubeSettings(
        account.setting("client-id"),
        account.address("base-url", "https://www.googleapis.com"),
        account.address("token-url", "https://oauth2.googleapis.com/token"),
        account.optionalSetting("channel-id"),
        video,
        ExtraSettings.of(account, video),
        within(account, "uploads-per-day", UPLOADS_PER_DAY, MOST_UPLOADS_PER_DAY),
        chunkSizeOf(account),
        timeout,
        account.duration("time-limit", timeout.multipliedBy(10)));
  }

  private static int within(Account account, String name, int otherwise, int most) {
    int number = account.number(name, otherwise);
    if (number < 1 || number > most) {
      throw new InvalidAccountException(
          "settings." + name, "needs a number from 1 to %d, not %d".formatted(most, number));
    }
    return number;
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
