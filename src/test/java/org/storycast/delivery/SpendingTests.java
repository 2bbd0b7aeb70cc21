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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Attempt;
import org.storycast.channel.Channels;
import org.storycast.channel.Checkup;
import org.storycast.channel.Costs.Charge;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.database.TestDatabase;

/** The meter of a channel that may spend a dollar a day and 2.50 a month, by Almaty's clock. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class SpendingTests {

  private static final Instant MIDNIGHT_IN_ALMATY = Instant.parse("2026-11-20T19:00:00Z");
  private static final Instant DECEMBER_IN_ALMATY = Instant.parse("2026-11-30T19:00:00Z");

  @Parameter TestDatabase.Kind kind;
  @TempDir Path data;
  private DeliveryKit kit;

  @BeforeEach
  void open() {
    this.kit = new DeliveryKit(this.kind.fresh(), this.data);
    costs("send", "0.40");
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  private void costs(String... stepsAndAmounts) {
    List<Charge> charges = new ArrayList<>();
    for (int step = 0; step < stepsAndAmounts.length; step += 2) {
      charges.add(new Charge(stepsAndAmounts[step], new BigDecimal(stepsAndAmounts[step + 1])));
    }
    this.kit.channel.charges = charges;
  }

  private Spending.Spent spent() {
    return this.kit
        .get(Spending.class)
        .of(this.kit.get(Channels.class).get(DeliveryKit.COSTLY))
        .orElseThrow();
  }

  private void assertSpentToday(String amount) {
    assertThat(spent().today()).isEqualByComparingTo(amount);
  }

  private DeliveryId planned() {
    return this.kit.planned(DeliveryKit.COSTLY);
  }

  private void next(BiFunction<Post, Attempt, Outcome> answer) {
    this.kit.channel.next.add(answer);
  }

  private DeliveryState stateOf(DeliveryId id) {
    return this.kit.delivery(id).state();
  }

  @Test
  void countsWhatWasPublished() {
    planned();
    this.kit.run();
    assertSpentToday("0.40");
    assertThat(spent().thisMonth()).isEqualByComparingTo("0.40");
    assertThat(spent().daily()).isEqualByComparingTo("1");
    assertThat(spent().monthly()).isEqualByComparingTo("2.50");
  }

  @Test
  void isALineOfTheLookAtTheAccount() {
    planned();
    this.kit.run();
    assertThat(spendingLine())
        .isEqualTo(
            new Checkup.Line(
                "spending",
                Checkup.Verdict.GOOD,
                "USD 0.40 of USD 1.00 today, USD 0.40 of USD 2.50 this month"));
    planned();
    this.kit.run();
    assertThat(spendingLine().verdict()).isEqualTo(Checkup.Verdict.WARNING);
    assertThat(spendingLine().detail()).contains("setting budget-daily if").contains("USD 0.80");
  }

  private Checkup.Line spendingLine() {
    return this.kit.get(Checkups.class).check(DeliveryKit.COSTLY).checkup().lines().getLast();
  }

  @Test
  void waitsForTheNextDayOfTheChannelsClock() {
    planned();
    planned();
    this.kit.run();
    DeliveryId third = planned();
    this.kit.run();
    assertThat(stateOf(third)).isEqualTo(DeliveryState.DUE);
    assertThat(this.kit.delivery(third).wakeAt()).isEqualTo(MIDNIGHT_IN_ALMATY);
    assertThat(this.kit.delivery(third).reason()).isEqualTo(FailureReason.QUOTA);
    assertThat(this.kit.delivery(third).detail())
        .contains("budget for the day", "USD 0.40", "USD 0.80 of USD 1.00 are spent");
    assertThat(spent().waiting()).isEqualTo(1);
    assertThat(this.kit.channel.calls).isEqualTo(2);
    this.kit.runAfter(Duration.between(DeliveryKit.NOON, MIDNIGHT_IN_ALMATY));
    assertThat(stateOf(third)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(spent().waiting()).isZero();
    assertSpentToday("0.40");
    assertThat(spent().thisMonth()).isEqualByComparingTo("1.20");
  }

  @Test
  void waitsForTheNextMonthWhenTheMonthIsUsedUp() {
    costs("send", "1");
    for (int day = 0; day < 2; day++) {
      planned();
      this.kit.run();
      this.kit.clock.advance(Duration.ofDays(1));
    }
    DeliveryId third = planned();
    this.kit.run();
    assertThat(this.kit.delivery(third).wakeAt()).isEqualTo(DECEMBER_IN_ALMATY);
    assertThat(this.kit.delivery(third).detail()).contains("budget for the month");
    this.kit.clock.set(DECEMBER_IN_ALMATY);
    this.kit.run();
    assertThat(stateOf(third)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void rejectsWhatNoBudgetCovers() {
    costs("send", "1.01");
    DeliveryId id = planned();
    this.kit.run();
    assertThat(stateOf(id)).isEqualTo(DeliveryState.REJECTED);
    assertThat(this.kit.delivery(id).detail()).contains("USD 1.01", "budget-daily");
    assertThat(this.kit.channel.calls).isZero();
    assertSpentToday("0");
  }

  @Test
  void givesBackWhatWasSurelyNotTaken() {
    next((post, attempt) -> announced(attempt, later()));
    next((post, attempt) -> announced(attempt, rejected(null)));
    DeliveryId id = planned();
    this.kit.run();
    assertThat(stateOf(id)).isEqualTo(DeliveryState.RETRYING);
    assertSpentToday("0");
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(stateOf(id)).isEqualTo(DeliveryState.REJECTED);
    assertSpentToday("0");
  }

  @Test
  void givesBackWhenTheChannelCloses() {
    next(
        (post, attempt) ->
            announced(attempt, new Outcome.ChannelClosed(FailureReason.CREDITS, "none left")));
    planned();
    this.kit.run();
    assertSpentToday("0");
  }

  private static Outcome announced(Attempt attempt, Outcome outcome) {
    attempt.committing("send", post(attempt));
    return outcome;
  }

  private static org.storycast.channel.Digest post(Attempt attempt) {
    return org.storycast.channel.Digest.of(attempt.key().value());
  }

  private static Outcome later() {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, "away", null);
  }

  private static Outcome rejected(Receipt partial) {
    return new Outcome.Rejected(FailureReason.CONTENT, "no", partial);
  }

  @Test
  void keepsWhatIsInDoubtAndCountsLooksAndTheSecondPost() {
    this.kit.channel.look = new BigDecimal("0.01");
    next((post, attempt) -> announced(attempt, new Outcome.Unclear("dropped")));
    for (int look = 0; look < 3; look++) {
      this.kit.channel.findings.add(new Finding.Absent("not there"));
    }
    DeliveryId id = planned();
    this.kit.run();
    assertThat(stateOf(id)).isEqualTo(DeliveryState.UNCLEAR);
    assertSpentToday("0.40");
    for (int look = 0; look < 4; look++) {
      this.kit.runAfter(Duration.ofMinutes(5));
    }
    assertThat(stateOf(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertSpentToday("0.83");
  }

  @Test
  void keepsADoubtThatACrashLeft() {
    next(
        (post, attempt) -> {
          announced(attempt, later());
          throw new OutOfMemoryError("the process dies");
        });
    DeliveryId id = planned();
    try {
      this.kit.run();
    } catch (OutOfMemoryError dead) {
      assertThat(dead).hasMessageContaining("dies");
    }
    assertSpentToday("0.40");
    this.kit.get(Deliveries.class).change(id).wakeAt(this.kit.clock.instant()).store();
    this.kit.run();
    assertThat(stateOf(id)).isEqualTo(DeliveryState.UNCLEAR);
    this.kit.get(DeliveryDesk.class).settleDoubt(id, new DoubtDecision.SendAgain(), "tester");
    this.kit.run();
    assertThat(stateOf(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertSpentToday("0.80");
  }

  @Test
  void keepsTheRestOfAThreadThatHasBegun() {
    costs("one", "0.30", "two", "0.30");
    next((post, attempt) -> firstThen(attempt, later()));
    DeliveryId thread = planned();
    this.kit.run();
    assertSpentToday("0.60");
    DeliveryId other = planned();
    this.kit.run();
    assertThat(stateOf(other)).isEqualTo(DeliveryState.DUE);
    next((post, attempt) -> second(attempt));
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(stateOf(thread)).isEqualTo(DeliveryState.PUBLISHED);
    assertSpentToday("0.60");
  }

  @Test
  void givesBackTheRestOfAThreadThatEndsEarly() {
    costs("one", "0.30", "two", "0.30");
    next((post, attempt) -> firstThen(attempt, rejected(ScriptedChannel.receipt(1))));
    next((post, attempt) -> firstThen(attempt, later()));
    DeliveryId rejected = planned();
    this.kit.run();
    assertThat(stateOf(rejected)).isEqualTo(DeliveryState.REJECTED);
    assertSpentToday("0.30");
    DeliveryId cancelled = planned();
    this.kit.run();
    assertSpentToday("0.90");
    this.kit.get(DeliveryDesk.class).cancel(cancelled, "tester");
    assertSpentToday("0.60");
  }

  private static Outcome firstThen(Attempt attempt, Outcome outcome) {
    attempt.committing("one", post(attempt));
    attempt.checkpoint("one", "1");
    attempt.committing("two", post(attempt));
    return outcome;
  }

  private static Outcome second(Attempt attempt) {
    attempt.committing("two", post(attempt));
    attempt.checkpoint("two", "2");
    return new Outcome.Published(ScriptedChannel.receipt(2));
  }

  @Test
  void goesOnWithAThreadOfWhichReadBackFoundAPart() {
    costs("one", "0.30", "two", "0.30");
    next(
        (post, attempt) -> {
          attempt.committing("one", post(attempt));
          return new Outcome.Unclear("dropped");
        });
    this.kit.channel.reading.add(
        (post, attempt) -> {
          attempt.checkpoint("one", "1");
          return new Finding.Unfinished("one of two is there");
        });
    next((post, attempt) -> second(attempt));
    DeliveryId id = planned();
    this.kit.run();
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(stateOf(id)).isEqualTo(DeliveryState.DUE);
    this.kit.run();
    assertThat(stateOf(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertSpentToday("0.60");
  }

  @Test
  void spendsNothingOnARehearsalOrAFreePlatform() {
    costs("send", "5");
    DeliveryId rehearsal =
        this.kit
            .get(DeliveryDesk.class)
            .rehearse(this.kit.story().id(), DeliveryKit.COSTLY, "tester")
            .id();
    DeliveryId unlimited = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(stateOf(rehearsal)).isEqualTo(DeliveryState.REHEARSED);
    assertThat(stateOf(unlimited)).isEqualTo(DeliveryState.PUBLISHED);
    assertSpentToday("0");
  }

  @Test
  void doesNotOverrunTheBudgetThoughManyPublishAtOnce() throws Exception {
    List<DeliveryId> ids = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      ids.add(planned());
    }
    Dispatcher dispatcher = this.kit.get(Dispatcher.class);
    try (ExecutorService together = Executors.newFixedThreadPool(8)) {
      List<Callable<Void>> runs = new ArrayList<>();
      ids.forEach(
          id ->
              runs.add(
                  () -> {
                    dispatcher.run(id);
                    return null;
                  }));
      for (Future<Void> run : together.invokeAll(runs)) {
        run.get();
      }
    }
    this.kit.run();
    assertThat(ids.stream().filter(it -> stateOf(it) == DeliveryState.PUBLISHED)).hasSize(2);
    assertThat(ids.stream().filter(it -> stateOf(it) == DeliveryState.DUE)).hasSize(6);
    assertSpentToday("0.80");
  }
}
