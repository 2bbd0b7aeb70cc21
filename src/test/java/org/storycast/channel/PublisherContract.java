package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What every publisher must do, whatever its platform. A channel has one subclass, against its
 * simulator; the far end's state is asked through {@link #publications()}.
 */
@ExtendWith(OutputCaptureExtension.class)
public abstract class PublisherContract {

  private static final int MOST_WRITES = 20;

  /** A publisher for the simulator; short time-outs keep the tests quick. */
  protected abstract Publisher publisher();

  /** A publisher for an address at which nobody listens. */
  protected abstract Publisher publisherFor(URI nobody);

  /** A post within all limits, with everything that the profile demands. */
  protected abstract Post aPost();

  /** How many publications readers can see. */
  protected abstract int publications();

  /** The remote id of the only publication that readers can see. */
  protected abstract String onlyPublication();

  /** Lets the far end finish what it processes, so that {@link Follows} gets a final answer. */
  protected abstract void finishProcessing();

  /** Empties the far end, as if nothing had ever been published. */
  protected abstract void forgetEverything();

  /** Every credential of the account. */
  protected abstract java.util.List<String> secrets();

  /** The clock that publisher and far end share. */
  protected abstract Clock clock();

  /** A memory of one delivery, whose key a test may vary. */
  protected DeliveryMemory memory() {
    return new DeliveryMemory(DeliveryKey.of("story", "channel", getClass().getName()), clock());
  }

  @Test
  void publishesOnceAndSaysWhere() {
    Outcome outcome = settle(publisher(), memory());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    assertThat(publications()).isEqualTo(1);
    assertThat(((Outcome.Published) outcome).receipt().remoteId()).isEqualTo(onlyPublication());
  }

  @Test
  void announcesTheIrreversibleCall() {
    DeliveryMemory memory = memory();
    publisher().publish(aPost(), memory.attempt());
    assertThat(memory.writes()).anyMatch(write -> write.startsWith("committing:"));
  }

  @Test
  void comesLaterWhenNobodyListens() {
    Outcome outcome =
        publisherFor(URI.create("http://127.0.0.1:1")).publish(aPost(), memory().attempt());
    assertThat(outcome).isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void ofProfileStatesWhatTheEngineNeeds() {
    ChannelProfile profile = publisher().profile();
    assertThat(profile.parts()).isNotEmpty();
    assertThat(profile.timeout()).isPositive();
    assertThat(getClass().getPackageName()).endsWith("." + profile.kind());
  }

  @Test
  void endsWithOnePublicationOrAShownDoubtWhereverItIsKilled(CapturedOutput output) {
    for (int write = 0; write < MOST_WRITES; write++) {
      for (boolean after : new boolean[] {false, true}) {
        if (!survivesAKillAt(write, after)) {
          return;
        }
      }
    }
    throw new AssertionError("More than %d writes in one delivery".formatted(MOST_WRITES));
  }

  /** Answers false when the delivery has fewer writes than that. */
  private boolean survivesAKillAt(int write, boolean after) {
    forgetEverything();
    Publisher publisher = publisher();
    DeliveryMemory memory = memory();
    memory.killAt(write, after);
    try {
      settle(publisher, memory);
      return false;
    } catch (DeliveryMemory.Killed killed) {
      recover(publisher, memory);
    }
    assertThat(publications())
        .as("publications after a kill %s write %d", after ? "after" : "before", write)
        .isLessThanOrEqualTo(1);
    assertThat(publications() == 1 || memory.isInDoubt())
        .as("published, or in doubt, after a kill %s write %d", after ? "after" : "before", write)
        .isTrue();
    return true;
  }

  /** What the engine does with a delivery that it finds after a crash. */
  private void recover(Publisher publisher, DeliveryMemory memory) {
    if (!memory.isInDoubt()) {
      settle(publisher, memory);
    } else if (publisher instanceof ReadsBack readsBack && publications() == 1) {
      letTimePass(publisher.profile().settlingTime());
      assertThat(readsBack.find(aPost(), memory.attempt())).isNotInstanceOf(Finding.Absent.class);
    } else if (publisher instanceof ReadsBack readsBack) {
      assertThat(readsBack.find(aPost(), memory.attempt())).isNotInstanceOf(Finding.Found.class);
    }
  }

  @Test
  void keepsItsSecretsOutOfOutcomesAndLogs(CapturedOutput output) {
    Publisher publisher = publisher();
    Outcome outcome = settle(publisher, memory());
    Outcome refused =
        publisherFor(URI.create("http://127.0.0.1:1")).publish(aPost(), memory().attempt());
    assertThat(secrets())
        .allSatisfy(
            secret -> {
              assertThat(outcome.toString()).doesNotContain(secret);
              assertThat(refused.toString()).doesNotContain(secret);
              assertThat(publisher.toString()).doesNotContain(secret);
              assertThat(output.getAll()).doesNotContain(secret);
            });
  }

  /** Publishes and follows until the outcome is final, as the engine does. */
  protected Outcome settle(Publisher publisher, DeliveryMemory memory) {
    Outcome outcome = publisher.publish(aPost(), memory.attempt());
    for (int round = 0; round < MOST_WRITES; round++) {
      outcome =
          switch (outcome) {
            case Outcome.Underway underway -> follow(publisher, underway, memory);
            case Outcome.TryLater later when later.reason() == FailureReason.NOT_READY ->
                again(publisher, memory, later);
            default -> {
              yield outcome;
            }
          };
    }
    return outcome;
  }

  private Outcome follow(Publisher publisher, Outcome.Underway underway, DeliveryMemory memory) {
    finishProcessing();
    letTimePass(Duration.between(clock().instant(), underway.askAgainAt()));
    return ((Follows) publisher).follow(aPost(), underway.handle(), memory.attempt());
  }

  private Outcome again(Publisher publisher, DeliveryMemory memory, Outcome.TryLater later) {
    finishProcessing();
    letTimePass(later.notBefore() == null ? Duration.ofMinutes(1) : later.notBefore());
    return publisher.publish(aPost(), memory.attempt());
  }

  /** Moves the clock. */
  protected void letTimePass(Duration time) {
    if (clock() instanceof MutableClock movable && time.isPositive()) {
      movable.advance(time);
    }
  }
}
