// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Channels;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.Costs.Charge;
import org.storycast.database.TestDatabase;

/** What a channel that may spend a dollar a day pays for questions: checks and numbers. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class AskingCostsTests {

  private static final Checkup GOOD =
      new Checkup(
          List.of(new Checkup.Line("access token", Verdict.GOOD, "It works")),
          Instant.parse("2026-12-20T12:00:00Z"));

  private final DeliveryKit kit;

  AskingCostsTests(TestDatabase.Kind kind, @TempDir Path data) {
    this.kit = new DeliveryKit(kind.fresh(), data);
    this.kit.channel.checkup = GOOD;
    this.kit.channel.checking = new BigDecimal("0.01");
    this.kit.channel.measuring = new BigDecimal("0.002");
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  private void assertSpentToday(String amount) {
    assertThat(
            this.kit
                .get(Spending.class)
                .of(this.kit.get(Channels.class).get(DeliveryKit.COSTLY))
                .orElseThrow()
                .today())
        .isEqualByComparingTo(amount);
  }

  private DeliveryId published(String price) {
    this.kit.channel.charges = List.of(new Charge("send", new BigDecimal(price)));
    DeliveryId id = this.kit.planned(DeliveryKit.COSTLY);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    return id;
  }

  private Checkup check() {
    return this.kit.get(Checkups.class).check(DeliveryKit.COSTLY).checkup();
  }

  private void measureAfter(Duration time) {
    this.kit.get(Measurements.class).measureDue();
    this.kit.clock.advance(time);
    this.kit.get(Measurements.class).measureDue();
  }

  @Test
  void booksEachCheckWithoutADelivery() {
    check();
    check();
    assertSpentToday("0.02");
    this.kit.get(Checkups.class).check(DeliveryKit.CHANNEL);
    assertSpentToday("0.02");
  }

  @Test
  void leavesACheckOutThatTheBudgetForbidsAndSaysSo() {
    check();
    published("0.985");
    Checkup left = check();
    assertThat(this.kit.channel.checked).isEqualTo(1);
    assertThat(left.lines().getFirst().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(left.lines().getFirst().detail())
        .contains("The check was left out", "costs USD 0.01", "USD 0.995 of USD 1.00 are spent");
    assertThat(left.endsAt()).isEqualTo(GOOD.endsAt());
    assertSpentToday("0.995");
    this.kit.clock.advance(Duration.ofDays(1));
    assertThat(check().lines()).containsAll(GOOD.lines());
  }

  @Test
  void booksNumbersAndCountsThemAgainstTheBudgetOfPosts() {
    DeliveryId id = published("0.40");
    this.kit.channel.numbers = Map.of("likes", 3L);
    measureAfter(Duration.ofHours(1));
    assertThat(this.kit.get(Measurements.class).of(id)).hasSize(1);
    assertSpentToday("0.402");
    this.kit.channel.charges = List.of(new Charge("send", new BigDecimal("0.599")));
    DeliveryId second = this.kit.planned(DeliveryKit.COSTLY);
    this.kit.run();
    assertThat(this.kit.delivery(second).state()).isEqualTo(DeliveryState.DUE);
  }

  @Test
  void leavesNumbersOutThatTheBudgetForbidsUntilTheNextTurn() {
    DeliveryId id = published("0.999");
    this.kit.channel.numbers = Map.of("likes", 3L);
    measureAfter(Duration.ofHours(1));
    measureAfter(Duration.ofHours(2));
    assertThat(this.kit.channel.measured).isZero();
    assertSpentToday("0.999");
    measureAfter(Duration.ofHours(21));
    assertThat(this.kit.get(Measurements.class).of(id)).hasSize(1);
    assertSpentToday("0.002");
  }

  @Test
  void keepsWhatADeliveryThatNeverBeganReservedApartFromItsNumbers() {
    DeliveryId id = published("0.40");
    measureAfter(Duration.ofHours(1));
    assertThat(this.kit.get(Expenses.class).hasPaid(id)).isTrue();
    DeliveryId other = this.kit.planned(DeliveryKit.COSTLY);
    this.kit
        .get(Spending.class)
        .measure(
            other,
            this.kit.get(Channels.class).get(DeliveryKit.COSTLY),
            ScriptedChannel.receipt(7));
    assertThat(this.kit.get(Expenses.class).hasPaid(other)).isFalse();
  }

  @Test
  void doesNotOverrunTheBudgetThoughManyAskAtOnce() throws Exception {
    this.kit.channel.checking = new BigDecimal("0.40");
    Checkups checkups = this.kit.get(Checkups.class);
    try (ExecutorService together = Executors.newFixedThreadPool(6)) {
      List<Callable<CheckedAccount>> checks = new ArrayList<>();
      for (int number = 0; number < 6; number++) {
        checks.add(() -> checkups.check(DeliveryKit.COSTLY));
      }
      for (Future<CheckedAccount> check : together.invokeAll(checks)) {
        check.get();
      }
    }
    assertSpentToday("0.80");
  }
}
