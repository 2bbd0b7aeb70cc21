package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.storycast.simulator.Fault;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;

/** What every publisher that speaks HTTP must do besides, against its simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpPublisherContract extends PublisherContract {

  /** When the tests begin. */
  protected static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private @Nullable HttpSimulator simulator;

  /** Starts an empty simulator. */
  protected abstract HttpSimulator start(MutableClock clock);

  /** The factory with its real collaborators. */
  protected abstract PublisherFactory factory(MutableClock clock);

  /**
   * An account with valid credentials whose API is at the address, with a time-out of well under a
   * second.
   */
  protected abstract Account account(URI api);

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

  @BeforeEach
  void startSimulator() {
    this.clock.set(NOON);
    this.simulator = start(this.clock);
  }

  @AfterEach
  void stopSimulator() {
    simulator().close();
  }

  /** The running simulator. */
  protected HttpSimulator simulator() {
    if (this.simulator == null) {
      throw new IllegalStateException("The simulator runs only during a test");
    }
    return this.simulator;
  }

  @Override
  protected void forgetEverything() {
    stopSimulator();
    startSimulator();
  }

  @Override
  protected Publisher publisher() {
    return publisherFor(simulator().address());
  }

  @Override
  protected Publisher publisherFor(URI api) {
    return factory(this.clock).open(account(api));
  }

  @Override
  protected int publications() {
    return simulator().publications().size();
  }

  @Override
  protected String onlyPublication() {
    return simulator().publications().getFirst().id();
  }

  @Override
  protected void finishProcessing() {}

  @Override
  protected Clock clock() {
    return this.clock;
  }

  @Override
  protected List<String> secrets() {
    return account(simulator().address()).credentials().values().stream()
        .map(Secret::reveal)
        .toList();
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
  void triesOnlyOnce() {
    simulator().failNext(Fault.REFUSE_502);
    publish();
    assertThat(simulator().publishingRequests()).isEqualTo(1);
  }

  @Test
  void sendsOnlyOnceOverAKeptConnectionThatDrops() {
    publish();
    long before = simulator().publishingRequests();
    simulator().failNext(Fault.REFUSE_DROP);
    publisher()
        .publish(aPost(), new DeliveryMemory(DeliveryKey.of("another"), this.clock).attempt());
    assertThat(simulator().publishingRequests()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_DROP",
        "TAKE_THEN_500",
        "TAKE_THEN_STALL",
        "TAKE_THEN_GARBLE",
        "TAKE_THEN_HTML"
      })
  void doesNotClaimToKnowWhatASilentPlatformDid(Fault fault) {
    simulator().failNext(fault);
    Publisher publisher = publisher();
    DeliveryMemory memory = memory();
    Outcome outcome = publishUntilCommitted(publisher, memory);
    assertThat(publications()).isEqualTo(1);
    assertThat(outcome).isInstanceOfAny(ambiguous(publisher));
    if (publisher instanceof ReadsBack readsBack) {
      letTimePass(publisher.profile().settlingTime());
      assertThat(readsBack.find(aPost(), memory.attempt())).isInstanceOf(expectedFinding());
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
    publishUntilCommitted(publisher, memory);
    assertThat(publications()).isZero();
    if (publisher instanceof ReadsBack readsBack) {
      letTimePass(publisher.profile().settlingTime());
      assertThat(readsBack.find(aPost(), memory.attempt())).isNotInstanceOf(Finding.Found.class);
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

  @Test
  void returnsWithinItsTimeout() {
    simulator().failNext(Fault.TAKE_THEN_STALL);
    Publisher publisher = publisher();
    long began = System.nanoTime();
    publishUntilCommitted(publisher, memory());
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(publisher.profile().timeout().plusSeconds(5));
  }

  @Test
  void keepsItsSecretsOutOfEveryRefusal() {
    simulator().failNext(Fault.REFUSE_CREDENTIALS);
    Outcome outcome = publish();
    assertThat(secrets())
        .allSatisfy(secret -> assertThat(outcome.toString()).doesNotContain(secret));
  }

  /** One attempt, or as many as the platform needs to be ready for the irreversible call. */
  protected Outcome publish() {
    return publishUntilCommitted(publisher(), memory());
  }

  private Outcome publishUntilCommitted(Publisher publisher, DeliveryMemory memory) {
    Outcome outcome = publisher.publish(aPost(), memory.attempt());
    while (outcome instanceof Outcome.TryLater later
        && later.reason() == FailureReason.NOT_READY
        && simulator().publishingRequests() == 0) {
      finishProcessing();
      letTimePass(later.notBefore() == null ? Duration.ofMinutes(1) : later.notBefore());
      outcome = publisher.publish(aPost(), memory.attempt());
    }
    return outcome;
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
