// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.storycast.channel.Attachment;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;

/** What Instagram would refuse, said before it is asked. */
final class Captions {

  static final int LIMIT = 2_200;

  /**
   * The unit is not documented: an emoji counts one code point or two UTF-16 units. A text within
   * the limit in the larger unit is within it in both.
   */
  static final TextMeasure MEASURE = TextMeasure.utf16Units();

  private static final Pattern MENTION = Pattern.compile("(?<![\\w@.])@[A-Za-z0-9_.]+");
  private static final int MOST_MENTIONS = 20;
  private static final long MOST_BYTES = 8 * 1024 * 1024;
  private static final double NARROWEST = 0.8;
  private static final double WIDEST = 1.91;
  private static final long MOST_BYTES_OF_FILM = 300_000_000;
  private static final Duration SHORTEST_FILM = Duration.ofSeconds(3);
  private static final Duration LONGEST_FILM = Duration.ofMinutes(15);

  /** Sizes are whole pixels, so that ratios are not exact. */
  private static final double ROUNDING = 0.005;

  private Captions() {}

  static Optional<Outcome> fault(Post post, InstagramSettings settings) {
    return faultOf(post.part(InstagramPublisher.CAPTION), settings.hashtags())
        .or(
            () ->
                post.attachments(InstagramForm.PICTURES).stream()
                    .flatMap(it -> faultOf(it, settings.form()).stream())
                    .findFirst())
        .or(() -> post.optionalAttachment(InstagramForm.FILM).flatMap(Captions::faultOfFilm))
        .or(() -> lack(post, settings.form()));
  }

  private static Optional<Outcome> faultOf(String caption, int hashtags) {
    long tags = Hashtags.count(caption);
    long mentions = MENTION.matcher(caption).results().count();
    if (MEASURE.lengthOf(caption) > LIMIT) {
      return rejected(
          FailureReason.TOO_LONG,
          "The caption has %d UTF-16 units; Instagram takes %d"
              .formatted(MEASURE.lengthOf(caption), LIMIT));
    }
    if (tags > hashtags) {
      return rejected(
          FailureReason.CONTENT,
          "The caption has %d hashtags; settings.hashtags allows %d".formatted(tags, hashtags));
    }
    return mentions > MOST_MENTIONS
        ? rejected(
            FailureReason.CONTENT,
            "The caption names %d accounts; Instagram takes %d".formatted(mentions, MOST_MENTIONS))
        : Optional.empty();
  }

  private static Optional<Outcome> faultOf(Attachment picture, InstagramForm form) {
    double ratio = (double) picture.width() / picture.height();
    if (!picture.mediaType().equals("image/jpeg") || picture.size() > MOST_BYTES) {
      return rejected(
          FailureReason.MEDIA,
          "Instagram takes JPEG of at most 8 MiB, not %s of %d bytes"
              .formatted(picture.mediaType(), picture.size()));
    }
    boolean fits = ratio >= NARROWEST - ROUNDING && ratio <= WIDEST + ROUNDING;
    return fits || form == InstagramForm.STORY
        ? Optional.empty()
        : rejected(
            FailureReason.MEDIA,
            "Instagram takes pictures from 4:5 to 1.91:1, not %d by %d"
                .formatted(picture.width(), picture.height()));
  }

  private static Optional<Outcome> faultOfFilm(Attachment film) {
    boolean fits =
        film.size() <= MOST_BYTES_OF_FILM
            && film.duration().compareTo(SHORTEST_FILM) >= 0
            && film.duration().compareTo(LONGEST_FILM) <= 0;
    return fits
        ? Optional.empty()
        : rejected(
            FailureReason.MEDIA,
            "Instagram takes films of 3 s to 15 min and at most 300 MB, not %s of %d bytes"
                .formatted(film.duration(), film.size()));
  }

  private static Optional<Outcome> lack(Post post, InstagramForm form) {
    String role = form == InstagramForm.REEL ? InstagramForm.FILM : InstagramForm.PICTURES;
    return post.attachments(role).isEmpty()
        ? rejected(FailureReason.MEDIA, "The post has no %s".formatted(role))
        : Optional.empty();
  }

  private static Optional<Outcome> rejected(FailureReason reason, String detail) {
    return Optional.of(new Outcome.Rejected(reason, detail, null));
  }
}
