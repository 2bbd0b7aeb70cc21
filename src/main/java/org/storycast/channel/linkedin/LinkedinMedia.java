// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.time.Duration;
import java.util.List;
import org.storycast.channel.Attachment;
import org.storycast.channel.Frame;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;

/** What a post carries beside its text, by its form. */
final class LinkedinMedia {

  private static final String PICTURE = "picture";
  private static final String FILM = "film";
  private static final int MOST_PICTURES = 20;

  /** LinkedIn takes pictures of less than 36,152,320 pixels (images API, read in 2026-05). */
  private static final int SIDE = 4_096;

  /** Its limit for the file is not written down; people report eight to ten megabytes. */
  private static final long MOST_BYTES = 8_000_000;

  private static final Duration LONGEST_FILM = Duration.ofMinutes(30);

  /** LinkedIn does not say how long these may be; longer ones are cut in the feed. */
  private static final int LONGEST_TITLE = 200;

  private static final int LONGEST_DESCRIPTION = 256;

  private LinkedinMedia() {}

  /** The texts beside the commentary. */
  static List<PartProfile> texts(LinkedinSettings.Form form) {
    PartProfile title =
        new PartProfile(LinkedinPublisher.TITLE, LONGEST_TITLE, TextMeasure.utf16Units());
    PartProfile description =
        new PartProfile(
            LinkedinPublisher.DESCRIPTION, LONGEST_DESCRIPTION, TextMeasure.utf16Units());
    return switch (form) {
      case ARTICLE -> List.of(title, description);
      case VIDEO -> List.of(title);
      case PICTURES, TEXT -> List.of();
    };
  }

  static List<MediaDemand> demands(LinkedinSettings.Form form) {
    Frame frame = Frame.ofAnyRatio(SIDE, SIDE, MOST_BYTES);
    return switch (form) {
      case ARTICLE -> List.of(new MediaDemand.Pictures(PICTURE, 1, frame, card(1200, 627)));
      case PICTURES ->
          List.of(new MediaDemand.Pictures(PICTURE, MOST_PICTURES, frame, card(1080, 1080)));
      case VIDEO -> List.of(MediaDemand.film(FILM, 1080, 1080, LONGEST_FILM));
      case TEXT -> List.of();
    };
  }

  private static MediaDemand.Card card(int width, int height) {
    return new MediaDemand.Card(PICTURE, width, height, true, false);
  }

  /** The post's media, in order. */
  static List<Attachment> of(Post post, LinkedinSettings.Form form) {
    return switch (form) {
      case ARTICLE -> post.attachments(PICTURE).stream().limit(1).toList();
      case PICTURES -> post.attachments(PICTURE).stream().limit(MOST_PICTURES).toList();
      case VIDEO -> List.of(post.attachment(FILM));
      case TEXT -> List.of();
    };
  }
}
