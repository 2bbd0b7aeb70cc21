// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Says what part of a whole a number is, no more exactly than so many can tell. */
final class Share {

  private static final long FEW = 100;
  private static final long MANY = 10_000;

  private Share() {}

  /**
   * Such as {@code 3 of 40 accepted}, from a hundred on with whole percents, from ten thousand on
   * with tenths; empty where the whole is nothing.
   */
  static String of(long part, long whole, String name) {
    if (whole == 0) {
      return "";
    }
    String counted = "of %d %s".formatted(whole, name);
    return whole < FEW ? counted : "%s, %s %%".formatted(counted, percent(part, whole));
  }

  private static String percent(long part, long whole) {
    int digits = whole < MANY ? 0 : 1;
    BigDecimal percent =
        BigDecimal.valueOf(100 * part)
            .divide(BigDecimal.valueOf(whole), digits, RoundingMode.HALF_UP);
    BigDecimal least = BigDecimal.ONE.movePointLeft(digits);
    return part > 0 && percent.compareTo(least) < 0
        ? "under " + least.toPlainString()
        : percent.toPlainString();
  }
}
