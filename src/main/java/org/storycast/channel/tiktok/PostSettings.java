// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What the operator says of every post.
 *
 * @param photos whether pictures are posted; otherwise films are
 * @param mostPictures of one post
 * @param mediaDomains the domains whose pictures TikTok may pull, as the operator proved there;
 *     empty where nobody checks
 * @param audited whether TikTok has audited the app
 * @param privacy who may see the posts
 * @param disclosure what is declared about them
 * @param disableComment whether readers can't comment
 * @param disableDuet whether readers can't answer with a duet
 * @param disableStitch whether readers can't stitch
 * @param addMusic whether TikTok adds music to pictures
 */
record PostSettings(
    boolean photos,
    int mostPictures,
    List<String> mediaDomains,
    boolean audited,
    String privacy,
    Disclosure disclosure,
    boolean disableComment,
    boolean disableDuet,
    boolean disableStitch,
    boolean addMusic) {

  static final String PUBLIC = "PUBLIC_TO_EVERYONE";
  static final String SELF_ONLY = "SELF_ONLY";

  private static final int MOST_PICTURES = 35;
  private static final Set<String> PRIVACY =
      Set.of(PUBLIC, "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", SELF_ONLY);

  /**
   * What readers are told.
   *
   * @param brandedContent that somebody paid for it
   * @param ownBrand that it promotes the newsroom's own business
   * @param aiGenerated that a machine made it; films only
   */
  record Disclosure(boolean brandedContent, boolean ownBrand, boolean aiGenerated) {}

  static PostSettings of(Account account) {
    boolean audited = account.flag("audited", true);
    String privacy = privacyOf(account, audited);
    return new PostSettings(
        isPhotos(account),
        mostPicturesOf(account),
        domains(account.setting("media-domains", "")),
        audited,
        privacy,
        disclosureOf(account, privacy),
        account.flag("disable-comment", false),
        account.flag("disable-duet", false),
        account.flag("disable-stitch", false),
        account.flag("add-music", false));
  }

  private static boolean isPhotos(Account account) {
    return switch (account.setting("form", "video")) {
      case "video" -> false;
      case "photos" -> true;
      default ->
          throw new InvalidAccountException("settings.form", "needs video (a film) or photos");
    };
  }

  private static int mostPicturesOf(Account account) {
    int most = account.number("most-pictures", MOST_PICTURES);
    if (most < 1 || most > MOST_PICTURES) {
      throw new InvalidAccountException(
          "settings.most-pictures", "needs 1 to %d, not %d".formatted(MOST_PICTURES, most));
    }
    return most;
  }

  private static List<String> domains(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /**
   * Before its audit an app posts for the account's own eyes only, and nothing else is promised.
   */
  private static String privacyOf(Account account, boolean audited) {
    String privacy = account.setting("privacy", audited ? PUBLIC : SELF_ONLY);
    if (!PRIVACY.contains(privacy)) {
      throw new InvalidAccountException(
          "settings.privacy", "needs one of %s, not \"%s\"".formatted(PRIVACY, privacy));
    }
    if (!audited && !privacy.equals(SELF_ONLY)) {
      throw new InvalidAccountException(
          "settings.privacy",
          "needs SELF_ONLY as long as audited is false: TikTok takes no other posts of an app"
              + " without its audit");
    }
    return privacy;
  }

  private static Disclosure disclosureOf(Account account, String privacy) {
    Disclosure disclosure =
        new Disclosure(
            account.flag("branded-content", false),
            account.flag("own-brand", false),
            account.flag("ai-generated", false));
    if (disclosure.brandedContent() && privacy.equals(SELF_ONLY)) {
      throw new InvalidAccountException(
          "settings.branded-content", "can't be true for posts that are SELF_ONLY");
    }
    return disclosure;
  }
}
