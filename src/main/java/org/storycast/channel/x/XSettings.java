// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.time.Duration;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account on X is besides its credentials.
 *
 * @param userId the account's number, under which its timeline is read back
 * @param username the account's name, for permalinks
 * @param baseUrl where the API is
 * @param timeout the longest time that one request may take
 * @param textLimit the longest text in weighted characters: 280, more for Premium accounts
 */
record XSettings(String userId, String username, URI baseUrl, Duration timeout, int textLimit) {

  private static final int LONGEST_PREMIUM_TEXT = 25_000;

  static XSettings of(Account account) {
    return new XSettings(
        matching(account, "user-id", "[0-9]{1,19}", "needs the account's number, only digits"),
        matching(account, "username", "[A-Za-z0-9_]{1,15}", "needs the account's name without @"),
        account.address("base-url", "https://api.x.com"),
        account.duration("timeout", Duration.ofSeconds(10)),
        textLimit(account));
  }

  private static String matching(Account account, String name, String form, String remedy) {
    String value = account.setting(name);
    if (!value.matches(form)) {
      throw new InvalidAccountException(
          "settings." + name, "%s, not \"%s\"".formatted(remedy, value));
    }
    return value;
  }

  private static int textLimit(Account account) {
    int limit = account.number("text-limit", XText.ORDINARY_LIMIT);
    if (limit < XText.ORDINARY_LIMIT || limit > LONGEST_PREMIUM_TEXT) {
      throw new InvalidAccountException(
          "settings.text-limit",
          "needs a number from %d to %d, not %d"
              .formatted(XText.ORDINARY_LIMIT, LONGEST_PREMIUM_TEXT, limit));
    }
    return limit;
  }

  /** Where readers find a post. */
  URI permalink(String id) {
    return URI.create("https://x.com/%s/status/%s".formatted(this.username, id));
  }
}
