// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.PartProfile;
import org.storycast.channel.RateLimit;
import org.storycast.channel.TextMeasure;
import org.storycast.mailing.InlineStyles;
import org.storycast.mailing.Letterhead;

/** What e-mail is and demands. */
final class EmailProfile {

  static final String KIND = "email";
  static final String SUBJECT = "subject";
  static final String PREHEADER = "preheader";
  static final String HTML = "html";
  static final String TEXT = "text";

  /** Gmail shows no more than about 102 kB of a mail and hides the rest behind a link. */
  static final int HTML_LIMIT = 102_400;

  /** From here on the next added picture or line of the foot may be hidden. */
  static final int HTML_LARGE = 100_000;

  private static final int SUBJECT_LIMIT = 250;
  private static final int PREHEADER_LIMIT = 250;
  private static final int TEXT_LIMIT = 500_000;

  /** As many bytes as a preheader of that limit has in any usual alphabet. */
  private static final String LONG_PREHEADER = "x".repeat(4 * PREHEADER_LIMIT);

  private EmailProfile() {}

  /**
   * Opening an issue is harmless to repeat for ever, since the delivery's key finds the same issue.
   */
  static ChannelProfile profile(Letterhead letterhead) {
    return new ChannelProfile(
        KIND,
        "E-mail",
        List.of(
            new PartProfile(SUBJECT, SUBJECT_LIMIT, TextMeasure.graphemes()),
            new PartProfile(PREHEADER, PREHEADER_LIMIT, TextMeasure.graphemes()),
            new PartProfile(
                HTML,
                HTML_LIMIT,
                filledIn(letterhead),
                HTML_LARGE,
                List.of(EmailForms.WAY_OUT),
                InlineStyles::inline),
            new PartProfile(
                TEXT,
                TEXT_LIMIT,
                filledIn(letterhead),
                TEXT_LIMIT,
                List.of(EmailForms.WAY_OUT),
                UnaryOperator.identity())),
        List.of(),
        Duration.ofDays(3650),
        Duration.ZERO,
        Duration.ofSeconds(60),
        new RateLimit(10, Duration.ofMinutes(1)));
  }

  /** Counts bytes as they are once the mailing has filled in its places. */
  private static TextMeasure filledIn(Letterhead letterhead) {
    return TextMeasure.of("bytes", text -> letterhead.longestBytes(text, LONG_PREHEADER));
  }
}
