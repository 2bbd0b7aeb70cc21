// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account on Instagram is besides its credentials.
 *
 * @param userId the professional account's number
 * @param baseUrl where the API is
 * @param apiVersion of the Graph API
 * @param timeout the longest time that one request may take
 * @param hashtags how many a caption may have
 * @param form what becomes of a story
 * @param pictures the most that a carousel has
 * @param reel how reels are shown
 * @param login by which door the account came
 * @param pageId the Facebook page to which the account is linked, if it is to be looked at
 * @param numbers whether numbers are read, which needs a right of its own
 * @param appId the app's number; without it the token's end can't be asked for
 */
record InstagramSettings(
    String userId,
    URI baseUrl,
    String apiVersion,
    Duration timeout,
    int hashtags,
    InstagramForm form,
    int pictures,
    Reel reel,
    Login login,
    Optional<String> pageId,
    boolean numbers,
    Optional<String> appId) {

  private static final String NUMBER = "[0-9]{1,20}";

  /** The host of accounts without a Facebook page. */
  private static final String INSTAGRAM_HOST = "graph.instagram.com";

  /** By the API's error 2207010. */
  private static final int MOST_HASHTAGS = 30;

  /** By the API's error 2207028. */
  private static final int MOST_PICTURES = 10;

  /** The two doors to the same API. */
  enum Login {
    /** By the Facebook page: posts can be deleted, the page's token has no end. */
    BY_PAGE,
    /** By Instagram alone: nothing can be deleted, the token is renewed every week. */
    ALONE
  }

  /**
   * How reels are shown.
   *
   * @param inFeed whether the feed shows them too
   * @param card whether a drawn card is their cover
   * @param thumbnail the moment of the film that is their cover; zero where Instagram chooses
   */
  record Reel(boolean inFeed, boolean card, Duration thumbnail) {}

  static InstagramSettings of(Account account) {
    URI base = base(account);
    return new InstagramSettings(
        matching("user-id", account.setting("user-id"), NUMBER),
        base,
        version(account),
        timeout(account),
        within(account, "hashtags", 5, 0, MOST_HASHTAGS),
        InstagramForm.of(account),
        within(account, "pictures", 5, 2, MOST_PICTURES),
        reel(account),
        login(account),
        account.optionalSetting("page-id").map(it -> matching("page-id", it, NUMBER)),
        account.flag("numbers", true),
        account.optionalSetting("app-id").map(it -> matching("app-id", it, NUMBER)));
  }

  private static Reel reel(Account account) {
    Duration thumbnail = account.duration("thumbnail-at", Duration.ZERO);
    boolean card = account.flag("cover-card", false);
    if (thumbnail.isNegative() || card && thumbnail.isPositive()) {
      throw new InvalidAccountException(
          "settings.thumbnail-at",
          "needs a moment of the film such as 2s, and none where cover-card is true");
    }
    return new Reel(account.flag("share-to-feed", true), card, thumbnail);
  }

  static String version(Account account) {
    return matching("api-version", account.setting("api-version", "v24.0"), "v[0-9]+\\.[0-9]+");
  }

  static Duration timeout(Account account) {
    return account.duration("timeout", Duration.ofSeconds(20));
  }

  /** Where the API of the account's door is. */
  static URI base(Account account) {
    boolean alone = "instagram".equals(account.setting("login", ""));
    return account.address(
        "base-url", "https://" + (alone ? INSTAGRAM_HOST : "graph.facebook.com"));
  }

  /** By which door the account comes. */
  static Login login(Account account) {
    String otherwise = INSTAGRAM_HOST.equals(base(account).getHost()) ? "instagram" : "facebook";
    return switch (account.setting("login", otherwise)) {
      case "facebook" -> Login.BY_PAGE;
      case "instagram" -> Login.ALONE;
      default -> throw new InvalidAccountException("settings.login", "needs facebook or instagram");
    };
  }

  private static int within(Account account, String name, int otherwise, int least, int most) {
    int number = account.number(name, otherwise);
    if (number < least || number > most) {
      throw new InvalidAccountException(
          "settings." + name,
          "needs a number from %d to %d, not %d".formatted(least, most, number));
    }
    return number;
  }

  private static String matching(String name, String value, String form) {
    if (!value.matches(form)) {
      throw new InvalidAccountException(
          "settings." + name, "needs the form %s, not \"%s\"".formatted(form, value));
    }
    return value;
  }

  boolean canDelete() {
    return this.login == Login.BY_PAGE;
  }
}
