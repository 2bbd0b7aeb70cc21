// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorRequest;

/**
 * What must hold whichever of a publisher's requests goes wrong or is its last: not only the
 * irreversible one, and not only while publishing. Each is tried in turn, in each form.
 */
public abstract class DisturbanceContract extends HttpPublisherHarness {

  /** Matches the n-th request from now on, whatever it asks for. */
  private static Predicate<SimulatorRequest> request(int number) {
    AtomicInteger seen = new AtomicInteger();
    return request -> seen.getAndIncrement() == number;
  }

  @Test
  void endsWithOnePublicationOrAShownDoubtAfterWhicheverRequestItIsKilled() {
    for (Form form : forms()) {
      use(form);
      int request = 0;
      while (survivesAKillAtRequest(request, false) && survivesAKillAtRequest(request, true)) {
        request++;
      }
      assertThat(request).as("requests in one delivery").isPositive();
    }
  }

  /** Answers false when the delivery has fewer requests than that. */
  private boolean survivesAKillAtRequest(int request, boolean taken) {
    forgetEverything();
    DeliveryMemory memory = memory();
    simulator().killAt(request, taken, memory::kill);
    try {
      settle(publisher(), memory);
      return false;
    } catch (DeliveryMemory.Killed killed) {
      memory.revive();
      simulator().hearAgain();
      recover(
          memory,
          "%s, killed %s request %d was taken"
              .formatted(form(), taken ? "after" : "before", request));
    }
    return true;
  }

  /** What passes by must not cost the post, and must not double it. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_DROP",
        "TAKE_THEN_HTML",
        "TAKE_THEN_GARBLE",
        "REFUSE_502",
        "REFUSE_429",
        "REFUSE_CREDENTIALS"
      })
  void publishesOnceInTheEndWhicheverRequestIsDisturbed(Fault fault) {
    for (Form form : forms()) {
      use(form);
      int request = 0;
      while (comesThrough(fault, request)) {
        request++;
      }
    }
  }

  /** Answers false when the delivery has fewer requests than that. */
  private boolean comesThrough(Fault fault, int request) {
    forgetEverything();
    DeliveryMemory memory = memory();
    simulator().failNext(request(request), fault);
    Outcome outcome = settle(publisher(), memory);
    if (simulator().requests().size() <= request) {
      return false;
    }
    String after = "%s, %s at request %d: %s".formatted(form(), fault, request, outcome);
    if (outcome instanceof Outcome.Unclear) {
      assertShowsTheDoubt(publisher(), memory, after);
    } else {
      assertThat(outcome).as(after).isNotInstanceOf(Outcome.Rejected.class);
      letTimePass(Duration.ofMinutes(2));
      assertPublishedAtLast(memory, after);
    }
    return true;
  }

  private void assertPublishedAtLast(DeliveryMemory memory, String after) {
    Publisher publisher = publisher();
    Outcome outcome = settle(publisher, memory);
    if (outcome instanceof Outcome.Unclear) {
      assertShowsTheDoubt(publisher, memory, after);
    } else {
      assertComplete(outcome, after);
    }
  }

  /** A search that was disturbed has not found that there is nothing. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_HTML",
        "TAKE_THEN_EMPTY",
        "TAKE_THEN_GARBLE",
        "TAKE_THEN_BREAK",
        "REFUSE_502",
        "REFUSE_DROP",
        "REFUSE_429",
        "REFUSE_CREDENTIALS"
      })
  void doesNotTakeADisturbedSearchForAnAbsence(Fault fault) {
    assumeTrue(publisher() instanceof ReadsBack, "This channel does not read back");
    DeliveryMemory memory = memory();
    Receipt receipt = receiptOf(settle(publisher(), memory));
    letTimePass(publisher().profile().settlingTime());
    assertNeverAbsent(fault, () -> ((ReadsBack) publisher()).find(receipt));
    assertNeverAbsent(fault, () -> ((ReadsBack) publisher()).find(post(), memory.attempt()));
  }

  private void assertNeverAbsent(Fault fault, Supplier<Finding> search) {
    int before = simulator().requests().size();
    search.get();
    int requests = simulator().requests().size() - before;
    for (int request = 0; request < requests; request++) {
      simulator().failNext(request(request), fault);
      assertThat(search.get())
          .as("%s at request %d of a search", fault, request)
          .isNotInstanceOf(Finding.Absent.class);
      letTimePass(Duration.ofMinutes(2));
    }
  }

  @Test
  void findsLateWhatIsShownLate() {
    Publisher publisher = publisher();
    assumeTrue(publisher instanceof ReadsBack, "This channel does not read back");
    Duration lag = publisher.profile().settlingTime().minusSeconds(1);
    assumeTrue(showLate(lag), "The simulator shows everything at once");
    simulator().failNext(Fault.TAKE_THEN_DROP);
    DeliveryMemory memory = memory();
    settle(publisher, memory);
    letTimePass(publisher.profile().settlingTime());
    assertThat(((ReadsBack) publisher).find(post(), memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_HTML", "REFUSE_502", "REFUSE_429"})
  void correctsInTheEndWhicheverRequestIsDisturbed(Fault fault) {
    assumeTrue(publisher() instanceof Edits, "This channel does not edit");
    corrects(
        fault,
        (receipt, memory) ->
            ((Edits) publisher()).edit(receipt, aCorrectedPost(), memory.attempt()),
        before -> publications() == 1 && !onlyText().equals(before));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_HTML", "REFUSE_502", "REFUSE_429"})
  void removesInTheEndWhicheverRequestIsDisturbed(Fault fault) {
    assumeTrue(publisher() instanceof Removes, "This channel does not remove");
    corrects(
        fault,
        (receipt, memory) -> ((Removes) publisher()).remove(receipt, memory.attempt()),
        before -> publications() == 0);
  }

  private interface Correction {
    Outcome of(Receipt receipt, DeliveryMemory memory);
  }

  private void corrects(Fault fault, Correction correction, Predicate<String> done) {
    for (int request = 0; request < MOST_STEPS; request++) {
      forgetEverything();
      Receipt receipt = published(publisher());
      String before = onlyText();
      int sent = simulator().requests().size();
      DeliveryMemory memory = memory("correct");
      simulator().failNext(request(request), fault);
      Outcome outcome = correction.of(receipt, memory);
      String after = "%s at request %d: %s".formatted(fault, request, outcome);
      assertThat(outcome).as(after).isNotInstanceOf(Outcome.Rejected.class);
      assertThat(!(outcome instanceof Outcome.Published) || done.test(before)).as(after).isTrue();
      if (simulator().requests().size() - sent <= request) {
        return;
      }
      letTimePass(Duration.ofMinutes(2));
      assertThat(correction.of(receipt, memory)).as(after).isInstanceOf(Outcome.Published.class);
      assertThat(done.test(before)).as(after).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_HTML",
        "TAKE_THEN_EMPTY",
        "TAKE_THEN_GARBLE",
        "REFUSE_502",
        "REFUSE_DROP",
        "REFUSE_429",
        "REFUSE_CREDENTIALS"
      })
  void looksAtTheAccountWithoutPublishingWhateverIsAnswered(Fault fault) {
    assumeTrue(publisher() instanceof Checks, "This channel checks nothing");
    Checkup undisturbed = ((Checks) publisher()).check();
    assertThat(undisturbed.lines()).isNotEmpty();
    assertThat(undisturbed.verdict()).as("%s", undisturbed).isNotEqualTo(Checkup.Verdict.BAD);
    int requests = simulator().requests().size();
    for (int request = 0; request < requests; request++) {
      simulator().failNext(request(request), fault);
      Checkup checkup = ((Checks) publisher()).check();
      assertThat(checkup.lines()).isNotEmpty();
      assertKeepsSecrets(checkup);
      letTimePass(Duration.ofMinutes(2));
    }
    assertThat(publications()).isZero();
    assertThat(simulator().publishingRequests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_HTML",
        "TAKE_THEN_EMPTY",
        "TAKE_THEN_GARBLE",
        "REFUSE_502",
        "REFUSE_DROP"
      })
  void hasNoNumbersWhereThePlatformGivesNone(Fault fault) {
    assumeTrue(publisher() instanceof Measures, "This channel has no numbers");
    Receipt receipt = published(publisher());
    simulator().failNext(request(0), fault);
    assertThat(((Measures) publisher()).metrics(receipt)).isNotNull();
  }

  private static Receipt receiptOf(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }
}
