// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.storycast.channel.MutableClock;

/** A simulated Bot API at noon, asked by raw requests. */
abstract class AskingTelegram {

  static final String TOKEN = TelegramSimulator.TOKEN;
  static final String OBSERVER = TelegramSimulator.OBSERVER_TOKEN;
  static final String CHAT = "\"chat_id\":\"@steppe_courier\"";
  static final String HELLO = "{%s,\"text\":\"Hello\"}".formatted(CHAT);

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  TelegramSimulator simulator;
  RawTelegram telegram;

  @BeforeEach
  void start() {
    this.simulator = new TelegramSimulator(this.clock);
    this.telegram = new RawTelegram(this.simulator.address());
  }

  @AfterEach
  void stop() {
    this.simulator.close();
  }

  RawTelegram.Answer call(String method, String json) {
    return this.telegram.json(TOKEN, method, json);
  }
}
