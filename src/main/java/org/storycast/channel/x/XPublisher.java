// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
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
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.json.JsonMapper;

/** Posts on one account of X: one call, which X can't recognise when it is repeated. */
final class XPublisher implements Publisher, ReadsBack, Removes {

  /** The only part. */
  static final String TEXT = "text";

  private static final String CREATE = "create";
  private static final Duration SETTLING_TIME = Duration.ofSeconds(30);

  /** 100 in 15 minutes by today's page, 300 in 3 hours by an older one; this keeps both. */
  private static final RateLimit RATE_LIMIT = new RateLimit(25, Duration.ofMinutes(15));

  /** Ids are snowflakes: milliseconds since this moment of 2010, before 22 other bits. */
  private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;

  private static final JsonMapper JSON = new JsonMapper();

  private final XSettings settings;
  private final XClient client;
  private final XRefusals refusals;
  private final Timeline timeline;

  XPublisher(XSettings settings, XClient client, XRefusals refusals) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.timeline = new Timeline(client, refusals, this::receipt);
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        XPublisherFactory.KIND,
        "X",
        List.of(new PartProfile(TEXT, this.settings.textLimit(), XText.MEASURE)),
        List.of(),
        Duration.ZERO,
        SETTLING_TIME,
        this.settings.timeout(),
        RATE_LIMIT);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(CREATE);
    if (taken.isPresent()) {
      return new Outcome.Published(receipt(taken.get()));
    }
    String text = post.part(TEXT);
    return fault(text).orElseGet(() -> create(text, attempt));
  }

  /** What X would answer with a sentence that fits everything. */
  private Optional<Outcome> fault(String text) {
    int weight = XText.MEASURE.lengthOf(text);
    List<String> cashtags = XText.cashtags(text);
    if (weight > this.settings.textLimit()) {
      return rejected(
          FailureReason.TOO_LONG,
          "The text has %d weighted characters; X takes %d"
              .formatted(weight, this.settings.textLimit()));
    }
    if (cashtags.size() > 1) {
      return rejected(
          FailureReason.CONTENT, "X takes one cashtag; the text has %s".formatted(cashtags));
    }
    return XText.hasForbiddenCharacters(text)
        ? rejected(
            FailureReason.CONTENT, "The text holds a code point that X forbids, such as U+FFFE")
        : Optional.empty();
  }

  private static Optional<Outcome> rejected(FailureReason reason, String detail) {
    return Optional.of(new Outcome.Rejected(reason, detail, null));
  }

  private Outcome create(String text, Attempt attempt) {
    boolean announcedBefore = attempt.committedAt().isPresent();
    String body = JSON.writeValueAsString(Map.of("text", text));
    attempt.committing(CREATE, Digest.of(body));
    return switch (this.client.create(body)) {
      case Reply.Answered answer -> judge(answer, announcedBefore, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> HttpOutcomes.of(noAnswer);
    };
  }

  private Outcome judge(Reply.Answered answer, boolean announcedBefore, Attempt attempt) {
    XRateLimits.usedUpUntil(answer).ifPresent(attempt::quietUntil);
    if (!answer.isSuccess()) {
      return this.refusals.ofPublishing(answer, announcedBefore);
    }
    String id = answer.json().path("data").path("id").asString("");
    if (!id.matches("[0-9]{1,19}")) {
      return new Outcome.Unclear("X said yes and named no post: " + this.refusals.describe(answer));
    }
    attempt.checkpoint(CREATE, id);
    return new Outcome.Published(receipt(id));
  }

  private Receipt receipt(String id) {
    Instant publishedAt =
        Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> 22) + SNOWFLAKE_EPOCH);
    return Receipt.of(id, this.settings.permalink(id), publishedAt);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.timeline.find(post, attempt);
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.timeline.find(receipt);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return switch (this.client.delete(receipt.remoteId())) {
      case Reply.Answered answer -> removed(answer, receipt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, noAnswer.detail(), null);
    };
  }

  private Outcome removed(Reply.Answered answer, Receipt receipt) {
    boolean gone =
        answer.status() == 404
            || answer.isSuccess() && answer.json().path("data").path("deleted").asBoolean(false);
    if (gone) {
      return new Outcome.Published(receipt);
    }
    return answer.isSuccess()
        ? new Outcome.TryLater(
            FailureReason.UNAVAILABLE, "X did not say that the post is deleted", null)
        : this.refusals.ofRemoving(answer);
  }
}
