// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;

/** What a channel has spent, as a line of the look at its account. */
final class SpentLine {

  /** From so much of a budget on, a person is told while there is time to raise it. */
  private static final BigDecimal NEARLY_ALL = new BigDecimal("0.80");

  private SpentLine() {}

  static Checkup.Line of(Spending.Spent spent) {
    String amounts =
        "%s today, %s this month"
            .formatted(
                text(spent.today(), spent.daily(), spent.currency()),
                text(spent.thisMonth(), spent.monthly(), spent.currency()));
    String settings =
        Stream.of(
                isNearlySpent(spent.today(), spent.daily()) ? "budget-daily" : null,
                isNearlySpent(spent.thisMonth(), spent.monthly()) ? "budget-monthly" : null)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" and "));
    return settings.isEmpty()
        ? new Checkup.Line("spending", Verdict.GOOD, amounts)
        : new Checkup.Line(
            "spending",
            Verdict.WARNING,
            amounts
                + ". Posts that do not fit wait for the next day or month; raise the setting "
                + settings
                + " if they are not to");
  }

  private static boolean isNearlySpent(BigDecimal spent, @Nullable BigDecimal budget) {
    return budget != null && spent.compareTo(budget.multiply(NEARLY_ALL)) >= 0;
  }

  private static String text(BigDecimal spent, @Nullable BigDecimal budget, Currency currency) {
    String text = Shortage.text(spent, currency);
    return budget == null ? text : text + " of " + Shortage.text(budget, currency);
  }
}
