// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTests {

  @Test
  void isUnlimitedUnlessSet() {
    assertThat(Budget.of(account(Map.of())).isLimited()).isFalse();
    assertThat(Budget.of(account(Map.of("budget-daily", "2.50"))).daily())
        .isEqualByComparingTo("2.5");
    assertThat(Budget.of(account(Map.of("budget-monthly", "40"))).isLimited()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "much", "1e9", "0.0000001", "5 dollars", "NaN"})
  void namesAnAmountThatIsNone(String amount) {
    assertThatThrownBy(() -> Budget.of(account(Map.of("budget-daily", amount))))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings.budget-daily")
        .hasMessageContaining("such as 5 or 2.50");
  }

  @Test
  void isRefusedWhereNothingIsCharged() {
    assertThatThrownBy(() -> Budget.refuse(account(Map.of("budget-monthly", "5"))))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings.budget-monthly")
        .hasMessageContaining("charges nothing");
    Budget.refuse(account(Map.of("zone", "UTC")));
  }

  private static Account account(Map<String, String> settings) {
    return new Account(new ChannelId("x-en"), "x", "en", settings, Map.of());
  }
}
