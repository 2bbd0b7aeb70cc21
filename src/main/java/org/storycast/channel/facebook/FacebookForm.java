// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Duration;
import java.util.List;
import org.storycast.channel.Account;
import org.storycast.channel.Frame;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;

/** What a channel makes of a story on a page. */
enum FacebookForm {
  /** A message and a link with the preview that Facebook draws; without an address, a message. */
  LINK,
  /** One picture with a caption. */
  PHOTO,
  /** Several pictures with a caption. */
  PHOTOS,
  /** A film among the page's videos. */
  VIDEO,
  /** A film among the page's reels. */
  REEL;

  /** The text of {@link #LINK}, whose link stands beside it. */
  static final String MESSAGE = "message";

  /** The text of all others; their link stands in it. */
  static final String CAPTION = "caption";

  /** The role of pictures. */
  static final String PICTURE = "picture";

  /** The role of the film. */
  static final String FILM = "film";

  /** Facebook does not say what it counts; UTF-16 units are never fewer than code points. */
  private static final int LONGEST = 63_206;

  /** What Facebook's own reel editor takes; the API names no limit. */
  private static final int LONGEST_OF_REEL = 2_200;

  /** By error 1366046, whose unit is not told: below it in either. */
  private static final long MOST_BYTES = 4_000_000;

  /** The largest that Facebook keeps; it scales others down. */
  private static final int SIDE = 2_048;

  /** From a tall phone's screenshot to a panorama. */
  private static final Frame FRAME = new Frame(SIDE, SIDE, 0.4, 3, MOST_BYTES);

  static FacebookForm of(Account account) {
    return account.choice("form", LINK);
  }

  /** Whether it is a film, which Facebook processes before it shows it. */
  boolean isFilm() {
    return this == VIDEO || this == REEL;
  }

  /** Its only text. */
  PartProfile part() {
    return switch (this) {
      case LINK -> new PartProfile(MESSAGE, LONGEST, TextMeasure.utf16Units());
      case PHOTO, PHOTOS, VIDEO -> new PartProfile(CAPTION, LONGEST, TextMeasure.utf16Units());
      case REEL -> new PartProfile(CAPTION, LONGEST_OF_REEL, TextMeasure.utf16Units());
    };
  }

  /**
   * What it shows.
   *
   * @param pictures the most that {@link #PHOTOS} carries
   */
  List<MediaDemand> media(int pictures) {
    return switch (this) {
      case LINK -> List.of();
      case PHOTO -> List.of(photos(1));
      case PHOTOS -> List.of(photos(pictures));
      case VIDEO -> List.of(MediaDemand.film(FILM, 1080, 1350, Duration.ofMinutes(20)));
      case REEL -> List.of(MediaDemand.film(FILM, 1080, 1920, Duration.ofSeconds(90)));
    };
  }

  private static MediaDemand photos(int most) {
    return new MediaDemand.Pictures(PICTURE, most, FRAME, MediaDemand.card(PICTURE, 1080, 1350));
  }
}
