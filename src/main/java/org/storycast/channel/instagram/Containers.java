// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/** Makes containers and says what becomes of them when something goes wrong. */
final class Containers {

  /** When a container that is not finished is asked again. */
  static final Duration POLL = Duration.ofSeconds(10);

  private static final Duration A_MOMENT = Duration.ofMinutes(1);

  private final InstagramClient client;
  private final UnaryOperator<String> redaction;
  private final Clock clock;

  Containers(InstagramClient client, UnaryOperator<String> redaction, Clock clock) {
    this.client = client;
    this.redaction = redaction;
    this.clock = clock;
  }

  Instant now() {
    return this.clock.instant();
  }

  /** The error in an answer. */
  MetaError errorIn(Reply.Answered answer) {
    return InstagramRefusals.errorIn(answer, this.redaction);
  }

  /** How far a container is, by an answer that is good. */
  ContainerStatus statusIn(Reply.Answered answer) {
    return ContainerStatus.of(answer, this.redaction);
  }

  /** Makes a container and remembers it. */
  Prepared<Container> make(
      String step, int number, Map<String, String> parameters, Attempt attempt) {
    return switch (this.client.createContainer(parameters)) {
      case Reply.Answered answer when !idIn(answer).isEmpty() -> {
        Container container = new Container(step, idIn(answer), now(), number);
        container.remember(attempt);
        yield new Prepared.Ready<>(container);
      }
      case Reply.Answered answer ->
          new Prepared.Ended<>(
              after(
                  InstagramRefusals.ofPreparing(errorIn(answer)),
                  new Container(step, "", now(), number),
                  attempt));
      case Reply.NotSent notSent -> new Prepared.Ended<>(HttpOutcomes.of(notSent));
      case Reply.NoAnswer noAnswer -> new Prepared.Ended<>(unavailable(noAnswer.detail()));
    };
  }

  /** The number in a good answer; empty where there is none. */
  static String idIn(Reply.Answered answer) {
    String id = answer.isSuccess() ? answer.json().path("id").asString("") : "";
    return id.matches("[0-9]{1,30}") ? id : "";
  }

  static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, "No answer: " + detail, null);
  }

  /** What a container that expired before it was published means. */
  Outcome expired(ContainerStatus status, Container container, Attempt attempt) {
    return renewed(
        new Outcome.TryLater(FailureReason.NOT_READY, status.describe(), POLL), container, attempt);
  }

  /** What a refusal means for the attempt and for its container. */
  Outcome after(InstagramRefusals.Judgement judgement, Container container, Attempt attempt) {
    if (judgement.outcome() instanceof Outcome.TryLater later
        && later.reason() == FailureReason.RATE_LIMITED
        && later.notBefore() != null) {
      attempt.quietUntil(now().plus(later.notBefore()));
    }
    return switch (judgement.container()) {
      case KEPT -> judgement.outcome();
      case DOUBTED -> doubt(detailOf(judgement.outcome()), container);
      case RENEWED -> renewed(judgement.outcome(), container, attempt);
    };
  }

  private static String detailOf(Outcome outcome) {
    return outcome instanceof Outcome.Unclear unclear ? unclear.detail() : outcome.toString();
  }

  /** Containers can't be seen, so a new one is harmless; but the same failure comes thrice only. */
  private static Outcome renewed(Outcome outcome, Container container, Attempt attempt) {
    if (container.number() >= Container.MOST && outcome instanceof Outcome.TryLater later) {
      return new Outcome.Rejected(
          FailureReason.MEDIA,
          "%d containers failed; the last: %s".formatted(container.number(), later.detail()),
          null);
    }
    container.withoutId().remember(attempt);
    return outcome;
  }

  /** While the container lives, the next attempt asks it whether it was published. */
  Outcome doubt(String detail, Container container) {
    return container.isUsable(now())
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, A_MOMENT)
        : new Outcome.Unclear(detail);
  }
}
