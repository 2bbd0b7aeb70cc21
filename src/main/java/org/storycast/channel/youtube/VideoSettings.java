// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Duration;
import java.util.Set;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What the operator says of every video.
 *
 * @param upright whether the films are Shorts; otherwise they are normal videos
 * @param categoryId YouTube's number of the category; 25 is News &amp; Politics
 * @param privacy public, unlisted or private
 * @param publishAfter how long a video stays private after the upload began before YouTube shows
 *     it; zero where it is shown at once
 * @param madeForKids what the newsroom declares about its films
 * @param syntheticMedia whether the films show altered or synthetic scenes that look real
 * @param notifySubscribers whether YouTube tells the channel's subscribers
 */
record VideoSettings(
    boolean upright,
    String categoryId,
    String privacy,
    Duration publishAfter,
    boolean madeForKids,
    boolean syntheticMedia,
    boolean notifySubscribers) {

  static final String PRIVATE = "private";

  private static final Set<String> PRIVACY = Set.of("public", "unlisted", PRIVATE);
  private static final Duration LONGEST_WAIT = Duration.ofDays(7);

  static VideoSettings of(Account account) {
    String privacy = privacyOf(account);
    return new VideoSettings(
        isUpright(account),
        categoryOf(account),
        privacy,
        publishAfter(account, privacy),
        madeForKids(account),
        account.flag("synthetic-media", false),
        account.flag("notify-subscribers", true));
  }

  private static boolean isUpright(Account account) {
    return switch (account.setting("form", "short")) {
      case "short" -> true;
      case "video" -> false;
      default ->
          throw new InvalidAccountException(
              "settings.form", "needs short (an upright film) or video (a landscape film)");
    };
  }

  private static String categoryOf(Account account) {
    String category = account.setting("category-id", "25");
    if (!category.matches("\\d{1,3}")) {
      throw new InvalidAccountException(
          "settings.category-id", "needs YouTube's number of a category, such as 25");
    }
    return category;
  }

  private static String privacyOf(Account account) {
    String privacy = account.setting("privacy", "public");
    if (!PRIVACY.contains(privacy)) {
      throw new InvalidAccountException(
          "settings.privacy", "needs public, unlisted or private, not \"" + privacy + "\"");
    }
    return privacy;
  }

  private static Duration publishAfter(Account account, String privacy) {
    Duration wait = account.duration("publish-after", Duration.ZERO);
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new InvalidAccountException(
          "settings.publish-after", "needs a duration of at most seven days, such as 10m");
    }
    if (!wait.isZero() && !privacy.equals("public")) {
      throw new InvalidAccountException(
          "settings.publish-after",
          "makes videos public and contradicts privacy: %s; remove one".formatted(privacy));
    }
    return wait;
  }

  /** The law (COPPA, and YouTube's terms for everyone) wants it decided, so nothing is assumed. */
  private static boolean madeForKids(Account account) {
    if (account.optionalSetting("made-for-kids").isEmpty()) {
      throw new InvalidAccountException(
          "settings.made-for-kids",
          "is missing; declare true or false: the law has you say whether your films are made for"
              + " children");
    }
    return account.flag("made-for-kids", false);
  }
}
