// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes on one account: one call, which the instance recognises by its key for an hour, and a
 * look whether it shows what it took, for it may drop a status without a word.
 */
final class MastodonPublisher implements Publisher, Follows, ReadsBack, Edits, Removes {

  /** The only part. */
  static final String STATUS = "status";

  private static final String CREATE = "create";

  /** How long an instance keeps an idempotency key (PostStatusService, read in 2026-07). */
  private static final Duration KEY_LIFE = Duration.ofHours(1);

  private static final Duration SETTLING_TIME = Duration.ofSeconds(30);

  /** An instance takes 300 in three hours; this leaves room for people at the same account. */
  private static final RateLimit RATE_LIMIT = new RateLimit(20, Duration.ofMinutes(15));

  private static final JsonMapper JSON = new JsonMapper();

  private final MastodonSettings settings;
  private final MastodonClient client;
  private final MastodonRefusals refusals;
  private final OwnStatuses statuses;
  private final Clock clock;

  MastodonPublisher(
      MastodonSettings settings, MastodonClient client, MastodonRefusals refusals, Clock clock) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.statuses = new OwnStatuses(client, refusals, settings.accountId());
    this.clock = clock;
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        MastodonPublisherFactory.KIND,
        "Mastodon",
        List.of(new PartProfile(STATUS, this.settings.textLimit(), MastodonText.MEASURE)),
        List.of(),
        KEY_LIFE,
        SETTLING_TIME,
        this.settings.timeout().multipliedBy(2),
        RATE_LIMIT);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(CREATE);
    if (taken.isPresent()) {
      return confirmed(PostedStatus.remembered(taken.get()));
    }
    int length = MastodonText.MEASURE.lengthOf(post.part(STATUS));
    if (length > this.settings.textLimit()) {
      return new Outcome.Rejected(
          FailureReason.TOO_LONG,
          "The status has %d characters; the instance takes %d"
              .formatted(length, this.settings.textLimit()),
          null);
    }
    return create(post, attempt);
  }

  private Outcome create(Post post, Attempt attempt) {
    Doubt doubt = Doubt.before(attempt);
    Map<String, String> status = content(post);
    status.put("visibility", this.settings.visibility());
    String body = JSON.writeValueAsString(status);
    attempt.committing(CREATE, Digest.of(body));
    return doubt.settle(
        switch (this.client.create(body, attempt.key())) {
          case Reply.Answered answer -> judge(answer, attempt);
          case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
          case Reply.NoAnswer noAnswer -> HttpOutcomes.of(noAnswer);
        },
        attempt);
  }

  private static Map<String, String> content(Post post) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("status", post.part(STATUS));
    String language = Locale.forLanguageTag(post.language()).getLanguage();
    if (!language.isEmpty()) {
      content.put("language", language);
    }
    return content;
  }

  private Outcome judge(Reply.Answered answer, Attempt attempt) {
    MastodonRateLimits.usedUpUntil(answer).ifPresent(attempt::quietUntil);
    if (!answer.isSuccess()) {
      return this.refusals.ofPublishing(answer);
    }
    Optional<PostedStatus> status = PostedStatus.of(answer.json(), this.clock.instant());
    if (status.isEmpty()) {
      return new Outcome.Unclear("Mastodon said yes and named no status");
    }
    attempt.checkpoint(CREATE, status.get().handle());
    return confirmed(status.get());
  }

  /** Published once the instance shows it; a token that may not read leaves it at its word. */
  private Outcome confirmed(PostedStatus status) {
    return switch (this.statuses.look(status.id())) {
      case SHOWN, NOT_ALLOWED -> new Outcome.Published(status.receipt());
      case MISSING, UNKNOWN -> askAgain(status);
    };
  }

  private Outcome askAgain(PostedStatus status) {
    Instant next = this.clock.instant().plus(SETTLING_TIME);
    return new Outcome.Underway(status.handle(), next);
  }

  @Override
  public Outcome follow(Post post, String handle, Attempt attempt) {
    PostedStatus status = PostedStatus.remembered(handle);
    return switch (this.statuses.look(status.id())) {
      case SHOWN, NOT_ALLOWED -> new Outcome.Published(status.receipt());
      case MISSING ->
          new Outcome.Rejected(
              FailureReason.MODERATION,
              "The instance took status %s and does not show it: dropped as spam, or deleted"
                  .formatted(status.id()),
              null);
      case UNKNOWN ->
          new Outcome.TryLater(
              FailureReason.UNAVAILABLE, "The instance does not say whether it shows it", null);
    };
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.statuses.find(post, attempt);
  }

  @Override
  public Finding find(Receipt receipt) {
    return switch (this.statuses.look(receipt.remoteId())) {
      case SHOWN -> new Finding.Found(receipt);
      case MISSING -> new Finding.Absent("Mastodon does not find status " + receipt.remoteId());
      case NOT_ALLOWED -> new Finding.CannotTell("The token may not read; give it read:statuses");
      case UNKNOWN -> new Finding.CannotTell("The instance does not say whether it is there");
    };
  }

  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    String body = JSON.writeValueAsString(content(post));
    attempt.committing("edit", Digest.of(body));
    return settled(this.client.edit(receipt.remoteId(), body), receipt, false);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return settled(this.client.delete(receipt.remoteId()), receipt, true);
  }

  private Outcome settled(Reply reply, Receipt receipt, boolean missingIsFine) {
    return switch (reply) {
      case Reply.Answered answer when isDone(answer, receipt, missingIsFine) ->
          new Outcome.Published(receipt);
      case Reply.Answered answer -> this.refusals.ofRepeatable(answer);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, noAnswer.detail(), null);
    };
  }

  /** A proxy's page with 200 is no word of the instance. */
  private boolean isDone(Reply.Answered answer, Receipt receipt, boolean missingIsFine) {
    return answer.isSuccess() && answer.json().path("id").asString("").equals(receipt.remoteId())
        || missingIsFine && this.refusals.errorIn(answer).isMissing();
  }
}
