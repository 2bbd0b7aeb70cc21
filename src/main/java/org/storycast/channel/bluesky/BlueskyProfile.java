// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Frame;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;
import org.storycast.channel.RateLimit;

/** What an account carries, by its settings. */
final class BlueskyProfile {

  /**
   * A repeat writes the same record at the same place for ever; but it would also undo what a
   * person did to the post meanwhile, and a post that says it is of yesterday is shown to nobody.
   */
  private static final Duration REPEAT_SAFE_FOR = Duration.ofDays(1);

  /** The account's server shows at once what it took. */
  private static final Duration SETTLING_TIME = Duration.ofSeconds(10);

  /** Below the 1,000 uploads a day that an account has, with one file for each post. */
  private static final RateLimit RATE_LIMIT = new RateLimit(20, Duration.ofMinutes(30));

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_DESCRIPTION = 300;
  private static final int SIDE = 2_000;
  private static final int CARD_WIDTH = 1_200;
  private static final int CARD_HEIGHT = 675;

  /** By Bluesky's page on videos, three minutes. */
  private static final Duration LONGEST_FILM = Duration.ofMinutes(3);

  /** Log-in, renewed once; a look at what was there; the post that is continued; the record. */
  private static final int CALLS = 6;

  /** Two tokens for the video service, its limits, and what became of the film. */
  private static final int CALLS_OF_A_FILM = 4;

  private BlueskyProfile() {}

  static ChannelProfile of(BlueskySettings settings) {
    return new ChannelProfile(
        BlueskyPublisherFactory.KIND,
        "Bluesky",
        parts(settings.form()),
        media(settings.form()),
        REPEAT_SAFE_FOR,
        SETTLING_TIME,
        settings
            .timeout()
            .multipliedBy(
                CALLS + (settings.form() == BlueskySettings.Form.VIDEO ? CALLS_OF_A_FILM : 0))
            .plus(settings.uploadTimeout().multipliedBy(uploads(settings.form()))),
        RATE_LIMIT);
  }

  private static List<PartProfile> parts(BlueskySettings.Form form) {
    List<PartProfile> parts = new ArrayList<>();
    parts.add(new PartProfile(BlueskyPublisher.TEXT, RichText.MOST_CHARACTERS, RichText.MEASURE));
    if (form == BlueskySettings.Form.CARD) {
      parts.add(new PartProfile(Embeds.TITLE, LONGEST_TITLE, Embeds.measure()));
      parts.add(new PartProfile(Embeds.DESCRIPTION, LONGEST_DESCRIPTION, Embeds.measure()));
    }
    return parts;
  }

  private static List<MediaDemand> media(BlueskySettings.Form form) {
    return switch (form) {
      case CARD ->
          List.of(
              new MediaDemand.Pictures(Embeds.THUMB, 1, anyOf(CARD_WIDTH), drawn(Embeds.THUMB)));
      case PICTURES ->
          List.of(
              new MediaDemand.Pictures(
                  Embeds.PICTURE, Embeds.MOST_PICTURES, anyOf(SIDE), drawn(Embeds.PICTURE)));
      case VIDEO ->
          List.of(
              MediaDemand.film(Embeds.FILM, 1_080, 1_920, LONGEST_FILM),
              new MediaDemand.Captions(Embeds.CAPTIONS, "text/vtt"));
      case TEXT -> List.of();
    };
  }

  private static Frame anyOf(int side) {
    return Frame.ofAnyRatio(side, side, Embeds.SAFE_PICTURE_BYTES);
  }

  private static MediaDemand.Card drawn(String role) {
    return new MediaDemand.Card(role, CARD_WIDTH, CARD_HEIGHT, true, false);
  }

  private static int uploads(BlueskySettings.Form form) {
    return switch (form) {
      case CARD -> 1;
      case PICTURES -> Embeds.MOST_PICTURES;
      case VIDEO -> 2;
      case TEXT -> 0;
    };
  }
}
