// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;

/** What every publisher that speaks HTTP must do besides, against its simulator. */
public abstract class HttpPublisherContract extends DisturbanceContract {

  /** Every refusal that the channel's page lists, with what it must become. */
  protected abstract Stream<Refusal> refusals();

  /** A whole-number of seconds that {@link Fault#REFUSE_429} makes the adapter wait. */
  protected Duration askedPause() {
    return Duration.ofSeconds(7);
  }

  /**
   * The platform's refusal and what it must become.
   *
   * @param name for the report
   * @param reply the platform's answer to the irreversible call
   * @param outcome the outcome's type
   * @param reason the outcome's reason; absent where it has none
   */
  public record Refusal(
      String name,
      SimulatorReply reply,
      Class<? extends Outcome> outcome,
      @Nullable FailureReason reason) {

    @Override
    public String toString() {
      return this.name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void classifiesEveryRefusalAsItsPageSays(Refusal refusal) {
    simulator().answerNext(refusal.reply());
    Outcome outcome = publish();
    assertThat(outcome).isInstanceOf(refusal.outcome());
    assertThat(reasonOf(outcome)).isEqualTo(refusal.reason());
    assertThat(publications()).isZero();
  }

  @Test
  void factoryProfileAndSimulatorAreOfOneKind() {
    String kind = publisher().profile().kind();
    assertThat(factory(new MutableClock(NOON)).kind()).isEqualTo(kind);
    assertThat(account(simulator().address()).kind()).isEqualTo(kind);
    assertThat(simulator().kind()).isEqualTo(kind);
  }

  @Test
  void triesOnlyOnce() {
    simulator().failNext(Fault.REFUSE_502);
    publish();
    assertThat(simulator().publishingRequests()).isEqualTo(1);
  }

  /** Clients differ in what they repeat unasked; each of these made one of them do it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("temptations")
  void isNotTemptedToTryAgain(int status, String header, String value) {
    simulator().answerNext(SimulatorReply.html(status, "Again").with(header, value));
    Outcome outcome = publish();
    assertThat(simulator().publishingRequests()).isEqualTo(1);
    assertThat(simulator().requests()).noneMatch(it -> it.path().equals("/elsewhere"));
    assertThat(outcome).isNotInstanceOf(Outcome.Published.class);
  }

  static Stream<Arguments> temptations() {
    return Stream.of(
        Arguments.of(503, "Retry-After", "0"),
        Arguments.of(408, "Connection", "close"),
        Arguments.of(307, "Location", "/elsewhere"),
        Arguments.of(308, "Location", "/elsewhere"),
        Arguments.of(302, "Location", "/elsewhere"));
  }

  @Test
  void sendsOnlyOnceOverAKeptConnectionThatDrops() {
    Publisher publisher = publisher();
    publish(publisher, memory());
    long before = simulator().publishingRequests();
    simulator().failNext(Fault.REFUSE_DROP);
    publish(publisher, memory("another"));
    assertThat(simulator().publishingRequests()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = "TAKE_THEN_.*", mode = EnumSource.Mode.MATCH_ALL)
  void doesNotClaimToKnowWhatASilentPlatformDid(Fault fault) {
    Publisher publisher = publisher();
    DeliveryMemory memory = memory();
    Outcome outcome = publishDisturbed(fault, publisher, memory);
    assertThat(publications()).isEqualTo(1);
    assertThat(outcome).isInstanceOfAny(ambiguous(publisher));
    if (publisher instanceof ReadsBack readsBack) {
      letTimePass(publisher.profile().settlingTime());
      assertThat(readsBack.find(post(), memory.attempt())).isInstanceOf(expectedFinding());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = "TAKE_THEN_.*", mode = EnumSource.Mode.MATCH_NONE)
  void keepsItsSecretsWhateverElseGoesWrong(Fault fault) {
    publishDisturbed(fault, publisher(), memory());
  }

  /** Some faults last as long as the time-out, so what must hold of all is asked of one attempt. */
  private Outcome publishDisturbed(Fault fault, Publisher publisher, DeliveryMemory memory) {
    simulator().failNext(fault);
    long began = System.nanoTime();
    try (LogRecording log = new LogRecording()) {
      Outcome outcome = publish(publisher, memory);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isLessThan(publisher.profile().timeout().plusSeconds(5));
      assertKeepsSecrets(outcome);
      assertKeepsSecrets(log.lines().toArray());
      return outcome;
    }
  }

  /** What read-back finds after the platform took a post; some platforms can't tell. */
  protected Class<? extends Finding> expectedFinding() {
    return Finding.Found.class;
  }

  /**
   * What an ambiguous end may become: a channel that knows better than {@link Outcome.Unclear},
   * because it can ask for the very thing at once, overrides this.
   */
  protected Class<?>[] ambiguous(Publisher publisher) {
    return publisher.profile().repeatSafeFor().isZero()
        ? new Class<?>[] {Outcome.Unclear.class}
        : new Class<?>[] {Outcome.Unclear.class, Outcome.TryLater.class};
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSE_502", "REFUSE_DROP"})
  void findsNothingWhereNothingWasTaken(Fault fault) {
    simulator().failNext(fault);
    Publisher publisher = publisher();
    DeliveryMemory memory = memory();
    assertThat(publish(publisher, memory)).isNotInstanceOf(Outcome.Published.class);
    assertThat(publications()).isZero();
    if (publisher instanceof ReadsBack readsBack) {
      letTimePass(publisher.profile().settlingTime());
      assertThat(readsBack.find(post(), memory.attempt())).isNotInstanceOf(Finding.Found.class);
    }
  }

  @Test
  void readsAnAnswerThatComesInPieces() {
    simulator().failNext(Fault.TAKE_IN_PIECES);
    assertThat(settle(publisher(), memory())).isInstanceOf(Outcome.Published.class);
    assertThat(publications()).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsThePlatformAsks() {
    simulator().failNext(Fault.REFUSE_429);
    Outcome outcome = publish();
    assertThat(outcome).isInstanceOf(Outcome.TryLater.class);
    assertThat(((Outcome.TryLater) outcome).notBefore()).isEqualTo(askedPause());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 403, 404, 500})
  void doesNotRepeatSecretsThatThePlatformBlurtsOut(int status) {
    String blurted = String.join(" ", secrets());
    simulator()
        .answerNext(
            SimulatorReply.json(
                status,
                Map.of(
                    "error", blurted, "error_code", status, "description", blurted, "ok", false)));
    assertKeepsSecrets(publish());
  }

  private static @Nullable FailureReason reasonOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.TryLater it -> it.reason();
      case Outcome.Rejected it -> it.reason();
      case Outcome.ChannelClosed it -> it.reason();
      case Outcome.Published it -> null;
      case Outcome.Underway it -> null;
      case Outcome.Unclear it -> null;
    };
  }
}
