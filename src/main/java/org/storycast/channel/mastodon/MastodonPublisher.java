// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
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
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes on one account: one call, which the instance recognises by its key for an hour, and a
 * look whether it shows what it took, for it may drop a status without a word.
 */
final class MastodonPublisher
    implements Publisher, Follows, ReadsBack, Edits, Removes, Measures, Checks {

  /** The only part. */
  static final String STATUS = "status";

  private static final String CREATE = "create";

  /** How long an instance keeps an idempotency key (PostStatusService, read in 2026-07). */
  private static final Duration KEY_LIFE = Duration.ofHours(1);

  private static final Duration SETTLING_TIME = Duration.ofSeconds(30);

  /** An instance takes 300 in three hours; this leaves room for people at the same account. */
  private static final RateLimit RATE_LIMIT = new RateLimit(20, Duration.ofMinutes(15));

  /** Parent, status, look; pictures come on top. A checkup makes as many. */
  private static final int CALLS = 3;

  /** In pixels and bytes: what Mastodon 4 takes and does not make smaller (its instance API). */
  private static final Frame FRAME = Frame.ofAnyRatio(2880, 2880, 16_000_000);

  private static final String PICTURE = "picture";
  private static final String MEDIA = "media";
  private static final String DIGESTS = "pictures";

  private static final List<String> COUNTS =
      List.of("replies_count", "reblogs_count", "favourites_count", "quotes_count");

  private static final JsonMapper JSON = new JsonMapper();

  private final MastodonSettings settings;
  private final MastodonClient client;
  private final MastodonRefusals refusals;
  private final StatusPictures pictures;
  private final OwnStatuses statuses;
  private final Clock clock;

  MastodonPublisher(
      MastodonSettings settings,
      MastodonClient client,
      MastodonRefusals refusals,
      StatusPictures pictures,
      Clock clock) {
    this.pictures = pictures;
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
        media(),
        KEY_LIFE,
        SETTLING_TIME,
        this.settings.timeout().multipliedBy(CALLS + this.settings.pictures()),
        RATE_LIMIT);
  }

  private List<MediaDemand> media() {
    return this.settings.pictures() == 0
        ? List.of()
        : List.of(new MediaDemand.Pictures(PICTURE, this.settings.pictures(), FRAME, null));
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(CREATE);
    if (taken.isPresent()) {
      return confirmed(PostedStatus.remembered(taken.get()), post, attempt);
    }
    return tooLong(post).orElseGet(() -> prepare(post, attempt));
  }

  private Optional<Outcome> tooLong(Post post) {
    int length = MastodonText.MEASURE.lengthOf(post.part(STATUS));
    return length <= this.settings.textLimit()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Rejected(
                FailureReason.TOO_LONG,
                "The status has %d characters; the instance takes %d"
                    .formatted(length, this.settings.textLimit()),
                null));
  }

  /** A status that may be there already gets no other pictures, and no refusal of one. */
  private Outcome prepare(Post post, Attempt attempt) {
    if (attempt.committedAt().isPresent()) {
      return create(post, StatusPictures.known(attempt), attempt);
    }
    return switch (this.pictures.upload(shown(post), attempt)) {
      case StatusPictures.Uploads.Ready(List<String> ids) -> create(post, ids, attempt);
      case StatusPictures.Uploads.Held(Outcome outcome) -> outcome;
    };
  }

  private List<Attachment> shown(Post post) {
    return post.attachments(PICTURE).stream().limit(this.settings.pictures()).toList();
  }

  private Outcome create(Post post, List<String> media, Attempt attempt) {
    Doubt doubt = Doubt.before(attempt);
    Map<String, Object> status = content(post, media);
    status.put("visibility", this.settings.visibility());
    parent(post).ifPresent(id -> status.put("in_reply_to_id", id));
    String body = JSON.writeValueAsString(status);
    attempt.committing(CREATE, Digest.of(body));
    return doubt.settle(
        switch (this.client.create(body, attempt.key())) {
          case Reply.Answered answer -> judge(answer, post, attempt);
          case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
          case Reply.NoAnswer noAnswer -> HttpOutcomes.of(noAnswer);
        },
        attempt);
  }

  /** What somebody deleted meanwhile is no longer answered; the instance would refuse it. */
  private Optional<String> parent(Post post) {
    return Optional.ofNullable(post.inReplyTo())
        .map(Receipt::remoteId)
        .filter(id -> this.statuses.look(id) != OwnStatuses.Sight.MISSING);
  }

  private static Map<String, Object> content(Post post, List<String> media) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", post.part(STATUS));
    String language = Locale.forLanguageTag(post.language()).getLanguage();
    if (!language.isEmpty()) {
      content.put("language", language);
    }
    if (!media.isEmpty()) {
      content.put("media_ids", media);
    }
    return content;
  }

  private Receipt receipt(Receipt receipt, List<String> media, Post post) {
    if (media.isEmpty()) {
      return receipt;
    }
    Map<String, String> evidence = new HashMap<>(receipt.evidence());
    evidence.put(MEDIA, String.join(" ", media));
    evidence.put(DIGESTS, digests(post));
    return new Receipt(receipt.parts(), receipt.publishedAt(), evidence);
  }

  private String digests(Post post) {
    return shown(post).stream().map(it -> it.digest().hex()).collect(Collectors.joining(" "));
  }

  private Outcome judge(Reply.Answered answer, Post post, Attempt attempt) {
    MastodonRateLimits.usedUpUntil(answer).ifPresent(attempt::quietUntil);
    if (!answer.isSuccess()) {
      return this.refusals.ofPublishing(answer);
    }
    Optional<PostedStatus> status = PostedStatus.of(answer.json(), this.clock.instant());
    if (status.isEmpty()) {
      return new Outcome.Unclear("Mastodon said yes and named no status");
    }
    attempt.checkpoint(CREATE, status.get().handle());
    return confirmed(status.get(), post, attempt);
  }

  /** Published once the instance shows it; a token that may not read leaves it at its word. */
  private Outcome confirmed(PostedStatus status, Post post, Attempt attempt) {
    return switch (this.statuses.look(status.id())) {
      case SHOWN, NOT_ALLOWED ->
          new Outcome.Published(receipt(status.receipt(), StatusPictures.known(attempt), post));
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
      case SHOWN, NOT_ALLOWED ->
          new Outcome.Published(receipt(status.receipt(), StatusPictures.known(attempt), post));
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

  /** Pictures that are not named again would be gone, so the same ones are. */
  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    String held = receipt.evidence().getOrDefault(MEDIA, "");
    boolean same = receipt.evidence().getOrDefault(DIGESTS, "").equals(digests(post));
    if (same) {
      return edit(receipt, post, held.isEmpty() ? List.of() : List.of(held.split(" ")), attempt);
    }
    return switch (this.pictures.upload(shown(post), attempt)) {
      case StatusPictures.Uploads.Ready(List<String> ids) -> edit(receipt, post, ids, attempt);
      case StatusPictures.Uploads.Held(Outcome outcome) -> outcome;
    };
  }

  private Outcome edit(Receipt receipt, Post post, List<String> media, Attempt attempt) {
    String body = JSON.writeValueAsString(content(post, media));
    attempt.committing("edit", Digest.of(body));
    return settled(
        this.client.edit(receipt.remoteId(), body), receipt(receipt, media, post), false);
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

  /** The instance counts no views. */
  @Override
  public Metrics metrics(Receipt receipt) {
    Map<String, Long> counts = new HashMap<>();
    if (this.client.status(receipt.remoteId()) instanceof Reply.Answered answer
        && answer.isSuccess()) {
      COUNTS.stream()
          .filter(name -> answer.json().path(name).isIntegralNumber())
          .forEach(name -> counts.put(name, answer.json().path(name).asLong()));
    }
    return new Metrics(counts);
  }

  @Override
  public Checkup check() {
    return new MastodonExamination(this.settings, this.client, this.refusals).checkup();
  }
}
