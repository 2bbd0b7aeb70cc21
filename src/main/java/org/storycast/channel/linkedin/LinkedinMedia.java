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

  private static final Duration LONGEST_FILM = Duration.ofMinutes(30);

  private LinkedinMedia() {}

  /** The texts beside the commentary. */
  static List<PartProfile> texts(LinkedinSettings settings) {
    PartProfile title =
        new PartProfile(
            LinkedinPublisher.TITLE, settings.limits().title(), TextMeasure.utf16Units());
    PartProfile description =
        new PartProfile(
            LinkedinPublisher.DESCRIPTION,
            settings.limits().description(),
            TextMeasure.utf16Units());
    return switch (settings.form()) {
      case ARTICLE -> List.of(title, description);
      case VIDEO -> List.of(title);
      case PICTURES, TEXT -> List.of();
    };
  }

  static List<MediaDemand> demands(LinkedinSettings settings) {
    Frame frame = Frame.ofAnyRatio(SIDE, SIDE, settings.limits().pictureBytes());
    return switch (settings.form()) {
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
