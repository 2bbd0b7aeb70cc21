// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A plan by which a new sender's daily number grows, since providers distrust an address that sends
 * much from its first day.
 *
 * @param from the first day, in UTC; without it there is no plan
 * @param firstDay the most messages on that day
 * @param lastDay the most messages on the last day; there is no limit after it
 * @param days how many days the plan has
 */
@ConfigurationProperties("storycast.mail.warm-up")
record WarmUpProperties(
    @Nullable LocalDate from,
    @DefaultValue("200") int firstDay,
    @DefaultValue("200000") int lastDay,
    @DefaultValue("42") int days) {

  WarmUpProperties {
    if (firstDay < 1 || lastDay < firstDay || days < 2) {
      throw new IllegalArgumentException(
          "storycast.mail.warm-up: needs first-day of at least 1, last-day not below it, and at"
              + " least 2 days");
    }
  }

  /** The most messages on a day. */
  int mostOn(LocalDate day) {
    if (this.from == null) {
      return Integer.MAX_VALUE;
    }
    long index = ChronoUnit.DAYS.between(this.from, day);
    if (index < 0 || index >= this.days) {
      return index < 0 ? this.firstDay : Integer.MAX_VALUE;
    }
    double growth = Math.pow((double) this.lastDay / this.firstDay, index / (this.days - 1.0));
    return (int) Math.round(this.firstDay * growth);
  }

  boolean isOver(LocalDate day) {
    return mostOn(day) == Integer.MAX_VALUE;
  }
}
