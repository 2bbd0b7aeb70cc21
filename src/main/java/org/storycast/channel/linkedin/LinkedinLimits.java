// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.time.Duration;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * Limits that LinkedIn does not publish. The defaults are the lowest of what people report (read in
 * 2026-09); whoever sees LinkedIn take more may say so.
 *
 * @param title the longest title of a card or film, in UTF-16 units
 * @param description the longest description of a card, in UTF-16 units
 * @param pictureBytes the largest file of a picture
 * @param postsOfADay the most posts of an author in 24 hours
 * @param settlingTime how long after a publication reading may not show it yet
 */
record LinkedinLimits(
    int title, int description, int pictureBytes, int postsOfADay, Duration settlingTime) {

  private static final int MILLION = 1_000_000;
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);

  static LinkedinLimits of(Account account) {
    return new LinkedinLimits(
        within(account, "title-limit", 200, 40, 400),
        within(account, "description-limit", 256, 40, 4_000),
        within(account, "picture-megabytes", 8, 1, 36) * MILLION,
        within(account, "posts-per-day", 100, 1, 1_000),
        settlingTimeOf(account));
  }

  private static int within(Account account, String name, int otherwise, int least, int most) {
    int number = account.number(name, otherwise);
    if (number < least || number > most) {
      throw new InvalidAccountException(
          "settings." + name,
          "needs a number from %d to %d, not %d".formatted(least, most, number));
    }
    return number;
  }

  private static Duration settlingTimeOf(Account account) {
    Duration time = account.duration("settling-time", Duration.ofSeconds(60));
    if (!time.isPositive() || time.compareTo(LONGEST_SETTLING) > 0) {
      throw new InvalidAccountException(
          "settings.settling-time", "needs a duration from 1s to 10m, not " + time);
    }
    return time;
  }
}
