// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Measures;
import org.storycast.channel.Metrics;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.channel.Removes;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/**
 * Publishes in the form that its settings name: a container, which nobody sees, is made, waited
 * for, and published. A container can be published once only, so that a repeat with the same one is
 * harmless for as long as it lives. Instagram has no replies among posts and no call that changes a
 * caption: what continues a story is a post of its own, and nothing is edited.
 */
final class InstagramPublisher implements Publisher, ReadsBack, Removes, Measures, Checks {

  /** The only part; a story carries it for people and does not show it. */
  static final String CAPTION = "caption";

  private static final String PUBLISH = "publish";

  /** Token, quota, container, status, publication, permalink, quota again. */
  private static final int CALLS = 7;

  /** For each picture of a carousel. */
  private static final int CALLS_OF_PICTURE = 2;

  private static final Duration SETTLING_TIME = Duration.ofMinutes(1);

  /** The smallest number that Meta's pages name; the real one is asked before each post. */
  private static final RateLimit RATE_LIMIT = new RateLimit(25, Duration.ofDays(1));

  private final InstagramSettings settings;
  private final InstagramClient client;
  private final Containers containers;
  private final Preparation preparation;
  private final Quota quota;
  private final PublishedMedia published;
  private final InstagramCheckup checkup;

  /** What a publisher is made of. */
  record Tools(
      InstagramSettings settings,
      InstagramClient client,
      Containers containers,
      Preparation preparation,
      Quota quota,
      PublishedMedia published,
      InstagramCheckup checkup) {}

  InstagramPublisher(Tools tools) {
    this.settings = tools.settings();
    this.client = tools.client();
    this.containers = tools.containers();
    this.preparation = tools.preparation();
    this.quota = tools.quota();
    this.published = tools.published();
    this.checkup = tools.checkup();
  }

  @Override
  public ChannelProfile profile() {
    boolean several = this.settings.form() == InstagramForm.CAROUSEL;
    int calls = CALLS + (several ? CALLS_OF_PICTURE * this.settings.pictures() : 0);
    return new ChannelProfile(
        InstagramPublisherFactory.KIND,
        "Instagram",
        List.of(caption()),
        this.settings.form().media(this.settings.pictures(), this.settings.reel().card()),
        Container.LIFETIME,
        SETTLING_TIME,
        this.settings.timeout().multipliedBy(calls),
        RATE_LIMIT);
  }

  private PartProfile caption() {
    return new PartProfile(
        CAPTION,
        Captions.LIMIT,
        Captions.MEASURE,
        Captions.LIMIT,
        List.of(),
        Hashtags.atMost(this.settings.hashtags()));
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(PUBLISH);
    if (taken.isPresent()) {
      return new Outcome.Published(this.published.receipt(taken.get()));
    }
    return Captions.fault(post, this.settings)
        .or(this.client::withheld)
        .orElseGet(() -> prepare(post, attempt));
  }

  private Outcome prepare(Post post, Attempt attempt) {
    return switch (this.preparation.prepare(post, attempt)) {
      case Prepared.Ready<Container>(Container container) -> ask(container, post, attempt);
      case Prepared.Ended<Container>(Outcome outcome) -> outcome;
    };
  }

  /** Asks how far the container is, and publishes it when it is finished. */
  private Outcome ask(Container container, Post post, Attempt attempt) {
    return switch (this.client.containerStatus(container.id())) {
      case Reply.Answered answer when answer.isSuccess() ->
          byStatus(this.containers.statusIn(answer), container, post, attempt);
      case Reply.Answered answer -> notToldBy(this.containers.errorIn(answer), container, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> Containers.unavailable(noAnswer.detail());
    };
  }

  private Outcome notToldBy(MetaError error, Container container, Attempt attempt) {
    return InstagramRefusals.isMissing(error) && Preparation.mayBePublished(container, attempt)
        ? new Outcome.Unclear(
            "A container that may be published can't be read. " + error.describe())
        : this.containers.after(InstagramRefusals.ofPreparing(error), container, attempt);
  }

  private Outcome byStatus(
      ContainerStatus status, Container container, Post post, Attempt attempt) {
    return switch (status.code()) {
      case FINISHED -> release(container, post, attempt);
      case PUBLISHED -> found(post, attempt);
      case IN_PROGRESS, UNKNOWN ->
          new Outcome.TryLater(FailureReason.NOT_READY, status.describe(), Containers.POLL);
      case EXPIRED -> this.containers.expired(status, container, attempt);
      case ERROR ->
          this.containers.after(
              InstagramRefusals.ofPreparing(status.asError()), container, attempt);
    };
  }

  private Outcome release(Container container, Post post, Attempt attempt) {
    boolean announcedBefore = attempt.committedAt().isPresent();
    attempt.committing(PUBLISH, post.digest());
    return switch (this.client.publish(container.id())) {
      case Reply.Answered answer when !Containers.idIn(answer).isEmpty() -> {
        attempt.checkpoint(PUBLISH, Containers.idIn(answer));
        this.quota.quietWhenFull(attempt);
        yield new Outcome.Published(this.published.receipt(Containers.idIn(answer)));
      }
      case Reply.Answered answer when answer.isSuccess() ->
          this.containers.doubt("Instagram said yes and named no post", container);
      case Reply.Answered answer ->
          notPublished(this.containers.errorIn(answer), announcedBefore, container, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer ->
          this.containers.doubt("No answer: " + noAnswer.detail(), container);
    };
  }

  private Outcome notPublished(
      MetaError error, boolean announcedBefore, Container container, Attempt attempt) {
    return InstagramRefusals.isMissing(error) && announcedBefore
        ? new Outcome.Unclear("A container that may be published is gone. " + error.describe())
        : this.containers.after(InstagramRefusals.ofPublishing(error), container, attempt);
  }

  /** An earlier attempt published it; only the post's own number is to be found. */
  private Outcome found(Post post, Attempt attempt) {
    return switch (this.published.find(post, attempt)) {
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
      return this.published.find(taken.get());
    }
    return Container.of(Container.POST, attempt)
        .filter(it -> !it.id().isEmpty())
        .map(it -> findBy(it, post, attempt))
        .orElseGet(() -> new Finding.Absent("There is no container that could be published"));
  }

  private Finding findBy(Container container, Post post, Attempt attempt) {
    return switch (this.client.containerStatus(container.id())) {
      case Reply.Answered answer when answer.isSuccess() -> {
        ContainerStatus status = this.containers.statusIn(answer);
        yield switch (status.code()) {
          case PUBLISHED -> this.published.find(post, attempt);
          case UNKNOWN -> new Finding.CannotTell(status.describe());
          case FINISHED, IN_PROGRESS, EXPIRED, ERROR -> new Finding.Absent(status.describe());
        };
      }
      case Reply.Answered answer ->
          new Finding.CannotTell(this.containers.errorIn(answer).describe());
      case Reply.NotSent notSent -> new Finding.CannotTell(notSent.detail());
      case Reply.NoAnswer noAnswer -> new Finding.CannotTell(noAnswer.detail());
    };
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.published.find(receipt.remoteId());
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    if (!this.settings.canDelete()) {
      return new Outcome.Rejected(
          FailureReason.PERMISSION,
          "Accounts by Instagram Login can't delete by the API; delete %s by hand"
              .formatted(receipt.address() == null ? receipt.remoteId() : receipt.address()),
          null);
    }
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return switch (this.client.delete(receipt.remoteId())) {
      case Reply.Answered answer when answer.isSuccess() -> new Outcome.Published(receipt);
      case Reply.Answered answer -> notRemoved(answer, receipt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> Containers.unavailable(noAnswer.detail());
    };
  }

  /** "Missing" may mean that the right to delete is; what can't be read either is gone. */
  private Outcome notRemoved(Reply.Answered answer, Receipt receipt) {
    MetaError error = this.containers.errorIn(answer);
    if (InstagramRefusals.isMissing(error)) {
      return find(receipt) instanceof Finding.Absent
          ? new Outcome.Published(receipt)
          : new Outcome.ChannelClosed(FailureReason.PERMISSION, error.describe());
    }
    return InstagramRefusals.ofPreparing(error).outcome();
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    return this.published.metrics(receipt.remoteId());
  }

  @Override
  public Checkup check() {
    return this.checkup.run();
  }
}
