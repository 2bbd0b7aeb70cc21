// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the contract needs to know of a channel and its far end, and how the engine behaves. */
public abstract class PublisherHarness {

  /** More steps than any delivery has. */
  static final int MOST_STEPS = 20;

  /** Nobody listens on this port. */
  static final URI NOBODY = URI.create("http://127.0.0.1:1");

  private @Nullable Form form;

  /**
   * A way in which the channel publishes: its settings decide what it carries.
   *
   * @param name for the report, such as {@code film}
   * @param settings beside those of the account
   * @param post within all limits, with everything that the profile then demands
   * @param parts how many publications readers see of it, such as the posts of a thread
   */
  public record Form(String name, Map<String, String> settings, Post post, int parts) {

    /** A form of one publication. */
    public Form(String name, Map<String, String> settings, Post post) {
      this(name, settings, post, 1);
    }

    @Override
    public String toString() {
      return this.name;
    }
  }

  /** Every form; what is disturbed and killed is so in each of them. */
  protected List<Form> forms() {
    return List.of(new Form("default", Map.of(), aPost()));
  }

  /** The form of the test; the account as it is where it has chosen none. */
  protected final Form form() {
    return this.form == null ? new Form("default", Map.of(), aPost()) : this.form;
  }

  /** Lets publishers and posts be of a form from now on. */
  protected final void use(@Nullable Form form) {
    this.form = form;
  }

  /** The post of the test's form. */
  protected final Post post() {
    return this.form == null ? aPost() : this.form.post();
  }

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

  /** The text of the only publication that readers can see. */
  protected abstract String onlyText();

  /** Lets the far end finish what it processes, so that {@link Follows} gets a final answer. */
  protected abstract void finishProcessing();

  /** Empties the far end, as if nothing had ever been published. */
  protected abstract void forgetEverything();

  /** Every credential of the account. */
  protected abstract List<String> secrets();

  /** The clock that publisher and far end share. */
  protected abstract Clock clock();

  /** The same post, corrected: a sentence more in its first part. */
  protected Post aCorrectedPost() {
    Post post = post();
    String part = publisher().profile().parts().getFirst().name();
    Map<String, String> parts = new HashMap<>(post.parts());
    parts.put(part, post.part(part) + " Corrected.");
    return new Post(
        parts, post.link(), post.language(), post.attachments(), post.sections(), post.tags());
  }

  /**
   * Whether the platform replaces the credentials and says the new ones only once, so that an
   * answer that is lost loses them.
   */
  protected boolean mayLoseCredentials() {
    return false;
  }

  /**
   * Lets the far end show publications only so long after it took them; answers false where the
   * simulator has no such delay.
   */
  protected boolean showLate(Duration lag) {
    return false;
  }

  /** A memory of one delivery, whose key a test may vary. */
  protected DeliveryMemory memory() {
    return memory("publish");
  }

  /** A memory of a delivery for the given purpose. */
  protected final DeliveryMemory memory(String purpose) {
    return new DeliveryMemory(
        DeliveryKey.of("story", "channel", getClass().getName(), purpose), clock());
  }

  /** Publishes and follows until the outcome is final, as the engine does. */
  protected Outcome settle(Publisher publisher, DeliveryMemory memory) {
    Outcome outcome = next(publisher, memory);
    for (int round = 0; round < MOST_STEPS; round++) {
      switch (outcome) {
        case Outcome.Underway underway -> {
          finishProcessing();
          letTimePass(Duration.between(clock().instant(), underway.askAgainAt()));
          outcome = next(publisher, memory);
        }
        case Outcome.TryLater later when later.reason() == FailureReason.NOT_READY ->
            outcome = again(publisher, memory, later);
        default -> {
          return outcome;
        }
      }
    }
    return outcome;
  }

  /** Follows what is under way, else publishes. */
  private Outcome next(Publisher publisher, DeliveryMemory memory) {
    Attempt attempt = memory.attempt();
    Outcome outcome =
        memory
            .handle()
            .map(handle -> ((Follows) publisher).follow(post(), handle, attempt))
            .orElseGet(() -> publisher.publish(post(), attempt));
    memory.keep(outcome);
    return outcome;
  }

  /** Comes again when the far end has processed what it asked to wait for. */
  final Outcome again(Publisher publisher, DeliveryMemory memory, Outcome.TryLater later) {
    finishProcessing();
    letTimePass(later.notBefore() == null ? Duration.ofMinutes(1) : later.notBefore());
    return next(publisher, memory);
  }

  /** Moves the clock. */
  protected void letTimePass(Duration time) {
    if (clock() instanceof MutableClock movable && time.isPositive()) {
      movable.advance(time);
    }
  }
}
