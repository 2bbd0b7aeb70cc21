// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account on Mastodon is besides its token.
 *
 * @param baseUrl the instance
 * @param visibility who sees the statuses: {@code public}, {@code unlisted} or {@code private}
 * @param timeout the longest time that one request may take
 * @param textLimit the longest text that the instance takes
 * @param pictures the most pictures of a story that a status shows
 * @param accountId the account's own id; the instance is asked where it is absent
 */
record MastodonSettings(
    URI baseUrl,
    String visibility,
    Duration timeout,
    int textLimit,
    int pictures,
    Optional<String> accountId) {

  private static final Set<String> VISIBILITIES = Set.of("public", "unlisted", "private");
  private static final int MOST_PICTURES = 4;
  private static final int ORDINARY_LIMIT = 500;
  private static final int SHORTEST_LIMIT = 100;
  private static final int LONGEST_LIMIT = 100_000;

  static MastodonSettings of(Account account) {
    return new MastodonSettings(
        account.address("base-url", account.setting("base-url")),
        visibility(account),
        account.duration("timeout", Duration.ofSeconds(10)),
        textLimit(account),
        pictures(account),
        accountId(account));
  }

  private static String visibility(Account account) {
    String visibility = account.setting("visibility", "public");
    if (!VISIBILITIES.contains(visibility)) {
      throw new InvalidAccountException(
          "settings.visibility",
          "needs public, unlisted or private, not \"%s\"".formatted(visibility));
    }
    return visibility;
  }

  private static int textLimit(Account account) {
    int limit = account.number("text-limit", ORDINARY_LIMIT);
    if (limit < SHORTEST_LIMIT || limit > LONGEST_LIMIT) {
      throw new InvalidAccountException(
          "settings.text-limit",
          "needs the instance's max_characters, from %d to %d, not %d"
              .formatted(SHORTEST_LIMIT, LONGEST_LIMIT, limit));
    }
    return limit;
  }

  private static int pictures(Account account) {
    int pictures = account.number("pictures", 0);
    if (pictures < 0 || pictures > MOST_PICTURES) {
      throw new InvalidAccountException(
          "settings.pictures", "needs a number from 0 to %d".formatted(MOST_PICTURES));
    }
    return pictures;
  }

  private static Optional<String> accountId(Account account) {
    Optional<String> id = account.optionalSetting("account-id");
    if (id.isPresent() && !PostedStatus.isId(id.get())) {
      throw new InvalidAccountException(
          "settings.account-id",
          "needs the account's id, which is no name, not \"%s\"".formatted(id.get()));
    }
    return id;
  }

  /** What a token must allow: to publish, to look, and to upload where pictures are shown. */
  List<String> scopes() {
    List<String> always = List.of("write:statuses", "read:statuses", "read:accounts");
    return this.pictures > 0
        ? Stream.concat(always.stream(), Stream.of("write:media")).toList()
        : always;
  }
}
