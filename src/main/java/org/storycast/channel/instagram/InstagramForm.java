// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.storycast.channel.Account;
import org.storycast.channel.Frame;
import org.storycast.channel.MediaDemand;

/** What a channel makes of a story on Instagram. */
enum InstagramForm {
  /** One picture. */
  PICTURE,
  /** Several pictures to swipe through; one picture where the story has no more. */
  CAROUSEL,
  /** An upright film. */
  REEL,
  /** A picture that is gone after a day. */
  STORY;

  /** The role of pictures. */
  static final String PICTURES = "picture";

  /** The role of the film. */
  static final String FILM = "film";

  /** The role of the picture that stands for a reel. */
  static final String COVER = "cover";

  private static final long MOST_BYTES = 8_000_000;
  private static final int WIDEST = 1_440;

  /** From 4:5 to 1.91:1, by error 2207009. */
  private static final Frame FRAME = new Frame(WIDEST, 1_800, 0.8, 1.91, MOST_BYTES);

  /** Instagram crops all pictures of a carousel as the first: ours are all alike. */
  private static final Frame ALIKE = new Frame(1_080, 1_350, 0.8, 0.8, MOST_BYTES);

  static InstagramForm of(Account account) {
    return account.choice("form", PICTURE);
  }

  /**
   * What it shows.
   *
   * @param pictures the most that a carousel has
   * @param cover whether a reel has a drawn cover
   */
  List<MediaDemand> media(int pictures, boolean cover) {
    return switch (this) {
      case PICTURE -> List.of(pictures(1, FRAME));
      case CAROUSEL -> List.of(pictures(pictures, ALIKE));
      case REEL -> film(cover);
      // A story shows no caption: what is to be read must stand in the picture.
      case STORY -> List.of(MediaDemand.card(PICTURES, 1080, 1920));
    };
  }

  private static MediaDemand pictures(int most, Frame frame) {
    return new MediaDemand.Pictures(PICTURES, most, frame, MediaDemand.card(PICTURES, 1080, 1350));
  }

  private static List<MediaDemand> film(boolean cover) {
    List<MediaDemand> demands = new ArrayList<>();
    demands.add(MediaDemand.film(FILM, 1080, 1920, Duration.ofMinutes(15)));
    if (cover) {
      demands.add(new MediaDemand.Card(COVER, 1080, 1920, true, false));
    }
    return demands;
  }
}
