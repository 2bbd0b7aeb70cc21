// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.storycast.channel.Account;

/** Whether an account is the one as which a channel is to speak. */
final class Fitting {

  private Fitting() {}

  static boolean isOf(Account configured, OpenedAccount account) {
    return account.settings().entrySet().stream().noneMatch(it -> contradicts(configured, it));
  }

  private static boolean contradicts(Account configured, Map.Entry<String, String> setting) {
    return configured
        .optionalSetting(setting.getKey())
        .filter(value -> !value.equals(setting.getValue()))
        .isPresent();
  }

  /** What to say where none of the accounts is the configured one. */
  static String contradiction(Account configured, List<OpenedAccount> accounts) {
    String wanted =
        accounts.getFirst().settings().entrySet().stream()
            .filter(it -> contradicts(configured, it))
            .map(it -> it.getKey() + " " + configured.setting(it.getKey()))
            .collect(Collectors.joining(", "));
    return "You allowed %s, but channel %s is configured for %s: log in at the platform as that account and connect again, or correct the channel's settings"
        .formatted(names(accounts), configured.id(), wanted);
  }

  /** What to say where another account is connected. */
  static String anotherThan(Connection before, List<OpenedAccount> accounts) {
    return "You allowed %s, but channel %s speaks as %s: log in at the platform as that account and connect again, or disconnect it first"
        .formatted(names(accounts), before.channel(), before.name());
  }

  private static String names(List<OpenedAccount> accounts) {
    return accounts.stream().map(OpenedAccount::name).collect(Collectors.joining(", "));
  }
}
