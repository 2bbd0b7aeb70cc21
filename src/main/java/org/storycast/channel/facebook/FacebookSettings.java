// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What a page on Facebook is besides its credentials.
 *
 * @param pageId the page's number
 * @param root where the API is, with its version
 * @param videoRoot where videos are sent, with its version
 * @param reelRoot where the bytes of reels are sent, with its version
 * @param timeout the longest time that one request may take
 * @param uploadTimeout the same for a request that carries a picture or a film
 * @param form what becomes of a story
 * @param pictures the most that a post of several pictures has
 * @param numbers whether numbers are read, which needs a right of its own
 * @param appId the app's number; without it the token's end can't be asked for
 */
record FacebookSettings(
    String pageId,
    URI root,
    URI videoRoot,
    URI reelRoot,
    Duration timeout,
    Duration uploadTimeout,
    FacebookForm form,
    int pictures,
    boolean numbers,
    Optional<String> appId) {

  private static final String GRAPH = "https://graph.facebook.com";
  private static final String NUMBER = "[0-9]{1,20}";

  /** What people and tools take for the most; the API names no number. */
  private static final int MOST_PICTURES = 10;

  static FacebookSettings of(Account account) {
    String version =
        matching(
            "api-version",
            account.setting("api-version", "v24.0"),
            "v[0-9]{1,3}\\.[0-9]",
            "a version such as v24.0");
    URI base = account.address("base-url", GRAPH);
    boolean elsewhere = !base.toString().equals(GRAPH);
    URI videos =
        account.address(
            "video-url", elsewhere ? base.toString() : "https://graph-video.facebook.com");
    URI reels =
        account.address("reel-url", elsewhere ? base.toString() : "https://rupload.facebook.com");
    return new FacebookSettings(
        matching("page-id", account.setting("page-id"), NUMBER, "the page's number"),
        URI.create(base + "/" + version),
        URI.create(videos + "/" + version),
        URI.create(reels + "/video-upload/" + version),
        timeout(account),
        account.duration("upload-timeout", Duration.ofMinutes(2)),
        FacebookForm.of(account),
        pictures(account),
        account.flag("numbers", true),
        account
            .optionalSetting("app-id")
            .map(it -> matching("app-id", it, NUMBER, "the app's number")));
  }

  static Duration timeout(Account account) {
    return account.duration("timeout", Duration.ofSeconds(15));
  }

  private static int pictures(Account account) {
    int pictures = account.number("pictures", 4);
    if (pictures < 2 || pictures > MOST_PICTURES) {
      throw new InvalidAccountException(
          "settings.pictures", "needs a number from 2 to 10, not %d".formatted(pictures));
    }
    return pictures;
  }

  private static String matching(String name, String value, String form, String needs) {
    if (!value.matches(form)) {
      throw new InvalidAccountException(
          "settings." + name, "needs %s, not \"%s\"".formatted(needs, value));
    }
    return value;
  }
}
