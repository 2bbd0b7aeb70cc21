// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
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
import org.storycast.channel.TextMeasure;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Publishes films on one YouTube channel. */
final class YoutubePublisher implements Publisher, Follows, ReadsBack, Edits, Removes, Measures {

  static final String FILM = "film";

  private static final Duration LONGEST_FILM = Duration.ofSeconds(60);
  private static final Duration SETTLING_TIME = Duration.ofMinutes(1);

  /** How long a new video may be missing from YouTube's own answers. */
  private static final Duration SHOWN_LATEST = Duration.ofMinutes(10);

  private final YoutubeSettings settings;
  private final YoutubeApi api;
  private final Attachments attachments;
  private final YoutubeErrors errors;
  private final Clock clock;
  private final YoutubeStatus status;
  private final YoutubeReadBack readBack;
  private volatile boolean channelIsRight;

  YoutubePublisher(
      YoutubeSettings settings,
      YoutubeApi api,
      Attachments attachments,
      YoutubeErrors errors,
      Clock clock) {
    this.errors = errors;
    this.settings = settings;
    this.api = api;
    this.attachments = attachments;
    this.clock = clock;
    this.status = new YoutubeStatus(settings, clock);
    this.readBack = new YoutubeReadBack(api, this.status, errors);
    this.channelIsRight = settings.channelId().isEmpty();
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        "youtube",
        "YouTube",
        List.of(
            new PartProfile(YoutubeVideo.TITLE, YoutubeVideo.MAX_TITLE, TextMeasure.utf16Units()),
            new PartProfile(
                YoutubeVideo.DESCRIPTION,
                YoutubeVideo.MAX_DESCRIPTION,
                YoutubeVideo.DESCRIPTION_MEASURE)),
        List.of(MediaDemand.film(FILM, 1080, 1920, LONGEST_FILM)),
        Duration.ZERO,
        SETTLING_TIME,
        this.settings.timeLimit(),
        new RateLimit(100, Duration.ofDays(1)));
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> uploaded = attempt.checkpoint(YoutubeUpload.UPLOAD);
    if (uploaded.isPresent()) {
      return this.status.underway(uploaded.get());
    }
    return wrongChannel().orElseGet(() -> upload(post, attempt).run());
  }

  private YoutubeUpload upload(Post post, Attempt attempt) {
    return new YoutubeUpload(
        this.settings, this.api, this.attachments, this.errors, this.clock, post, attempt);
  }

  /** Asked once: a refresh token of another Google account would publish in a stranger's name. */
  private Optional<Outcome> wrongChannel() {
    if (this.channelIsRight) {
      return Optional.empty();
    }
    return switch (YoutubeAnswer.of(this.api.ownChannel(), this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> Optional.of(outcome);
      case YoutubeAnswer.Json(JsonNode json) ->
          compareChannel(json.path("items").path(0).path("id").asString("none"));
    };
  }

  private Optional<Outcome> compareChannel(String own) {
    if (this.settings.channelId().equals(Optional.of(own))) {
      this.channelIsRight = true;
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.ChannelClosed(
            FailureReason.PERMISSION,
            ("The refresh token belongs to the YouTube channel \"%s\", the setting channel-id names"
                    + " \"%s\": connect the right channel")
                .formatted(own, this.settings.channelId().orElse(""))));
  }

  @Override
  public Outcome follow(Post post, String handle, Attempt attempt) {
    Attachment film = post.attachment(FILM);
    AuthorizedReply reply = this.api.video(handle, "snippet,status,processingDetails");
    return switch (YoutubeAnswer.of(reply, this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> outcome;
      case YoutubeAnswer.Json(JsonNode json) ->
          json.path("items").isEmpty()
              ? notShown(handle, attempt)
              : this.status.outcomeOf(json.path("items").path(0), film);
    };
  }

  private Outcome notShown(String id, Attempt attempt) {
    boolean stillNew =
        attempt
            .committedAt()
            .map(it -> this.clock.instant().isBefore(it.plus(SHOWN_LATEST)))
            .orElse(false);
    return stillNew
        ? this.status.underway(id)
        : new Outcome.Rejected(
            FailureReason.MODERATION, "YouTube no longer shows the video " + id, null);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.readBack.find(post, attempt);
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.readBack.find(receipt);
  }

  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    AuthorizedReply reply = this.api.video(receipt.remoteId(), "snippet");
    return switch (YoutubeAnswer.of(reply, this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> outcome;
      case YoutubeAnswer.Json(JsonNode json) ->
          json.path("items").isEmpty()
              ? new Outcome.Rejected(
                  FailureReason.TARGET_GONE, "YouTube shows no video " + receipt.remoteId(), null)
              : update(receipt, post, json.path("items").path(0), attempt);
    };
  }

  private Outcome update(Receipt receipt, Post post, JsonNode present, Attempt attempt) {
    Map<String, Object> resource = YoutubeVideo.of(post).resource(receipt.remoteId(), present);
    attempt.committing("edit", post.digest());
    AuthorizedReply reply = this.api.update(resource);
    return switch (YoutubeAnswer.of(reply, this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> outcome;
      case YoutubeAnswer.Json _ -> {
        attempt.checkpoint("edit", receipt.remoteId());
        yield new Outcome.Published(receipt);
      }
    };
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(receipt.remoteId()));
    return switch (this.api.delete(receipt.remoteId())) {
      case AuthorizedReply.Withheld(Outcome outcome) -> outcome;
      case AuthorizedReply.Sent(Reply.NotSent(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.Answered answered) ->
          answered.isSuccess() || answered.status() == 404
              ? removed(receipt, attempt)
              : this.errors.of(answered);
    };
  }

  private static Outcome removed(Receipt receipt, Attempt attempt) {
    attempt.checkpoint("remove", receipt.remoteId());
    return new Outcome.Published(receipt);
  }

  private static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    AuthorizedReply reply = this.api.video(receipt.remoteId(), "statistics");
    Map<String, Long> counts = new HashMap<>();
    if (YoutubeAnswer.of(reply, this.errors) instanceof YoutubeAnswer.Json(JsonNode json)) {
      for (Map.Entry<String, JsonNode> count :
          json.path("items").path(0).path("statistics").properties()) {
        counts.put(count.getKey(), count.getValue().asLong(0));
      }
    }
    return new Metrics(counts);
  }

  @Override
  public String toString() {
    return "YoutubePublisher[" + this.settings.api().getHost() + "]";
  }
}
