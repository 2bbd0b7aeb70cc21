// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
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
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/**
 * Publishes as one member or company page. LinkedIn knows no keys, but refuses the same content
 * again and then names the post that it holds: after a doubt that is how it is found.
 */
final class LinkedinPublisher implements Publisher, ReadsBack, Edits, Removes, Measures, Checks {

  static final String COMMENTARY = "commentary";
  static final String TITLE = "title";
  static final String DESCRIPTION = "description";

  private static final String PUBLISH = "publish";
  private static final Pattern POST = Pattern.compile("urn:li:(?:share|ugcPost):\\d{1,30}");

  private final LinkedinSettings settings;
  private final LinkedinApi api;
  private final LinkedinRefusals refusals;
  private final LinkedinUploads uploads;
  private final LinkedinCheck check;
  private final OwnPosts posts;
  private final Clock clock;

  LinkedinPublisher(
      LinkedinSettings settings,
      LinkedinApi api,
      LinkedinRefusals refusals,
      LinkedinUploads uploads,
      LinkedinCheck check,
      Clock clock) {
    this.settings = settings;
    this.api = api;
    this.refusals = refusals;
    this.uploads = uploads;
    this.check = check;
    this.posts = new OwnPosts(api, refusals, clock);
    this.clock = clock;
  }

  static boolean isPost(String urn) {
    return POST.matcher(urn).matches();
  }

  static Receipt receipt(String urn, Instant at) {
    return Receipt.of(
        urn, URI.create("https://www.linkedin.com/feed/update/%s/".formatted(urn)), at);
  }

  @Override
  public ChannelProfile profile() {
    List<PartProfile> parts = new ArrayList<>();
    parts.add(new PartProfile(COMMENTARY, this.settings.textLimit(), LittleText.MEASURE));
    parts.addAll(LinkedinMedia.texts(this.settings));
    List<MediaDemand> media = LinkedinMedia.demands(this.settings);
    return new ChannelProfile(
        LinkedinPublisherFactory.KIND,
        "LinkedIn",
        parts,
        media,
        this.settings.repeatSafeFor(),
        this.settings.limits().settlingTime(),
        media.isEmpty() ? this.settings.timeout().multipliedBy(3) : this.settings.timeLimit(),
        new RateLimit(this.settings.limits().postsOfADay(), Duration.ofDays(1)));
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(PUBLISH);
    if (taken.isPresent()) {
      String[] words = taken.get().split(" ");
      return new Outcome.Published(receipt(words[0], Instant.parse(words[1])));
    }
    int length = LittleText.MEASURE.lengthOf(post.part(COMMENTARY));
    if (length > this.settings.textLimit()) {
      return new Outcome.Rejected(
          FailureReason.TOO_LONG,
          "The commentary has %d characters; the limit is %d"
              .formatted(length, this.settings.textLimit()),
          null);
    }
    List<Attachment> media = LinkedinMedia.of(post, this.settings.form());
    return switch (this.uploads.bring(media, attempt)) {
      case LinkedinUploads.Result.Stopped stopped -> stopped.outcome();
      case LinkedinUploads.Result.Ready ready ->
          create(LinkedinPost.body(this.settings, post, media, ready.urns()), attempt);
    };
  }

  private Outcome create(String body, Attempt attempt) {
    Announced announced = Announced.before(attempt);
    announced.keep(attempt);
    attempt.committing(PUBLISH, Digest.of(body));
    return announced.settle(
        switch (this.api.create(body)) {
          case AuthorizedReply.Withheld withheld -> withheld.outcome();
          case AuthorizedReply.Sent(Reply.Answered answer) -> judge(answer, attempt, announced);
          case AuthorizedReply.Sent(Reply.NotSent notSent) -> HttpOutcomes.of(notSent);
          case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) -> HttpOutcomes.of(noAnswer);
        },
        attempt);
  }

  private Outcome judge(Reply.Answered answer, Attempt attempt, Announced announced) {
    if (LinkedinRefusals.isOfTheDay(answer)) {
      attempt.quietUntil(this.refusals.midnight());
    }
    Optional<String> duplicate = LinkedinRefusals.duplicateIn(answer);
    if (duplicate.isPresent() && announced.mayBeThere()) {
      return adopted(duplicate.get(), attempt);
    }
    if (!answer.isSuccess()) {
      return this.refusals.ofPublishing(answer);
    }
    String urn = answer.header("x-restli-id").orElse("");
    return isPost(urn)
        ? taken(urn, Map.of(), attempt)
        : new Outcome.Unclear("LinkedIn said yes and named no post");
  }

  private Outcome taken(String urn, Map<String, String> evidence, Attempt attempt) {
    Instant now = this.clock.instant();
    attempt.checkpoint(PUBLISH, urn + " " + now);
    return new Outcome.Published(new Receipt(receipt(urn, now).parts(), now, evidence));
  }

  /**
   * LinkedIn refuses what an earlier attempt may have published and names it. Posts were named that
   * are deleted already, so where we may look, we do.
   */
  private Outcome adopted(String urn, Attempt attempt) {
    return switch (this.posts.find(receipt(urn, this.clock.instant()))) {
      case Finding.Absent absent ->
          new Outcome.Unclear(
              "LinkedIn calls it a duplicate of %s, which it does not find".formatted(urn));
      case Finding.Found _, Finding.CannotTell _, Finding.Unfinished _, Finding.Underway _ ->
          taken(urn, Map.of("named-as-duplicate", urn), attempt);
    };
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
    String body = LinkedinPost.edit(post);
    attempt.committing("edit", Digest.of(body));
    return settled(this.api.edit(receipt.remoteId(), body), receipt, false);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return settled(this.api.delete(receipt.remoteId()), receipt, true);
  }

  private Outcome settled(AuthorizedReply reply, Receipt receipt, boolean missingIsFine) {
    return switch (reply) {
      case AuthorizedReply.Withheld withheld -> withheld.outcome();
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.status() == 204 ->
          new Outcome.Published(receipt);
      case AuthorizedReply.Sent(Reply.Answered answer) when isMissing(answer) ->
          missingIsFine
              ? new Outcome.Published(receipt)
              : new Outcome.Rejected(
                  FailureReason.TARGET_GONE, this.refusals.describe(answer), null);
      case AuthorizedReply.Sent(Reply.Answered answer) -> this.refusals.ofRepeatable(answer);
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> HttpOutcomes.of(notSent);
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, noAnswer.detail(), null);
    };
  }

  private static boolean isMissing(Reply.Answered answer) {
    return answer.status() == 404 && LinkedinRefusals.isFromTheApi(answer);
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    return new LinkedinNumbers(this.api, this.settings).of(receipt.remoteId());
  }

  @Override
  public Checkup check() {
    return this.check.run();
  }
}
