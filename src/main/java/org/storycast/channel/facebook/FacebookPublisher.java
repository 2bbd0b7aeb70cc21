// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
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
import org.storycast.channel.support.Reply;

/**
 * Posts on one page, in the form that its settings name. A page has no replies among its posts, so
 * that what continues a story is a post like any other.
 */
final class FacebookPublisher
    implements Publisher, Follows, ReadsBack, Edits, Removes, Measures, Checks {

  private static final Duration SETTLING_TIME = Duration.ofMinutes(1);

  /** The allowance grows with a page's readers; this is what the smallest page bears. */
  private static final RateLimit RATE_LIMIT = new RateLimit(6, Duration.ofMinutes(15));

  /** Start, question, finish. */
  private static final int CALLS_OF_FILM = 3;

  private final Tools tools;

  /** What a publisher is made of. */
  record Tools(
      FacebookSettings settings,
      GraphClient client,
      GraphRefusals refusals,
      PagePublication publication,
      PageNumbers numbers,
      PageCheckup checkup) {}

  FacebookPublisher(Tools tools) {
    this.tools = tools;
  }

  private FacebookSettings settings() {
    return this.tools.settings();
  }

  private PartProfile part() {
    return settings().form().part();
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        FacebookPublisherFactory.KIND,
        "Facebook",
        List.of(part()),
        settings().form().media(settings().pictures()),
        Duration.ZERO,
        SETTLING_TIME,
        timeout(),
        RATE_LIMIT);
  }

  private Duration timeout() {
    Duration upload = settings().uploadTimeout();
    return switch (settings().form()) {
      case LINK -> settings().timeout();
      case PHOTO -> settings().timeout().plus(upload);
      case PHOTOS -> settings().timeout().plus(upload.multipliedBy(settings().pictures()));
      case VIDEO ->
          settings()
              .timeout()
              .multipliedBy(CALLS_OF_FILM)
              .plus(upload.multipliedBy(VideoUpload.MOST_PIECES));
      case REEL -> settings().timeout().multipliedBy(CALLS_OF_FILM).plus(upload);
    };
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    return tooLong(post).orElseGet(() -> this.tools.publication().publish(post, attempt));
  }

  private Optional<Outcome> tooLong(Post post) {
    int length = part().measure().lengthOf(post.part(part().name()));
    return length <= part().limit()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Rejected(
                FailureReason.TOO_LONG,
                "The %s has %d %s; Facebook takes %d"
                    .formatted(part().name(), length, part().measure().unit(), part().limit()),
                null));
  }

  @Override
  public Outcome follow(Post post, String handle, Attempt attempt) {
    return this.tools.publication().follow(handle, attempt);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.tools.publication().find(post, attempt);
  }

  @Override
  public Finding find(Receipt receipt) {
    return new PublishedPosts(this.tools.client(), this.tools.refusals(), settings()).find(receipt);
  }

  /** The text only: pictures, films and the link's preview stay what they are. */
  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    String name = PublishedPosts.isPost(receipt.remoteId()) ? "message" : "description";
    Map<String, String> form = Map.of(name, post.part(part().name()));
    attempt.committing("edit", Digest.of(form.toString()));
    return settled(
        this.tools.client().post("/" + receipt.remoteId(), form, Map.of()), receipt, false);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return settled(this.tools.client().delete("/" + receipt.remoteId()), receipt, true);
  }

  private Outcome settled(Reply reply, Receipt receipt, boolean missingIsFine) {
    return switch (reply) {
      case Reply.Answered answer when isDone(answer, missingIsFine) ->
          new Outcome.Published(receipt);
      case Reply.Answered answer -> this.tools.refusals().ofRepeatable(answer);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, noAnswer.detail(), null);
    };
  }

  private boolean isDone(Reply.Answered answer, boolean missingIsFine) {
    return answer.isSuccess() && answer.json().path("success").asBoolean(false)
        || missingIsFine && this.tools.refusals().errorIn(answer).isMissing();
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    return this.tools.numbers().of(receipt.remoteId());
  }

  @Override
  public Checkup check() {
    return this.tools.checkup().run();
  }
}
