// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.database.TestDatabase;

/** The numbers of publications, ever more rarely. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class MeasurementsTests {

  private final DeliveryKit kit;

  MeasurementsTests(TestDatabase.Kind kind, @TempDir Path data) {
    this.kit = new DeliveryKit(kind.fresh(), data);
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void asksOftenAtFirstAndRarelyLater() {
    DeliveryId delivery = published();
    this.kit.channel.numbers = Map.of("likes", 3L, "views", 70L);
    for (int hour = 0; hour < 24 * 40; hour++) {
      boolean isNearARound = hour < 48 || (hour + 1) % 24 <= 2;
      if (isNearARound) {
        measure();
      }
      this.kit.clock.advance(Duration.ofHours(1));
    }
    List<Measurement> all = this.kit.get(Measurements.class).of(delivery);
    assertThat(all)
        .extracting(it -> Duration.between(DeliveryKit.NOON, it.at()).toHours())
        .containsExactly(1L, 3L, 8L, 24L, 48L, 96L, 168L, 336L, 672L);
    assertThat(all.getLast().counts()).isEqualTo(Map.of("likes", 3L, "views", 70L));
    assertThat(this.kit.channel.measured).isEqualTo(9);
  }

  @Test
  void skipsWhatWasMissedWhileNobodyRan() {
    DeliveryId delivery = published();
    measure();
    this.kit.channel.numbers = Map.of("likes", 1L);
    this.kit.clock.advance(Duration.ofHours(30));
    measure();
    measure();
    assertThat(this.kit.channel.measured).isEqualTo(1);
    this.kit.clock.advance(Duration.ofHours(18));
    measure();
    assertThat(this.kit.get(Measurements.class).of(delivery)).hasSize(2);
  }

  @Test
  void asksForNothingThatReadersCannotSee() {
    this.kit.channel.next.add(
        (post, attempt) -> new Outcome.Rejected(FailureReason.CONTENT, "No", null));
    this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.planned(DeliveryKit.REHEARSING);
    this.kit.run();
    this.kit.clock.advance(Duration.ofHours(2));
    measure();
    assertThat(this.kit.channel.measured).isZero();
  }

  @Test
  void leavesAQuietOrClosedAccountAlone() {
    published();
    measure();
    AccountStates accounts = this.kit.get(AccountStates.class);
    Instant later = DeliveryKit.NOON.plus(Duration.ofHours(3));
    accounts.quietUntil(DeliveryKit.CHANNEL, later);
    this.kit.clock.advance(Duration.ofHours(2));
    measure();
    assertThat(this.kit.channel.measured).isZero();
    this.kit.clock.advance(Duration.ofHours(1));
    accounts.pause(DeliveryKit.CHANNEL, "olga");
    measure();
    assertThat(this.kit.channel.measured).isZero();
    accounts.open(DeliveryKit.CHANNEL);
    measure();
    assertThat(this.kit.channel.measured).isEqualTo(1);
  }

  @Test
  void takesAFewAtATime() {
    for (int number = 0; number < 25; number++) {
      this.kit.planned(DeliveryKit.CHANNEL);
    }
    this.kit.run();
    measure();
    this.kit.clock.advance(Duration.ofHours(1));
    measure();
    assertThat(this.kit.channel.measured).isEqualTo(10);
    measure();
    measure();
    measure();
    assertThat(this.kit.channel.measured).isEqualTo(25);
  }

  private DeliveryId published() {
    DeliveryId delivery = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(delivery).state()).isEqualTo(DeliveryState.PUBLISHED);
    return delivery;
  }

  private void measure() {
    this.kit.get(Measurements.class).measureDue();
  }
}
