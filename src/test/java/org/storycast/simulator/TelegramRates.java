// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast bots may send: one message a second into a chat with a small burst, twenty a minute into
 * a chat, thirty a second by one bot. Guidance by Telegram, not a promise, read 2026-07.
 */
final class TelegramRates {

  private static final int BURST = 5;
  private static final Duration BURST_PERIOD = Duration.ofSeconds(BURST);
  private static final int PER_CHAT = 20;
  private static final Duration CHAT_PERIOD = Duration.ofMinutes(1);
  private static final int PER_BOT = 30;
  private static final Duration BOT_PERIOD = Duration.ofSeconds(1);

  private final Clock clock;
  private final Map<Long, Deque<Instant>> byChat = new HashMap<>();
  private final Map<Long, Deque<Instant>> byBot = new HashMap<>();

  TelegramRates(Clock clock) {
    this.clock = clock;
  }

  /** Counts messages of one call, or refuses them all. */
  void count(long bot, long chat, int messages) {
    Deque<Instant> inChat = this.byChat.computeIfAbsent(chat, it -> new ArrayDeque<>());
    Deque<Instant> byThisBot = this.byBot.computeIfAbsent(bot, it -> new ArrayDeque<>());
    refuseAbove(BURST, BURST_PERIOD, inChat);
    refuseAbove(PER_CHAT, CHAT_PERIOD, inChat);
    refuseAbove(PER_BOT, BOT_PERIOD, byThisBot);
    for (int i = 0; i < messages; i++) {
      inChat.addLast(this.clock.instant());
      byThisBot.addLast(this.clock.instant());
    }
  }

  private void refuseAbove(int most, Duration period, Deque<Instant> sent) {
    Instant now = this.clock.instant();
    Instant since = now.minus(period);
    long recent = sent.stream().filter(it -> it.isAfter(since)).count();
    if (recent >= most) {
      Instant freeing =
          sent.stream().filter(it -> it.isAfter(since)).skip(recent - most).findFirst().orElse(now);
      throw TelegramRefusal.tooManyRequests(
          Math.max(1, Duration.between(now, freeing.plus(period)).toSeconds()));
    }
  }
}
