// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
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
import tools.jackson.databind.JsonNode;

/** Publishes films on one YouTube channel. */
final class YoutubePublisher
    implements Publisher, Follows, ReadsBack, Edits, Removes, Measures, Checks {

  static final String FILM = "film";
  static final String THUMBNAIL = "thumbnail";
  static final String CAPTIONS = "captions";

  private static final Duration LONGEST_SHORT = Duration.ofSeconds(60);

  /** Below the fifteen minutes of channels whose phone number nobody verified. */
  private static final Duration LONGEST_VIDEO = Duration.ofMinutes(10);

  private static final Duration SETTLING_TIME = Duration.ofMinutes(1);

  /** How long a new video may be missing from YouTube's own answers. */
  private static final Duration SHOWN_LATEST = Duration.ofMinutes(10);

  private final YoutubeTools tools;
  private final OwnChannel ownChannel;
  private final YoutubeStatus status;
  private final YoutubeExtras extras;
  private final YoutubeReadBack readBack;
  private final YoutubeCorrections corrections;

  YoutubePublisher(YoutubeTools tools) {
    this.tools = tools;
    this.ownChannel = new OwnChannel(tools);
    this.status = new YoutubeStatus(tools.settings(), tools.clock());
    this.extras =
        new YoutubeExtras(
            tools.settings(),
            new YoutubeAdditions(
                tools.settings(), tools.api(), tools.errors(), tools.attachments()),
            tools.clock());
    this.readBack = new YoutubeReadBack(tools.api(), this.status, tools.errors(), this.extras);
    this.corrections = new YoutubeCorrections(tools.api(), tools.errors(), this.extras);
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
        media(),
        Duration.ZERO,
        SETTLING_TIME,
        this.tools.settings().timeLimit(),
        new RateLimit(this.tools.settings().uploadsPerDay(), Duration.ofDays(1)));
  }

  private List<MediaDemand> media() {
    List<MediaDemand> media = new ArrayList<>();
    media.add(
        this.tools.settings().video().upright()
            ? MediaDemand.film(FILM, 1080, 1920, LONGEST_SHORT)
            : MediaDemand.film(FILM, 1920, 1080, LONGEST_VIDEO));
    if (this.tools.settings().extras().thumbnail()) {
      media.add(new MediaDemand.Card(THUMBNAIL, 1280, 720, true, false));
    }
    if (this.tools.settings().extras().captions()) {
      media.add(new MediaDemand.Captions(CAPTIONS, "application/x-subrip"));
    }
    return media;
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> uploaded = attempt.checkpoint(YoutubeUpload.UPLOAD);
    if (uploaded.isPresent()) {
      return this.status.uploaded(uploaded.get());
    }
    Outcome outcome =
        this.ownChannel
            .objection()
            .orElseGet(() -> new YoutubeUpload(this.tools, post, attempt).run());
    keepQuietWithoutQuota(outcome, attempt);
    return outcome;
  }

  /** A used-up quota is the account's, not the post's: no other post needs to find it out. */
  private void keepQuietWithoutQuota(Outcome outcome, Attempt attempt) {
    if (outcome instanceof Outcome.TryLater later
        && later.reason() == FailureReason.QUOTA
        && later.notBefore() != null) {
      attempt.quietUntil(this.tools.clock().instant().plus(later.notBefore()));
    }
  }

  @Override
  public Outcome follow(Post post, String handle, Attempt attempt) {
    AuthorizedReply reply = this.tools.api().video(handle, "snippet,status,processingDetails");
    return switch (YoutubeAnswer.ofList(reply, this.tools.errors())) {
      case YoutubeAnswer.Failed(Outcome outcome) -> outcome;
      case YoutubeAnswer.Json(JsonNode json) ->
          json.path("items").isEmpty()
              ? notShown(handle, attempt)
              : shown(json.path("items").path(0), post, attempt);
    };
  }

  private Outcome shown(JsonNode video, Post post, Attempt attempt) {
    return switch (this.status.outcomeOf(video, post.attachment(FILM))) {
      case Outcome.Published(Receipt receipt) ->
          this.extras.finish(receipt.remoteId(), post, attempt)
              ? new Outcome.Published(
                  YoutubeStatus.with(receipt, this.extras.evidence(post, attempt)))
              : this.status.underway(receipt.remoteId());
      case Outcome.Underway underway -> {
        this.extras.finish(underway.handle(), post, attempt);
        yield underway;
      }
      case Outcome other -> other;
    };
  }

  private Outcome notShown(String id, Attempt attempt) {
    Instant latest = attempt.committedAt().orElse(Instant.MIN).plus(SHOWN_LATEST);
    return this.tools.clock().instant().isBefore(latest)
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
    return this.corrections.edit(receipt, post, attempt);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    return this.corrections.remove(receipt, attempt);
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    AuthorizedReply reply = this.tools.api().video(receipt.remoteId(), "statistics");
    Map<String, Long> counts = new HashMap<>();
    if (YoutubeAnswer.of(reply, this.tools.errors()) instanceof YoutubeAnswer.Json(JsonNode json)) {
      for (Map.Entry<String, JsonNode> count :
          json.path("items").path(0).path("statistics").properties()) {
        counts.put(count.getKey(), count.getValue().asLong(0));
      }
    }
    return new Metrics(counts);
  }

  @Override
  public Checkup check() {
    return new YoutubeCheckup(this.tools).run();
  }

  @Override
  public String toString() {
    return "YoutubePublisher[" + this.tools.settings().api().getHost() + "]";
  }
}
