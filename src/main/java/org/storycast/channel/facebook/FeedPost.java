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
import java.util.stream.Collectors;
import org.storycast.channel.Attempt;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/**
 * A message with a link or with pictures: one call, which Facebook can't recognise when it is
 * repeated. Pictures are uploaded before it, so that only a small call can end in doubt.
 */
final class FeedPost implements PagePublication {

  private static final String FEED = "feed";

  private final FacebookSettings settings;
  private final GraphClient client;
  private final GraphRefusals refusals;
  private final Photos photos;
  private final PublishedPosts posts;
  private final Clock clock;

  FeedPost(
      FacebookSettings settings,
      GraphClient client,
      GraphRefusals refusals,
      Photos photos,
      Clock clock) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.photos = photos;
    this.posts = new PublishedPosts(client, refusals, settings);
    this.clock = clock;
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<Receipt> taken = attempt.checkpoint(FEED).map(FeedPost::remembered);
    if (taken.isPresent()) {
      return new Outcome.Published(taken.get());
    }
    return switch (this.photos.prepare(post, attempt)) {
      case Prepared.Ready<List<String>>(List<String> ids) -> create(post, ids, attempt);
      case Prepared.Ended<List<String>>(Outcome outcome) -> outcome;
    };
  }

  private Outcome create(Post post, List<String> photos, Attempt attempt) {
    boolean announcedBefore = attempt.committedAt().isPresent();
    Map<String, String> form = form(post, photos);
    attempt.committing(FEED, Digest.of(form.toString()));
    Reply reply =
        this.client.post(
            "/%s/feed".formatted(this.settings.pageId()),
            form,
            Map.of("fields", "id,permalink_url"));
    return switch (reply) {
      case Reply.Answered answer when hasLostPhotos(answer, photos) -> again(photos, attempt);
      case Reply.Answered answer -> judge(answer, announcedBefore, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> HttpOutcomes.of(noAnswer);
    };
  }

  /** Facebook shows no link beside pictures; theirs stands in the caption. */
  private Map<String, String> form(Post post, List<String> photos) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("message", post.part(this.settings.form().part().name()));
    URI link = post.link();
    if (!photos.isEmpty()) {
      form.put(
          "attached_media",
          photos.stream()
              .map("{\"media_fbid\":\"%s\"}"::formatted)
              .collect(Collectors.joining(",", "[", "]")));
    } else if (link != null) {
      form.put("link", link.toString());
    }
    return form;
  }

  private boolean hasLostPhotos(Reply.Answered answer, List<String> photos) {
    MetaError error = this.refusals.errorIn(answer);
    return !photos.isEmpty() && error.is(100) && error.words().contains("media_fbid");
  }

  /** What Facebook no longer holds, or has used in another post, is uploaded again. */
  private static Outcome again(List<String> photos, Attempt attempt) {
    Photos.forget(photos.size(), attempt);
    return attempt.number() < 5
        ? new Outcome.TryLater(
            FailureReason.NOT_READY,
            "Facebook no longer holds the pictures; they are uploaded again",
            Duration.ofSeconds(15))
        : new Outcome.Rejected(
            FailureReason.MEDIA, "Facebook does not find the pictures that it took", null);
  }

  private Outcome judge(Reply.Answered answer, boolean announcedBefore, Attempt attempt) {
    Instant now = this.clock.instant();
    UsageHeaders.pause(answer).map(now::plus).ifPresent(attempt::quietUntil);
    String id = answer.json().path("id").asString("");
    if (answer.isSuccess() && id.matches("[0-9]+_[0-9]+")) {
      Receipt receipt =
          PublishedPosts.receipt(id, answer.json().path("permalink_url").asString(""), now);
      attempt.checkpoint(FEED, "%s %s %s".formatted(id, now, receipt.address()));
      return new Outcome.Published(receipt);
    }
    return answer.isSuccess() && !answer.json().has("error")
        ? new Outcome.Unclear("Facebook said yes and named no post")
        : this.refusals.ofPublishing(answer, announcedBefore, attempt.number() == 1);
  }

  private static Receipt remembered(String handle) {
    String[] words = handle.split(" ");
    return PublishedPosts.receipt(words[0], words[2], Instant.parse(words[1]));
  }

  @Override
  public Outcome follow(String handle, Attempt attempt) {
    throw new IllegalStateException("A post of the feed is published at once: " + handle);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.posts.find(post, attempt);
  }
}
