// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
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
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/**
 * Publishes a card with a caption: a container, which nobody sees, is made, waited for, and
 * published. A container can be published once only, so that a repeat with the same one is harmless
 * for as long as it lives.
 */
final class InstagramPublisher implements Publisher, ReadsBack, Removes, Measures {

  /** The only part. */
  static final String CAPTION = "caption";

  /** The only attachment. */
  static final String CARD = "card";

  private static final String PUBLISH = "publish";
  private static final int WIDTH = 1080;
  private static final int HEIGHT = 1350;
  private static final int LONGEST_ALT_TEXT = 1_000;

  /** Quota, container, status, publication, permalink. */
  private static final int CALLS = 5;

  private static final Duration SETTLING_TIME = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofSeconds(10);

  /** The smallest number that Meta's pages name; the real one is asked before each post. */
  private static final RateLimit RATE_LIMIT = new RateLimit(25, Duration.ofDays(1));

  private final InstagramSettings settings;
  private final InstagramClient client;
  private final UnaryOperator<String> redaction;
  private final Clock clock;
  private final PublishedMedia published;

  InstagramPublisher(
      InstagramSettings settings,
      InstagramClient client,
      UnaryOperator<String> redaction,
      Clock clock) {
    this.settings = settings;
    this.client = client;
    this.redaction = redaction;
    this.clock = clock;
    this.published = new PublishedMedia(client, redaction, clock);
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        InstagramPublisherFactory.KIND,
        "Instagram",
        List.of(new PartProfile(CAPTION, Captions.LIMIT, Captions.MEASURE)),
        List.of(MediaDemand.card(CARD, WIDTH, HEIGHT)),
        Container.LIFETIME,
        SETTLING_TIME,
        this.settings.timeout().multipliedBy(CALLS),
        RATE_LIMIT);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(PUBLISH);
    if (taken.isPresent()) {
      return new Outcome.Published(this.published.receipt(taken.get()));
    }
    return Captions.fault(post.part(CAPTION), post.attachment(CARD), this.settings.hashtags())
        .orElseGet(() -> prepare(post, attempt));
  }

  /** Goes on with the container of an earlier attempt, or makes one. */
  private Outcome prepare(Post post, Attempt attempt) {
    Optional<Container> earlier = Container.of(attempt);
    Optional<Container> usable =
        earlier.filter(it -> mayBePublished(it, attempt) || it.isUsable(this.clock.instant()));
    if (usable.isPresent()) {
      return ask(usable.get(), post, attempt);
    }
    int made = earlier.map(Container::number).orElse(0);
    return usedUp().orElseGet(() -> create(made + 1, post, attempt));
  }

  /** Such a container is asked however old it is, and never replaced without its word. */
  private static boolean mayBePublished(Container container, Attempt attempt) {
    return !container.id().isEmpty() && attempt.committedAt().isPresent();
  }

  private Optional<Outcome> usedUp() {
    if (this.client.quota() instanceof Reply.Answered answer && answer.isSuccess()) {
      var quota = answer.json().path("data").path(0);
      int total = quota.path("config").path("quota_total").asInt(0);
      int used = quota.path("quota_usage").asInt(0);
      if (total > 0 && used >= total) {
        return Optional.of(
            new Outcome.TryLater(
                FailureReason.QUOTA,
                "The account has published %d of %d posts of this day".formatted(used, total),
                Duration.ofHours(1)));
      }
    }
    return Optional.empty();
  }

  private Outcome create(int number, Post post, Attempt attempt) {
    return switch (this.client.createContainer(parameters(post))) {
      case Reply.Answered answer when !idIn(answer).isEmpty() -> {
        Container container = new Container(idIn(answer), this.clock.instant(), number);
        container.remember(attempt);
        yield ask(container, post, attempt);
      }
      case Reply.Answered answer ->
          after(
              InstagramRefusals.ofPreparing(GraphError.of(answer, this.redaction)),
              new Container("", this.clock.instant(), number),
              attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> unavailable(noAnswer.detail());
    };
  }

  private static Map<String, String> parameters(Post post) {
    Attachment card = post.attachment(CARD);
    Map<String, String> parameters = new HashMap<>();
    parameters.put("image_url", card.address().toString());
    parameters.put("caption", post.part(CAPTION));
    if (!card.altText().isBlank()) {
      parameters.put("alt_text", shortened(card.altText()));
    }
    return parameters;
  }

  private static String shortened(String text) {
    int length = Math.min(LONGEST_ALT_TEXT, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static String idIn(Reply.Answered answer) {
    String id = answer.isSuccess() ? answer.json().path("id").asString("") : "";
    return id.matches("[0-9]{1,30}") ? id : "";
  }

  /** Asks how far the container is, and publishes it when it is finished. */
  private Outcome ask(Container container, Post post, Attempt attempt) {
    return switch (this.client.containerStatus(container.id())) {
      case Reply.Answered answer when answer.isSuccess() ->
          byStatus(ContainerStatus.of(answer, this.redaction), container, post, attempt);
      case Reply.Answered answer ->
          notToldBy(GraphError.of(answer, this.redaction), container, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> unavailable(noAnswer.detail());
    };
  }

  private Outcome notToldBy(GraphError error, Container container, Attempt attempt) {
    return error.isMissing() && mayBePublished(container, attempt)
        ? new Outcome.Unclear(
            "A container that may be published can't be read. " + error.describe())
        : after(InstagramRefusals.ofPreparing(error), container, attempt);
  }

  private Outcome byStatus(
      ContainerStatus status, Container container, Post post, Attempt attempt) {
    return switch (status.code()) {
      case FINISHED -> release(container, post, attempt);
      case PUBLISHED -> found(post, attempt);
      case IN_PROGRESS, UNKNOWN ->
          new Outcome.TryLater(FailureReason.NOT_READY, status.describe(), POLL);
      case EXPIRED ->
          after(
              new InstagramRefusals.Judgement(
                  new Outcome.TryLater(FailureReason.NOT_READY, status.describe(), POLL),
                  InstagramRefusals.Fate.RENEWED),
              container,
              attempt);
      case ERROR -> after(InstagramRefusals.ofPreparing(status.asError()), container, attempt);
    };
  }

  private Outcome release(Container container, Post post, Attempt attempt) {
    boolean announcedBefore = attempt.committedAt().isPresent();
    attempt.committing(PUBLISH, post.digest());
    return switch (this.client.publish(container.id())) {
      case Reply.Answered answer when !idIn(answer).isEmpty() -> {
        attempt.checkpoint(PUBLISH, idIn(answer));
        yield new Outcome.Published(this.published.receipt(idIn(answer)));
      }
      case Reply.Answered answer when answer.isSuccess() ->
          doubt("Instagram said yes and named no post", container);
      case Reply.Answered answer ->
          notPublished(GraphError.of(answer, this.redaction), announcedBefore, container, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> doubt("No answer: " + noAnswer.detail(), container);
    };
  }

  private Outcome notPublished(
      GraphError error, boolean announcedBefore, Container container, Attempt attempt) {
    return error.isMissing() && announcedBefore
        ? new Outcome.Unclear("A container that may be published is gone. " + error.describe())
        : after(InstagramRefusals.ofPublishing(error), container, attempt);
  }

  private Outcome after(
      InstagramRefusals.Judgement judgement, Container container, Attempt attempt) {
    if (judgement.outcome() instanceof Outcome.TryLater later
        && later.reason() == FailureReason.RATE_LIMITED
        && later.notBefore() != null) {
      attempt.quietUntil(this.clock.instant().plus(later.notBefore()));
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
  private Outcome doubt(String detail, Container container) {
    return container.isUsable(this.clock.instant())
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, SETTLING_TIME)
        : new Outcome.Unclear(detail);
  }

  /** An earlier attempt published it; only the post's own number is to be found. */
  private Outcome found(Post post, Attempt attempt) {
    return switch (this.published.find(post.part(CAPTION), attempt)) {
      case Finding.Found found -> {
        attempt.checkpoint(PUBLISH, found.receipt().remoteId());
        yield new Outcome.Published(found.receipt());
      }
      case Finding.Unfinished unfinished -> new Outcome.Unclear(unfinished.evidence());
      case Finding.Absent absent -> new Outcome.Unclear(absent.evidence());
      case Finding.CannotTell cannot -> new Outcome.Unclear(cannot.why());
    };
  }

  private static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, "No answer: " + detail, null);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(PUBLISH);
    if (taken.isPresent()) {
      return this.published.find(taken.get());
    }
    return Container.of(attempt)
        .filter(it -> !it.id().isEmpty())
        .map(it -> findBy(it, post, attempt))
        .orElseGet(() -> new Finding.Absent("There is no container that could be published"));
  }

  private Finding findBy(Container container, Post post, Attempt attempt) {
    return switch (this.client.containerStatus(container.id())) {
      case Reply.Answered answer when answer.isSuccess() -> {
        ContainerStatus status = ContainerStatus.of(answer, this.redaction);
        yield switch (status.code()) {
          case PUBLISHED -> this.published.find(post.part(CAPTION), attempt);
          case UNKNOWN -> new Finding.CannotTell(status.describe());
          case FINISHED, IN_PROGRESS, EXPIRED, ERROR -> new Finding.Absent(status.describe());
        };
      }
      case Reply.Answered answer ->
          new Finding.CannotTell(GraphError.of(answer, this.redaction).describe());
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
      case Reply.NoAnswer noAnswer -> unavailable(noAnswer.detail());
    };
  }

  /** "Missing" may mean that the right to delete is; what can't be read either is gone. */
  private Outcome notRemoved(Reply.Answered answer, Receipt receipt) {
    GraphError error = GraphError.of(answer, this.redaction);
    if (error.isMissing()) {
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
}
