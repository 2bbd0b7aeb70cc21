// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.channel.Removes;
import org.storycast.channel.TextMeasure;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/** Posts on one page: one call, which Facebook can't recognise when it is repeated. */
final class FacebookPublisher implements Publisher, ReadsBack, Edits, Removes {

  /** The only part. */
  static final String MESSAGE = "message";

  private static final String FEED = "feed";

  /** Facebook does not say what it counts; UTF-16 units are never fewer than code points. */
  private static final PartProfile PART =
      new PartProfile(MESSAGE, 63_206, TextMeasure.utf16Units());

  private static final Duration SETTLING_TIME = Duration.ofMinutes(1);

  /** The allowance grows with a page's readers; this is what the smallest page bears. */
  private static final RateLimit RATE_LIMIT = new RateLimit(6, Duration.ofMinutes(15));

  private final FacebookSettings settings;
  private final GraphClient client;
  private final GraphRefusals refusals;
  private final PublishedPosts posts;
  private final Clock clock;

  FacebookPublisher(
      FacebookSettings settings, GraphClient client, GraphRefusals refusals, Clock clock) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.posts = new PublishedPosts(client, refusals, settings.pageId());
    this.clock = clock;
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        FacebookPublisherFactory.KIND,
        "Facebook",
        List.of(PART),
        List.of(),
        Duration.ZERO,
        SETTLING_TIME,
        this.settings.timeout(),
        RATE_LIMIT);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<Receipt> taken = attempt.checkpoint(FEED).map(FacebookPublisher::remembered);
    if (taken.isPresent()) {
      return new Outcome.Published(taken.get());
    }
    int length = PART.measure().lengthOf(post.part(MESSAGE));
    if (length > PART.limit()) {
      return new Outcome.Rejected(
          FailureReason.TOO_LONG,
          "The message has %d %s; Facebook takes %d"
              .formatted(length, PART.measure().unit(), PART.limit()),
          null);
    }
    return create(post, attempt);
  }

  private Outcome create(Post post, Attempt attempt) {
    boolean announcedBefore = attempt.committedAt().isPresent();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("message", post.part(MESSAGE));
    URI link = post.link();
    if (link != null) {
      form.put("link", link.toString());
    }
    attempt.committing(FEED, Digest.of(form.toString()));
    Reply reply =
        this.client.post(
            "/%s/feed".formatted(this.settings.pageId()),
            form,
            Map.of("fields", "id,permalink_url"));
    return switch (reply) {
      case Reply.Answered answer -> judge(answer, announcedBefore, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> HttpOutcomes.of(noAnswer);
    };
  }

  private Outcome judge(Reply.Answered answer, boolean announcedBefore, Attempt attempt) {
    Instant now = this.clock.instant();
    UsageHeaders.pause(answer).map(now::plus).ifPresent(attempt::quietUntil);
    String id = answer.json().path("id").asString("");
    if (answer.isSuccess() && id.matches("[0-9]+_[0-9]+")) {
      Receipt receipt = receipt(id, answer.json().path("permalink_url").asString(""), now);
      attempt.checkpoint(FEED, "%s %s %s".formatted(id, now, receipt.address()));
      return new Outcome.Published(receipt);
    }
    return answer.isSuccess() && !answer.json().has("error")
        ? new Outcome.Unclear("Facebook said yes and named no post")
        : this.refusals.ofPublishing(answer, announcedBefore, attempt.number() == 1);
  }

  private static Receipt remembered(String handle) {
    String[] words = handle.split(" ");
    return receipt(words[0], words[2], Instant.parse(words[1]));
  }

  /** Every post can be reached by its id, where Facebook gives no better address. */
  static Receipt receipt(String id, String permalink, Instant takenAt) {
    boolean given = permalink.matches("https?://[\\x21-\\x7E]+");
    return Receipt.of(
        id, URI.create(given ? permalink : "https://www.facebook.com/" + id), takenAt);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.posts.find(post, attempt);
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.posts.find(receipt);
  }

  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    Map<String, String> form = Map.of("message", post.part(MESSAGE));
    attempt.committing("edit", Digest.of(form.toString()));
    return settled(this.client.post("/" + receipt.remoteId(), form, Map.of()), receipt, false);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return settled(this.client.delete("/" + receipt.remoteId()), receipt, true);
  }

  private Outcome settled(Reply reply, Receipt receipt, boolean missingIsFine) {
    return switch (reply) {
      case Reply.Answered answer when isDone(answer, missingIsFine) ->
          new Outcome.Published(receipt);
      case Reply.Answered answer -> this.refusals.ofRepeatable(answer);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, noAnswer.detail(), null);
    };
  }

  private boolean isDone(Reply.Answered answer, boolean missingIsFine) {
    return answer.isSuccess() && answer.json().path("success").asBoolean(false)
        || missingIsFine && this.refusals.errorIn(answer).isMissing();
  }
}
