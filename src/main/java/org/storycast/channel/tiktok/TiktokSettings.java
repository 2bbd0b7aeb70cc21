// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * How the operator set the account up.
 *
 * @param clientKey of the app
 * @param api where the API is
 * @param uploadHosts the hosts that films may be sent to; one that begins with {@code *.} stands
 *     for every host below it
 * @param post what is said of every post
 * @param postsPerDay how many posts the account makes in a day
 * @param chunkSize bytes of one request
 * @param timeout of one request
 * @param timeLimit of one attempt; what is left of a long upload is sent by the next
 */
record TiktokSettings(
    String clientKey,
    URI api,
    List<String> uploadHosts,
    PostSettings post,
    int postsPerDay,
    int chunkSize,
    Duration timeout,
    Duration timeLimit) {

  /** 5 MB and 64 MB, each read so that it fits both meanings. Media transfer guide, 2026-11. */
  private static final int MIN_CHUNK_SIZE = 5 * 1024 * 1024;

  private static final int MAX_CHUNK_SIZE = 64_000_000;
  private static final int CHUNK_SIZE = 10_000_000;

  /** Below what TikTok is said to take of one creator in a day, which it does not publish. */
  private static final int POSTS_PER_DAY = 15;

  private static final int MOST_POSTS_PER_DAY = 1_000;

  static TiktokSettings of(Account account) {
    Duration timeout = account.duration("timeout", Duration.ofSeconds(60));
    return new TiktokSettings(
        account.setting("client-key"),
        account.address("base-url", "https://open.tiktokapis.com"),
        hosts(account.setting("upload-hosts", "*.tiktokapis.com")),
        PostSettings.of(account),
        postsPerDayOf(account),
        chunkSizeOf(account),
        timeout,
        account.duration("time-limit", timeout.multipliedBy(10)));
  }

  private static List<String> hosts(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
  }

  private static int postsPerDayOf(Account account) {
    int posts = account.number("posts-per-day", POSTS_PER_DAY);
    if (posts < 1 || posts > MOST_POSTS_PER_DAY) {
      throw new InvalidAccountException(
          "settings.posts-per-day", "needs 1 to %d, not %d".formatted(MOST_POSTS_PER_DAY, posts));
    }
    return posts;
  }

  private static int chunkSizeOf(Account account) {
    int size = account.number("chunk-size", CHUNK_SIZE);
    if (size < MIN_CHUNK_SIZE || size > MAX_CHUNK_SIZE) {
      throw new InvalidAccountException(
          "settings.chunk-size",
          "needs %d to %d bytes, not %d".formatted(MIN_CHUNK_SIZE, MAX_CHUNK_SIZE, size));
    }
    return size;
  }

  /** Whether a film may be sent there: TikTok names the address, and a stranger's could be any. */
  boolean mayUploadTo(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean allowed =
        this.uploadHosts.stream()
            .anyMatch(it -> it.startsWith("*.") ? host.endsWith(it.substring(1)) : host.equals(it));
    return allowed && ("https".equals(address.getScheme()) || isLocal(host));
  }

  private static boolean isLocal(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost");
  }
}
