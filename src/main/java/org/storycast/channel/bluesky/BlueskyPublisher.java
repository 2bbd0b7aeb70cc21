// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.storycast.channel.Attachment;
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
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Recalls;
import org.storycast.channel.Receipt;
import org.storycast.channel.Removes;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Prepared;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes on one account: files first, then one record at a place that the first attempt chose. A
 * repeat writes the same words at the same place, which changes nothing.
 */
class BlueskyPublisher implements Publisher, ReadsBack, Recalls, Removes, Measures, Checks {

  /** What readers see beside what goes with it. */
  static final String TEXT = "text";

  private static final String PUT = "put";
  private static final int MOST_UPLOAD_ROUNDS = 3;
  private static final Duration SHORTLY = Duration.ofSeconds(5);

  /** Each of these is a number that the network counts for a post. */
  private static final List<String> COUNTS =
      List.of("likeCount", "repostCount", "replyCount", "quoteCount", "bookmarkCount");

  private static final JsonMapper JSON = new JsonMapper();

  private final BlueskySettings settings;
  private final BlueskyClient client;
  private final BlueskyRefusals refusals;
  private final BlueskyRecords records;
  private final OwnPosts posts;
  private final BlueskyCheck check;
  private final Clock clock;

  BlueskyPublisher(
      BlueskySettings settings,
      BlueskyClient client,
      BlueskyRefusals refusals,
      BlueskyRecords records,
      OwnPosts posts,
      BlueskyCheck check,
      Clock clock) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.records = records;
    this.posts = posts;
    this.check = check;
    this.clock = clock;
  }

  @Override
  public ChannelProfile profile() {
    return BlueskyProfile.of(this.settings);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(PUT);
    if (taken.isPresent()) {
      return new Outcome.Published(PostedRecord.remembered(taken.get()).receipt());
    }
    return faultIn(post)
        .orElseGet(
            () ->
                switch (this.client.identity()) {
                  case Prepared.Ended<Identity> ended -> ended.outcome();
                  case Prepared.Ready<Identity>(Identity who) -> publish(post, who, attempt);
                });
  }

  /** What the network would refuse, said before it is asked. */
  final Optional<Outcome> faultIn(Post post) {
    RichText text = RichText.of(post.part(TEXT));
    if (RichText.MEASURE.lengthOf(post.part(TEXT)) > RichText.MOST_CHARACTERS) {
      return Optional.of(
          new Outcome.Rejected(
              FailureReason.TOO_LONG,
              "The text has %d characters and %d bytes; Bluesky takes 300 and 3,000"
                  .formatted(text.characters(), text.bytes()),
              null));
    }
    List<Attachment> files = Embeds.files(post, this.settings.form());
    return Embeds.faultIn(files, this.settings);
  }

  private Outcome publish(Post post, Identity who, Attempt attempt) {
    Beginning beginning =
        Beginning.of(attempt)
            .orElseGet(() -> Beginning.make(who.did(), this.clock.instant(), attempt));
    if (!beginning.repo().equals(who.did())) {
      return new Outcome.ChannelClosed(
          FailureReason.TARGET_GONE,
          "This delivery began as %s, and settings.identifier is %s now"
              .formatted(beginning.repo(), who.did()));
    }
    return attempt.committedAt().isPresent()
        ? unlessThere(post, beginning, who, attempt)
        : put(post, beginning, who, attempt);
  }

  /** An earlier attempt may have written it; a refusal of the repeat would say nothing of that. */
  private Outcome unlessThere(Post post, Beginning beginning, Identity who, Attempt attempt) {
    return switch (this.posts.look(who, beginning.address())) {
      case OwnPosts.Sight.Shown shown -> taken(shown.posted(), attempt);
      case OwnPosts.Sight.Missing missing -> put(post, beginning, who, attempt);
      case OwnPosts.Sight.Unknown unknown ->
          new Outcome.TryLater(
              FailureReason.UNAVAILABLE,
              "Whether an earlier attempt was taken can't be read: " + unknown.why(),
              null);
    };
  }

  private Outcome put(Post post, Beginning beginning, Identity who, Attempt attempt) {
    return switch (this.records.frozen(post, beginning, who, attempt)) {
      case Prepared.Ended<String> ended -> ended.outcome();
      case Prepared.Ready<String>(String record) -> write(record, beginning, who, attempt);
    };
  }

  private Outcome write(String record, Beginning beginning, Identity who, Attempt attempt) {
    ObjectNode body = at(beginning.address()).put("validate", true);
    body.set("record", JSON.readTree(record));
    String words = body.toString();
    attempt.committing(PUT, Digest.of(words));
    return switch (this.client.put(who, words)) {
      case AuthorizedReply.Withheld withheld -> withheld.outcome();
      case AuthorizedReply.Sent(Reply.Answered answer) -> judge(answer, beginning, attempt);
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> HttpOutcomes.of(notSent);
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) -> HttpOutcomes.of(noAnswer);
    };
  }

  private Outcome judge(Reply.Answered answer, Beginning beginning, Attempt attempt) {
    this.refusals.usedUpUntil(answer).ifPresent(attempt::quietUntil);
    if (answer.isSuccess()) {
      return PostedRecord.of(answer.json(), beginning.address(), this.clock.instant())
          .map(posted -> taken(posted, attempt))
          .orElseGet(() -> new Outcome.Unclear("Bluesky said yes and did not name the record"));
    }
    BlueskyError error = this.refusals.errorIn(answer);
    return error.is("BlobNotFound") ? lostUploads(error, attempt) : this.refusals.ofWriting(answer);
  }

  private static Outcome taken(PostedRecord posted, Attempt attempt) {
    attempt.checkpoint(PUT, posted.handle());
    return new Outcome.Published(posted.receipt());
  }

  /** The server threw a file away before a record named it. */
  private static Outcome lostUploads(BlueskyError error, Attempt attempt) {
    if (Blobs.generation(attempt) >= MOST_UPLOAD_ROUNDS) {
      return new Outcome.Rejected(FailureReason.MEDIA, error.describe(), null);
    }
    FrozenRecord.discard(attempt);
    Blobs.renew(attempt);
    return new Outcome.TryLater(FailureReason.NOT_READY, error.describe(), SHORTLY);
  }

  private static ObjectNode at(RecordAddress address) {
    return JSON.createObjectNode()
        .put("repo", address.repo())
        .put("collection", Beginning.COLLECTION)
        .put("rkey", address.rkey());
  }

  @Override
  public Optional<Receipt> recall(Post post, Function<String, Optional<String>> checkpoints) {
    return checkpoints.apply(PUT).map(it -> PostedRecord.remembered(it).receipt());
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    Optional<Beginning> beginning = Beginning.of(attempt);
    if (beginning.isEmpty() || attempt.committedAt().isEmpty()) {
      return new Finding.Absent("No call was announced, so none was made");
    }
    return find(beginning.get().address());
  }

  @Override
  public Finding find(Receipt receipt) {
    return RecordAddress.of(receipt.remoteId())
        .map(this::find)
        .orElseGet(() -> new Finding.CannotTell(receipt.remoteId() + " is no post's address"));
  }

  private Finding find(RecordAddress address) {
    return switch (this.client.identity()) {
      case Prepared.Ended<Identity> ended ->
          new Finding.CannotTell("There is no session: " + ended.outcome());
      case Prepared.Ready<Identity>(Identity who) ->
          switch (this.posts.look(who, address)) {
            case OwnPosts.Sight.Shown shown -> new Finding.Found(shown.posted().receipt());
            case OwnPosts.Sight.Missing missing -> new Finding.Absent(missing.evidence());
            case OwnPosts.Sight.Unknown unknown -> new Finding.CannotTell(unknown.why());
          };
    };
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    return switch (ownAddress(receipt)) {
      case Prepared.Ended<Owned> ended -> ended.outcome();
      case Prepared.Ready<Owned>(Owned owned) -> {
        String words = at(owned.address()).toString();
        attempt.committing("remove", Digest.of(words));
        yield removed(this.client.delete(owned.who(), words), receipt);
      }
    };
  }

  /** An account's post, and the account. */
  record Owned(Identity who, RecordAddress address) {}

  /** The post of a receipt, if it is this account's: nobody can change another's. */
  final Prepared<Owned> ownAddress(Receipt receipt) {
    Optional<RecordAddress> address = RecordAddress.of(receipt.remoteId());
    return switch (this.client.identity()) {
      case Prepared.Ended<Identity> ended -> new Prepared.Ended<>(ended.outcome());
      case Prepared.Ready<Identity>(Identity who) ->
          address
              .filter(it -> it.repo().equals(who.did()))
              .<Prepared<Owned>>map(it -> new Prepared.Ready<>(new Owned(who, it)))
              .orElseGet(
                  () ->
                      new Prepared.Ended<>(
                          new Outcome.Rejected(
                              FailureReason.TARGET_GONE,
                              "%s is no post of %s".formatted(receipt.remoteId(), who.did()),
                              null)));
    };
  }

  /** A record that is gone already is deleted like any other. */
  private Outcome removed(AuthorizedReply reply, Receipt receipt) {
    return switch (reply) {
      case AuthorizedReply.Withheld withheld -> withheld.outcome();
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          answer.json().isObject()
              ? new Outcome.Published(receipt)
              : this.refusals.ofGarbled(answer);
      case AuthorizedReply.Sent(Reply other) -> this.refusals.ofHarmless(other);
    };
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Optional<RecordAddress> address = RecordAddress.of(receipt.remoteId());
    if (address.isPresent()
        && this.client.post(address.get()) instanceof Reply.Answered answer
        && answer.isSuccess()) {
      JsonNode post = answer.json().path("posts").path(0);
      COUNTS.stream()
          .filter(name -> post.path(name).isIntegralNumber())
          .forEach(name -> counts.put(name, post.path(name).asLong()));
    }
    return new Metrics(counts);
  }

  @Override
  public Checkup check() {
    return this.check.run();
  }
}
