// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.Map;

/** The newspaper's Telegram channel. */
final class SimulatedTelegram implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new TelegramSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.telegram.";
    return Map.of(
        account + "page",
        "https://t.me/" + TelegramSimulator.CHANNEL_NAME,
        account + "settings.chat-id",
        "@" + TelegramSimulator.CHANNEL_NAME,
        account + "settings.base-url",
        ((HttpSimulator) simulator).address().toString(),
        account + "credentials.bot-token",
        TelegramSimulator.TOKEN,
        account + "credentials.observer-token",
        TelegramSimulator.OBSERVER_TOKEN);
  }
}
