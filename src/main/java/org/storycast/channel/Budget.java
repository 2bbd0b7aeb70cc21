// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The most that a channel may cost, in the currency of its publisher's {@link Costs}.
 *
 * @param daily in one day of the channel's time zone; absent where there is no such limit
 * @param monthly in one calendar month there; absent where there is no such limit
 */
public record Budget(@Nullable BigDecimal daily, @Nullable BigDecimal monthly) {

  /** No limit. */
  static final Budget NONE = new Budget(null, null);

  private static final String DAILY = "budget-daily";
  private static final String MONTHLY = "budget-monthly";
  private static final int MOST_DECIMALS = 6;
  private static final BigDecimal MOST = new BigDecimal("1000000");

  /**
   * Reads {@code budget-daily} and {@code budget-monthly}.
   *
   * @throws InvalidAccountException naming the setting and the remedy
   */
  static Budget of(Account account) {
    return new Budget(amount(account, DAILY), amount(account, MONTHLY));
  }

  /**
   * Passes where the account sets no budget.
   *
   * @throws InvalidAccountException naming the setting
   */
  static void refuse(Account account) {
    for (String setting : new String[] {DAILY, MONTHLY}) {
      if (account.optionalSetting(setting).isPresent()) {
        throw new InvalidAccountException(
            "settings." + setting, "does not fit: this platform charges nothing; remove it");
      }
    }
  }

  /** Whether there is any limit. */
  public boolean isLimited() {
    return this.daily != null || this.monthly != null;
  }

  private static @Nullable BigDecimal amount(Account account, String setting) {
    String text = account.setting(setting, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      BigDecimal amount = new BigDecimal(text.strip());
      if (amount.signum() > 0 && amount.compareTo(MOST) <= 0 && amount.scale() <= MOST_DECIMALS) {
        return amount;
      }
    } catch (NumberFormatException malformed) {
      // answered below, with the setting's name
    }
    throw new InvalidAccountException(
        "settings." + setting, "needs an amount such as 5 or 2.50, not \"" + text + "\"");
  }
}
