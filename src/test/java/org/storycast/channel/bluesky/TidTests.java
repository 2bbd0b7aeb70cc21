// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.storycast.channel.DeliveryKey;

class TidTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story");

  @Test
  void hasTheFormOfOne() {
    assertThat(Tid.of(NOON, KEY, "text")).matches("[234567abcdefghij][234567a-z]{12}");
    assertThat(Tid.of(Instant.EPOCH, KEY, "text")).matches("22222222222[234567a-z]{2}");
    assertThat(Tid.of(Instant.parse("2200-01-01T00:00:00Z"), KEY, "text"))
        .matches("[234567abcdefghij][234567a-z]{12}");
  }

  @Test
  void isTheSameForTheSameDeliveryAndMoment() {
    assertThat(Tid.of(NOON, KEY, "text")).isEqualTo(Tid.of(NOON, KEY, "text"));
  }

  @Test
  void sortsAsTimeDoes() {
    assertThat(Tid.of(NOON, KEY, "text"))
        .isLessThan(Tid.of(NOON.plusNanos(1_000), DeliveryKey.of("other"), "text"));
  }

  @Test
  void tellsDeliveriesOfOneMomentApart() {
    Set<String> keys = new HashSet<>();
    IntStream.range(0, 30)
        .forEach(it -> keys.add(Tid.of(NOON, DeliveryKey.of("story " + it), "text")));
    assertThat(keys).hasSizeGreaterThan(27);
  }

  @Test
  void countsMicroseconds() {
    String tid = Tid.of(NOON, KEY, "text");
    long number = 0;
    for (char letter : tid.toCharArray()) {
      number = number << 5 | "234567abcdefghijklmnopqrstuvwxyz".indexOf(letter);
    }
    assertThat(number >> 10).isEqualTo(NOON.getEpochSecond() * 1_000_000 + 123_456);
  }
}
