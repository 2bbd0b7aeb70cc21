// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Why something does not fit into its channel's budget.
 *
 * @param until when it may; absent where it costs more than a whole budget
 * @param why for people
 */
record Shortage(@Nullable Instant until, String why) {

  private static final int FEWEST_DECIMALS = 2;

  /** It fits into no day or month. */
  static Shortage forEver(BigDecimal cost, BigDecimal limit, Currency currency, Period period) {
    return new Shortage(
        null,
        "It costs %s, more than the channel's whole budget for a %s, %s: raise its setting %s"
            .formatted(
                text(cost, currency), period.name(), text(limit, currency), period.setting()));
  }

  /** It fits into the next day or month. */
  static Shortage until(
      BigDecimal cost, BigDecimal spent, BigDecimal limit, Currency currency, Period period) {
    return new Shortage(
        period.ends(),
        "The channel's budget for the %s is used up: it costs %s, and %s of %s are spent; the next begins at %s"
            .formatted(
                period.name(),
                text(cost, currency),
                text(spent, currency),
                text(limit, currency),
                period.ends()));
  }

  /** As people write amounts: "USD 0.20". */
  static String text(BigDecimal amount, Currency currency) {
    BigDecimal plain = amount.stripTrailingZeros();
    return currency.getCurrencyCode()
        + " "
        + (plain.scale() < FEWEST_DECIMALS
                ? plain.setScale(FEWEST_DECIMALS, RoundingMode.UNNECESSARY)
                : plain)
            .toPlainString();
  }
}
