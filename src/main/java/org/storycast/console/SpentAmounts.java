// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.delivery.Spending;

/** Says what channels have cost, as people write amounts. */
@Component
class SpentAmounts {

  private static final int MOST_DECIMALS = 3;
  private static final int FEWEST_DECIMALS = 2;

  private final Spending spending;

  SpentAmounts(Spending spending) {
    this.spending = spending;
  }

  /** Today's and this month's; empty where the platform charges nothing. */
  Optional<Overview.Spent> of(Channel channel) {
    return this.spending
        .of(channel)
        .map(
            it ->
                new Overview.Spent(
                    List.of(
                        amount("today", it.today(), it.daily(), it.currency()),
                        amount("this month", it.thisMonth(), it.monthly(), it.currency())),
                    it.waiting()));
  }

  private static Overview.Amount amount(
      String name, BigDecimal spent, @Nullable BigDecimal budget, Currency currency) {
    String text = currency.getCurrencyCode() + " " + text(spent);
    return new Overview.Amount(name, budget == null ? text : text + " of " + text(budget));
  }

  private static String text(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(MOST_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return (rounded.scale() < FEWEST_DECIMALS
            ? rounded.setScale(FEWEST_DECIMALS, RoundingMode.UNNECESSARY)
            : rounded)
        .toPlainString();
  }
}
