// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.time.Duration;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account on Instagram is besides its credentials.
 *
 * @param userId the professional account's number
 * @param baseUrl where the API is; its host decides whether posts can be deleted
 * @param apiVersion of the Graph API
 * @param timeout the longest time that one request may take
 * @param hashtags how many a caption may have
 */
record InstagramSettings(
    String userId, URI baseUrl, String apiVersion, Duration timeout, int hashtags) {

  /** The host of accounts without a Facebook Page, which can't delete (page of 2026-10). */
  private static final String INSTAGRAM_LOGIN = "graph.instagram.com";

  /** By the API's error 2207010. */
  private static final int MOST_HASHTAGS = 30;

  static InstagramSettings of(Account account) {
    int hashtags = account.number("hashtags", 5);
    if (hashtags < 0 || hashtags > MOST_HASHTAGS) {
      throw new InvalidAccountException(
          "settings.hashtags", "needs a number from 0 to 30, not %d".formatted(hashtags));
    }
    return new InstagramSettings(
        matching(account, "user-id", account.setting("user-id"), "[0-9]{1,20}"),
        account.address("base-url", "https://graph.facebook.com"),
        matching(
            account, "api-version", account.setting("api-version", "v24.0"), "v[0-9]+\\.[0-9]+"),
        account.duration("timeout", Duration.ofSeconds(20)),
        hashtags);
  }

  private static String matching(Account account, String name, String value, String form) {
    if (!value.matches(form)) {
      throw new InvalidAccountException(
          "settings." + name, "needs the form %s, not \"%s\"".formatted(form, value));
    }
    return value;
  }

  boolean canDelete() {
    return !INSTAGRAM_LOGIN.equals(this.baseUrl.getHost());
  }
}
