// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.delivery.Spending;

/** Says what channels have cost, as people write amounts. */
@Component
class SpentAmounts {

  private static final int MOST_DECIMALS = 3;
  private static final int FEWEST_DECIMALS = 2;

  /** From this share of a budget on, the next post may wait. */
  private static final BigDecimal NEARLY_ALL = new BigDecimal("0.9");

  private final Spending spending;

  SpentAmounts(Spending spending) {
    this.spending = spending;
  }

  /** Today's and this month's; none where the platform charges nothing. */
  List<Overview.Spent> of(Channel channel) {
    return this.spending
        .of(channel)
        .map(
            it ->
                List.of(
                    spent("today", it.today(), it.daily(), it.currency()),
                    spent("this month", it.thisMonth(), it.monthly(), it.currency())))
        .orElse(List.of());
  }

  private static Overview.Spent spent(
      String name, BigDecimal amount, @Nullable BigDecimal budget, Currency currency) {
    String text = text(amount);
    return new Overview.Spent(
        name,
        budget == null
            ? "%s %s".formatted(currency.getCurrencyCode(), text)
            : "%s %s of %s".formatted(currency.getCurrencyCode(), text, text(budget)),
        budget != null && amount.compareTo(budget.multiply(NEARLY_ALL)) >= 0);
  }

  private static String text(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(MOST_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return (rounded.scale() < FEWEST_DECIMALS ? rounded.setScale(FEWEST_DECIMALS) : rounded)
        .toPlainString();
  }
}
