// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.util.Optional;
import java.util.regex.Pattern;
import org.storycast.channel.Attachment;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.TextMeasure;

/** What Instagram would refuse, said before it is asked. */
final class Captions {

  static final int LIMIT = 2_200;

  /**
   * The unit is not documented: an emoji counts one code point or two UTF-16 units. A text within
   * the limit in the larger unit is within it in both.
   */
  static final TextMeasure MEASURE = TextMeasure.utf16Units();

  private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{M}\\p{N}_]*\\p{L}");
  private static final Pattern MENTION = Pattern.compile("(?<![\\w@.])@[A-Za-z0-9_.]+");
  private static final int MOST_MENTIONS = 20;
  private static final long MOST_BYTES = 8 * 1024 * 1024;
  private static final double NARROWEST = 0.8;
  private static final double WIDEST = 1.91;

  /** Sizes are whole pixels, so that ratios are not exact. */
  private static final double ROUNDING = 0.005;

  private Captions() {}

  static Optional<Outcome> fault(String caption, Attachment card, int hashtags) {
    long tags = HASHTAG.matcher(caption).results().count();
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
    if (mentions > MOST_MENTIONS) {
      return rejected(
          FailureReason.CONTENT,
          "The caption names %d accounts; Instagram takes %d".formatted(mentions, MOST_MENTIONS));
    }
    return faultOf(card);
  }

  private static Optional<Outcome> faultOf(Attachment card) {
    double ratio = (double) card.width() / card.height();
    if (!card.mediaType().equals("image/jpeg") || card.size() > MOST_BYTES) {
      return rejected(
          FailureReason.MEDIA,
          "Instagram takes JPEG of at most 8 MiB, not %s of %d bytes"
              .formatted(card.mediaType(), card.size()));
    }
    return ratio < NARROWEST - ROUNDING || ratio > WIDEST + ROUNDING
        ? rejected(
            FailureReason.MEDIA,
            "Instagram takes pictures from 4:5 to 1.91:1, not %d by %d"
                .formatted(card.width(), card.height()))
        : Optional.empty();
  }

  private static Optional<Outcome> rejected(FailureReason reason, String detail) {
    return Optional.of(new Outcome.Rejected(reason, detail, null));
  }
}
