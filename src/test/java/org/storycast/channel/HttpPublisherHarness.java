// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.storycast.simulator.HttpSimulator;

/** What the contract needs to know of a channel that speaks HTTP, and its simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpPublisherHarness extends PublisherContract {

  /** When the tests begin. */
  protected static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private @Nullable HttpSimulator simulator;

  /** Starts an empty simulator. */
  protected abstract HttpSimulator start(MutableClock clock);

  /** The factory with its real collaborators. */
  protected abstract PublisherFactory factory(MutableClock clock);

  /**
   * An account with valid credentials whose API is at the address, with a time-out of about two
   * seconds: enough for a busy machine, not too much for the tests that wait for its end.
   */
  protected abstract Account account(URI api);

  @BeforeEach
  void chooseNoForm() {
    use(null);
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
    Account account = account(api);
    Map<String, String> settings = new HashMap<>(account.settings());
    settings.putAll(form().settings());
    return factory(this.clock)
        .open(
            new Account(
                account.id(), account.kind(), account.language(), settings, account.credentials()));
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
  protected String onlyText() {
    return simulator().publications().getFirst().text();
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

  /** One attempt, or as many as the platform needs to be ready for the irreversible call. */
  protected final Outcome publish() {
    return publish(publisher(), memory());
  }

  /** The same with a publisher and a memory of the test's own. */
  protected final Outcome publish(Publisher publisher, DeliveryMemory memory) {
    long before = simulator().publishingRequests();
    Outcome outcome = publisher.publish(post(), memory.attempt());
    for (int step = 0; step < MOST_STEPS && isWaiting(outcome, before); step++) {
      outcome = again(publisher, memory, (Outcome.TryLater) outcome);
    }
    return outcome;
  }

  private boolean isWaiting(Outcome outcome, long before) {
    return outcome instanceof Outcome.TryLater later
        && later.reason() == FailureReason.NOT_READY
        && simulator().publishingRequests() == before;
  }
}
