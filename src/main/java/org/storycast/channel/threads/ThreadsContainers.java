// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/** Makes containers and waits for them; each is remembered before anything else happens. */
final class ThreadsContainers {

  private static final Duration POLL = Duration.ofSeconds(10);

  private final ThreadsClient client;
  private final UnaryOperator<String> redaction;
  private final Clock clock;

  ThreadsContainers(ThreadsClient client, UnaryOperator<String> redaction, Clock clock) {
    this.client = client;
    this.redaction = redaction;
    this.clock = clock;
  }

  /** A container and what it says of itself: finished, or published already. */
  record Done(Container container, boolean isPublished) {}

  /** The container of an earlier attempt that is still worth asking. */
  Optional<Container> earlier(String step, Attempt attempt) {
    return Container.of(attempt, step)
        .filter(it -> it.mayBePublished(attempt) || it.isUsable(this.clock.instant()));
  }

  /** The containers of a carousel's pictures, all finished. */
  Prepared<List<String>> children(List<Attachment> pictures, Attempt attempt) {
    List<Container> made = new ArrayList<>();
    for (Attachment picture : pictures) {
      String step = "picture-" + made.size();
      Optional<Container> earlier = earlier(step, attempt);
      if (earlier.isPresent()) {
        made.add(earlier.get());
      } else {
        switch (create(step, ofPicture(picture), attempt)) {
          case Prepared.Ended<Container> ended -> {
            return new Prepared.Ended<>(ended.outcome());
          }
          case Prepared.Ready<Container>(Container child) -> made.add(child);
        }
      }
    }
    for (Container child : made) {
      if (ask(child, attempt) instanceof Prepared.Ended<Done>(Outcome outcome)) {
        return new Prepared.Ended<>(outcome);
      }
    }
    return new Prepared.Ready<>(made.stream().map(Container::id).toList());
  }

  private static Map<String, String> ofPicture(Attachment picture) {
    Map<String, String> parameters = ThreadsParameters.ofMedium("IMAGE", "image_url", picture);
    parameters.put("is_carousel_item", "true");
    return parameters;
  }

  /** Makes a container. */
  Prepared<Container> create(String step, Map<String, String> parameters, Attempt attempt) {
    int number = Container.of(attempt, step).map(Container::number).orElse(0) + 1;
    Container none = new Container(step, "", this.clock.instant(), number);
    return switch (this.client.createContainer(parameters)) {
      case AuthorizedReply.Withheld withheld -> new Prepared.Ended<>(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer)
          when !ThreadsPosts.idIn(answer).isEmpty() -> {
        Container made =
            new Container(step, ThreadsPosts.idIn(answer), this.clock.instant(), number);
        made.remember(attempt);
        yield new Prepared.Ready<>(made);
      }
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          new Prepared.Ended<>(unavailable("Threads said yes and named no container"));
      case AuthorizedReply.Sent(Reply.Answered answer) ->
          new Prepared.Ended<>(notMade(ThreadsRefusals.ofHarmless(errorIn(answer)), none, attempt));
      case AuthorizedReply.Sent(Reply.NotSent notSent) ->
          new Prepared.Ended<>(HttpOutcomes.of(notSent));
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) ->
          new Prepared.Ended<>(unavailable("No answer: " + noAnswer.detail()));
    };
  }

  /** A medium that can't be fetched is tried thrice; a busy server more often. */
  private static Outcome notMade(Outcome outcome, Container none, Attempt attempt) {
    boolean counts =
        outcome instanceof Outcome.TryLater later
            && (later.reason() == FailureReason.MEDIA || later.reason() == FailureReason.NOT_READY);
    return counts ? renewed(outcome, none, attempt) : outcome;
  }

  /** Asks how far a container is. */
  Prepared<Done> ask(Container container, Attempt attempt) {
    return switch (this.client.containerStatus(container.id())) {
      case AuthorizedReply.Withheld withheld -> new Prepared.Ended<>(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          byStatus(ContainerStatus.of(answer, this.redaction), container, attempt);
      case AuthorizedReply.Sent(Reply.Answered answer) ->
          new Prepared.Ended<>(notToldBy(errorIn(answer), container, attempt));
      case AuthorizedReply.Sent(Reply.NotSent notSent) ->
          new Prepared.Ended<>(HttpOutcomes.of(notSent));
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) ->
          new Prepared.Ended<>(unavailable("No answer: " + noAnswer.detail()));
    };
  }

  private Prepared<Done> byStatus(ContainerStatus status, Container container, Attempt attempt) {
    return switch (status.code()) {
      case FINISHED -> new Prepared.Ready<>(new Done(container, false));
      case PUBLISHED -> new Prepared.Ready<>(new Done(container, true));
      case IN_PROGRESS, UNCLEAR -> new Prepared.Ended<>(notReady(status));
      case EXPIRED -> new Prepared.Ended<>(renewed(notReady(status), container, attempt));
      case ERROR ->
          new Prepared.Ended<>(
              status.isAccident()
                  ? renewed(notReady(status), container, attempt)
                  : new Outcome.Rejected(FailureReason.MEDIA, status.describe(), null));
    };
  }

  private Outcome notToldBy(MetaError error, Container container, Attempt attempt) {
    if (!ThreadsRefusals.isMissing(error)) {
      return ThreadsRefusals.ofHarmless(error);
    }
    return container.mayBePublished(attempt)
        ? new Outcome.Unclear(
            "A container that may be published can't be read. " + error.describe())
        : renewed(
            new Outcome.TryLater(FailureReason.NOT_READY, error.describe(), POLL),
            container,
            attempt);
  }

  private static Outcome notReady(ContainerStatus status) {
    return new Outcome.TryLater(FailureReason.NOT_READY, status.describe(), POLL);
  }

  /** Containers can't be seen, so a new one is harmless; but the same failure comes thrice only. */
  static Outcome renewed(Outcome outcome, Container container, Attempt attempt) {
    if (container.number() >= Container.MOST && outcome instanceof Outcome.TryLater later) {
      return new Outcome.Rejected(
          FailureReason.MEDIA,
          "%d containers failed; the last: %s".formatted(container.number(), later.detail()),
          null);
    }
    container.withoutId().remember(attempt);
    return outcome;
  }

  private MetaError errorIn(Reply.Answered answer) {
    return ThreadsRefusals.errorIn(answer, this.redaction);
  }

  private static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }
}
