// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.Frame;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;

/**
 * What form posts take. Limits are those of core.telegram.org/bots/api, read 2026-07.
 *
 * @param preferred the form of a post that has what it needs; without, it is a lesser one
 * @param pictures the most that an album shows
 * @param card whether a picture is drawn for a story that has none
 */
record Presentation(TelegramForm preferred, int pictures, boolean card) {

  /** The text of a post that stands alone. */
  static final String MESSAGE = "message";

  /** The text under pictures and films. */
  static final String CAPTION = "caption";

  static final String PICTURE = "picture";
  static final String FILM = "film";

  /** In bytes; of one uploaded picture. */
  static final long LARGEST_PICTURE = 10L * 1024 * 1024;

  /** In bytes; of one uploaded film. */
  static final long LARGEST_FILM = 50L * 1024 * 1024;

  private static final int FEWEST_OF_ALBUM = 2;
  private static final int MOST_OF_ALBUM = 10;
  private static final int DEFAULT_OF_ALBUM = 4;

  /** Telegram's apps show no more of a picture; it takes sides of 10,000 together. */
  private static final int LONGEST_SIDE = 2560;

  private static final int CARD_WIDTH = 1280;
  private static final int CARD_HEIGHT = 720;

  /** The film of YouTube's and TikTok's size, which so is drawn once. */
  private static final int FILM_WIDTH = 1080;

  private static final int FILM_HEIGHT = 1920;
  private static final Duration LONGEST_FILM = Duration.ofSeconds(60);

  static Presentation of(Account account) {
    return new Presentation(
        account.choice("form", TelegramForm.PHOTO), pictures(account), account.flag("card", false));
  }

  private static int pictures(Account account) {
    int pictures = account.number("album-pictures", DEFAULT_OF_ALBUM);
    if (pictures < FEWEST_OF_ALBUM || pictures > MOST_OF_ALBUM) {
      throw new InvalidAccountException(
          "settings.album-pictures",
          "needs a number from %d to %d".formatted(FEWEST_OF_ALBUM, MOST_OF_ALBUM));
    }
    return pictures;
  }

  /** How many messages a post may be; each counts where Telegram limits the rate. */
  int messages() {
    return this.preferred == TelegramForm.ALBUM ? this.pictures : 1;
  }

  List<PartProfile> parts() {
    PartProfile message = new PartProfile(MESSAGE, TelegramText.LONGEST_TEXT, TelegramText.MEASURE);
    PartProfile caption =
        new PartProfile(CAPTION, TelegramText.LONGEST_CAPTION, TelegramText.MEASURE);
    return this.preferred == TelegramForm.TEXT ? List.of(message) : List.of(message, caption);
  }

  List<MediaDemand> media() {
    return switch (this.preferred) {
      case TEXT -> List.of();
      case PHOTO -> List.of(pictures(1));
      case ALBUM -> List.of(pictures(this.pictures));
      case VIDEO ->
          List.of(new MediaDemand.Film(FILM, FILM_WIDTH, FILM_HEIGHT, LONGEST_FILM, true, false));
    };
  }

  private MediaDemand pictures(int most) {
    MediaDemand.@Nullable Card drawn =
        this.card ? new MediaDemand.Card(PICTURE, CARD_WIDTH, CARD_HEIGHT, true, false) : null;
    Frame frame = Frame.ofAnyRatio(LONGEST_SIDE, LONGEST_SIDE, LARGEST_PICTURE);
    return new MediaDemand.Pictures(PICTURE, most, frame, drawn);
  }

  /**
   * The form of a post. One picture is shown where the whole message fits under it: readers lose no
   * sentence to a picture, which a text's preview shows as well. An album or a film is the post
   * itself; its caption says what fits.
   */
  TelegramForm formOf(Post post) {
    if (post.optionalPart(CAPTION).isEmpty()) {
      return TelegramForm.TEXT;
    }
    int pictures = Math.min(post.attachments(PICTURE).size(), messages());
    return switch (this.preferred) {
      case TEXT -> TelegramForm.TEXT;
      case VIDEO ->
          post.optionalAttachment(FILM).isPresent() ? TelegramForm.VIDEO : TelegramForm.TEXT;
      case PHOTO, ALBUM ->
          pictures >= FEWEST_OF_ALBUM
              ? TelegramForm.ALBUM
              : pictures == 1 && fitsUnderPicture(post) ? TelegramForm.PHOTO : TelegramForm.TEXT;
    };
  }

  private static boolean fitsUnderPicture(Post post) {
    return TelegramText.MEASURE.lengthOf(post.part(MESSAGE)) <= TelegramText.LONGEST_CAPTION;
  }

  /** What a post of this form shows in so many messages, in its order. */
  static List<Attachment> shownBy(TelegramForm form, Post post, int messages) {
    List<Attachment> shown =
        switch (form) {
          case TEXT -> List.of();
          case PHOTO, ALBUM -> post.attachments(PICTURE);
          case VIDEO -> post.attachments(FILM);
        };
    return shown.stream().limit(messages).toList();
  }
}
