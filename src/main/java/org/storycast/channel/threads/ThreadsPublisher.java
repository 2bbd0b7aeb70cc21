// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Frame;
import org.storycast.channel.Measures;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.Metrics;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.channel.Removes;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/**
 * Publishes on one profile: a container, which nobody sees, is made, waited for, and published. A
 * container can be published once only, so that a repeat with the same one is harmless for as long
 * as it lives.
 */
final class ThreadsPublisher implements Publisher, ReadsBack, Removes, Measures, Checks {

  /** The only part. */
  static final String TEXT = "text";

  /** Threads takes twenty; no reader sees so many, and each is two calls. */
  static final int MOST_PICTURES = 10;

  private static final String PUBLISH = "publish";
  private static final String PROPAGATION = "not-there-yet";
  private static final int MOST_REFUSED_CALLS = 5;
  private static final int SIDE = 1_440;
  private static final int CARD_WIDTH = 1_200;
  private static final int CARD_HEIGHT = 675;
  private static final long MOST_PICTURE_BYTES = 8 * 1024 * 1024;
  private static final Duration LONGEST_FILM = Duration.ofMinutes(5);

  /** Token, quota, earlier post, container, status, publication, permalink. */
  private static final int CALLS = 8;

  private static final Duration SETTLING_TIME = Duration.ofMinutes(1);

  /** Threads takes 250 in a day; this leaves room for people at the same profile. */
  private static final RateLimit RATE_LIMIT = new RateLimit(20, Duration.ofHours(2));

  private final ThreadsSettings settings;
  private final ThreadsClient client;
  private final UnaryOperator<String> redaction;
  private final Clock clock;
  private final ThreadsContainers containers;
  private final ThreadsPosts posts;
  private final ThreadsQuota quota;

  ThreadsPublisher(
      ThreadsSettings settings,
      ThreadsClient client,
      UnaryOperator<String> redaction,
      Clock clock) {
    this.settings = settings;
    this.client = client;
    this.redaction = redaction;
    this.clock = clock;
    this.containers = new ThreadsContainers(client, redaction, clock);
    this.posts = new ThreadsPosts(client, redaction, clock);
    this.quota = new ThreadsQuota(client);
  }

  @Override
  public ChannelProfile profile() {
    int pictures = this.settings.form() == ThreadsSettings.Form.CAROUSEL ? MOST_PICTURES : 0;
    return new ChannelProfile(
        ThreadsPublisherFactory.KIND,
        "Threads",
        List.of(new PartProfile(TEXT, ThreadsText.LIMIT, ThreadsText.MEASURE)),
        media(),
        Container.LIFETIME,
        SETTLING_TIME,
        this.settings.timeout().multipliedBy(CALLS + 2L * pictures),
        RATE_LIMIT);
  }

  private List<MediaDemand> media() {
    return switch (this.settings.form()) {
      case TEXT -> List.of();
      case IMAGE -> List.of(pictures(1));
      case CAROUSEL -> List.of(pictures(MOST_PICTURES));
      case VIDEO -> List.of(MediaDemand.film(ThreadsParameters.FILM, 1_080, 1_920, LONGEST_FILM));
    };
  }

  private static MediaDemand pictures(int most) {
    String role = ThreadsParameters.PICTURE;
    return new MediaDemand.Pictures(
        role,
        most,
        new Frame(SIDE, SIDE, 0.1, 10, MOST_PICTURE_BYTES),
        new MediaDemand.Card(role, CARD_WIDTH, CARD_HEIGHT, true, false));
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(PUBLISH);
    if (taken.isPresent()) {
      return new Outcome.Published(this.posts.receipt(taken.get()));
    }
    boolean attaches =
        this.settings.attachLink() && this.settings.form() == ThreadsSettings.Form.TEXT;
    return ThreadsText.faultIn(post.part(TEXT), attaches ? post.link() : null)
        .orElseGet(() -> prepare(post, attempt));
  }

  /** Goes on with the container of an earlier attempt, or makes one. */
  private Outcome prepare(Post post, Attempt attempt) {
    Optional<Container> earlier = this.containers.earlier(Container.POST, attempt);
    Prepared<Container> container =
        earlier.<Prepared<Container>>map(Prepared.Ready::new).orElseGet(() -> make(post, attempt));
    return switch (container) {
      case Prepared.Ended<Container> ended -> told(ended.outcome(), attempt);
      case Prepared.Ready<Container>(Container it) ->
          switch (this.containers.ask(it, attempt)) {
            case Prepared.Ended<ThreadsContainers.Done> ended -> told(ended.outcome(), attempt);
            case Prepared.Ready<ThreadsContainers.Done>(ThreadsContainers.Done done) ->
                done.isPublished() ? found(post, attempt) : release(it, post, attempt);
          };
    };
  }

  private Prepared<Container> make(Post post, Attempt attempt) {
    boolean isReply = post.inReplyTo() != null;
    Optional<Outcome> usedUp = this.quota.usedUp(isReply);
    if (usedUp.isPresent()) {
      return new Prepared.Ended<>(usedUp.get());
    }
    return switch (replyTo(post)) {
      case Prepared.Ended<Optional<String>> ended -> new Prepared.Ended<>(ended.outcome());
      case Prepared.Ready<Optional<String>>(Optional<String> replyTo) ->
          make(post, replyTo, attempt);
    };
  }

  private Prepared<Container> make(Post post, Optional<String> replyTo, Attempt attempt) {
    var pictures = ThreadsParameters.pictures(post, this.settings.form());
    Prepared<List<String>> children =
        pictures.size() > 1
            ? this.containers.children(pictures, attempt)
            : new Prepared.Ready<>(List.of());
    return switch (children) {
      case Prepared.Ended<List<String>> ended -> new Prepared.Ended<>(ended.outcome());
      case Prepared.Ready<List<String>>(List<String> ids) ->
          this.containers.create(
              Container.POST, ThreadsParameters.of(post, this.settings, ids, replyTo), attempt);
    };
  }

  /** The post that this one continues; none where it is gone, so that the story still goes out. */
  private Prepared<Optional<String>> replyTo(Post post) {
    Receipt earlier = post.inReplyTo();
    if (earlier == null) {
      return new Prepared.Ready<>(Optional.empty());
    }
    String id = earlier.parts().getLast().remoteId();
    return switch (this.posts.find(id)) {
      case Finding.Found _, Finding.Unfinished _, Finding.Underway _ ->
          new Prepared.Ready<>(Optional.of(id));
      case Finding.Absent absent -> new Prepared.Ready<>(Optional.empty());
      case Finding.CannotTell cannot ->
          new Prepared.Ended<>(
              new Outcome.TryLater(
                  FailureReason.UNAVAILABLE,
                  "The post that this one continues can't be read: " + cannot.why(),
                  null));
    };
  }

  private Outcome release(Container container, Post post, Attempt attempt) {
    boolean wasInDoubt = Announced.isInDoubt(attempt);
    Announced.open(attempt);
    attempt.committing(PUBLISH, post.digest());
    return switch (this.client.publish(container.id())) {
      case AuthorizedReply.Withheld withheld ->
          Announced.refused(withheld.outcome(), wasInDoubt, attempt);
      case AuthorizedReply.Sent(Reply.Answered answer) when !ThreadsPosts.idIn(answer).isEmpty() ->
          taken(ThreadsPosts.idIn(answer), attempt);
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          doubt("Threads said yes and named no post", container);
      case AuthorizedReply.Sent(Reply.Answered answer) ->
          notPublished(
              ThreadsRefusals.errorIn(answer, this.redaction), container, wasInDoubt, attempt);
      case AuthorizedReply.Sent(Reply.NotSent notSent) ->
          Announced.refused(HttpOutcomes.of(notSent), wasInDoubt, attempt);
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) ->
          doubt("No answer: " + noAnswer.detail(), container);
    };
  }

  private Outcome taken(String id, Attempt attempt) {
    attempt.checkpoint(PUBLISH, id);
    return new Outcome.Published(this.posts.receipt(id));
  }

  private Outcome notPublished(
      MetaError error, Container container, boolean wasInDoubt, Attempt attempt) {
    Outcome outcome = told(ThreadsRefusals.of(error), attempt);
    if (outcome instanceof Outcome.Unclear unclear) {
      return doubt(unclear.detail(), container);
    }
    boolean isYoung =
        outcome instanceof Outcome.TryLater later && later.reason() == FailureReason.NOT_READY;
    return isYoung && !wasInDoubt
        ? notThereYet(outcome, container, attempt)
        : Announced.refused(outcome, wasInDoubt, attempt);
  }

  /** A finished container may not have come round yet; after some calls it is made anew. */
  private static Outcome notThereYet(Outcome outcome, Container container, Attempt attempt) {
    Announced.refused(outcome, false, attempt);
    int calls = 1 + attempt.checkpoint(PROPAGATION).map(Integer::parseInt).orElse(0);
    if (calls < MOST_REFUSED_CALLS) {
      attempt.checkpoint(PROPAGATION, Integer.toString(calls));
      return outcome;
    }
    attempt.checkpoint(PROPAGATION, "0");
    return ThreadsContainers.renewed(outcome, container, attempt);
  }

  private Outcome told(Outcome outcome, Attempt attempt) {
    if (outcome instanceof Outcome.TryLater later
        && later.reason() == FailureReason.RATE_LIMITED
        && later.notBefore() != null) {
      attempt.quietUntil(this.clock.instant().plus(later.notBefore()));
    }
    return outcome;
  }

  /** While the container lives, the next attempt asks it whether it was published. */
  private Outcome doubt(String detail, Container container) {
    return container.isUsable(this.clock.instant())
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, SETTLING_TIME)
        : new Outcome.Unclear(detail);
  }

  /** An earlier attempt published it; only the post's own number is to be found. */
  private Outcome found(Post post, Attempt attempt) {
    return switch (this.posts.find(post.part(TEXT), post.inReplyTo() != null, attempt)) {
      case Finding.Found found -> {
        attempt.checkpoint(PUBLISH, found.receipt().remoteId());
        yield new Outcome.Published(found.receipt());
      }
      case Finding.Unfinished unfinished -> new Outcome.Unclear(unfinished.evidence());
      case Finding.Underway it -> new Outcome.Underway(it.handle(), it.askAgainAt());
      case Finding.Absent absent -> new Outcome.Unclear(absent.evidence());
      case Finding.CannotTell cannot -> new Outcome.Unclear(cannot.why());
    };
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(PUBLISH);
    if (taken.isPresent()) {
      return this.posts.find(taken.get());
    }
    return Container.of(attempt, Container.POST)
        .filter(it -> !it.id().isEmpty())
        .map(it -> findBy(it, post, attempt))
        .orElseGet(() -> new Finding.Absent("There is no container that could be published"));
  }

  private Finding findBy(Container container, Post post, Attempt attempt) {
    AuthorizedReply reply = this.client.containerStatus(container.id());
    if (!(reply instanceof AuthorizedReply.Sent(Reply.Answered answer)) || !answer.isSuccess()) {
      return new Finding.CannotTell(this.posts.describe(reply));
    }
    ContainerStatus status = ContainerStatus.of(answer, this.redaction);
    return switch (status.code()) {
      case PUBLISHED -> this.posts.find(post.part(TEXT), post.inReplyTo() != null, attempt);
      case UNCLEAR -> new Finding.CannotTell(status.describe());
      case FINISHED, IN_PROGRESS, EXPIRED, ERROR -> new Finding.Absent(status.describe());
    };
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.posts.find(receipt.remoteId());
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return switch (this.client.delete(receipt.remoteId())) {
      case AuthorizedReply.Withheld withheld -> withheld.outcome();
      case AuthorizedReply.Sent(Reply.Answered answer)
          when answer.isSuccess() && answer.json().path("success").asBoolean(false) ->
          new Outcome.Published(receipt);
      case AuthorizedReply.Sent(Reply.Answered answer) -> notRemoved(answer, receipt);
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> HttpOutcomes.of(notSent);
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, noAnswer.detail(), null);
    };
  }

  /** "Missing" may mean that the right to delete is; what can't be read either is gone. */
  private Outcome notRemoved(Reply.Answered answer, Receipt receipt) {
    MetaError error = ThreadsRefusals.errorIn(answer, this.redaction);
    if (ThreadsRefusals.isMissing(error)) {
      return find(receipt) instanceof Finding.Absent
          ? new Outcome.Published(receipt)
          : new Outcome.ChannelClosed(
              FailureReason.PERMISSION, error.describe() + "; the token needs threads_delete");
    }
    return answer.isSuccess()
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, error.describe(), null)
        : this.quota.deletionsUsedUp().orElseGet(() -> ThreadsRefusals.ofHarmless(error));
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    return this.posts.metrics(receipt.remoteId());
  }

  @Override
  public Checkup check() {
    return new ThreadsCheck(this.settings, this.client, this.posts, this.redaction).run();
  }
}
