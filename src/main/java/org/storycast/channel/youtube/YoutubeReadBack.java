// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * Looks an upload up: by its session, whose answer is exact, and where that is gone by the
 * channel's list of uploads.
 */
final class YoutubeReadBack {

  private static final String PARTS = "snippet,status";
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final YoutubeApi api;
  private final YoutubeStatus status;
  private final YoutubeErrors errors;
  private final YoutubeExtras extras;

  YoutubeReadBack(
      YoutubeApi api, YoutubeStatus status, YoutubeErrors errors, YoutubeExtras extras) {
    this.api = api;
    this.status = status;
    this.errors = errors;
    this.extras = extras;
  }

  Finding find(Post post, Attempt attempt) {
    Optional<String> uploaded = attempt.checkpoint(YoutubeUpload.UPLOAD);
    if (uploaded.isPresent()) {
      return byId(uploaded.get(), post, attempt);
    }
    Optional<Instant> committedAt = attempt.committedAt();
    if (committedAt.isEmpty()) {
      return new Finding.Absent("The film's last byte was never sent");
    }
    Optional<URI> session = YoutubeUpload.session(attempt);
    return session.isPresent()
        ? bySession(session.get(), post, attempt, committedAt.get())
        : byTexts(post, attempt, committedAt.get());
  }

  Finding find(Receipt receipt) {
    return oneVideo(receipt.remoteId(), video -> new Finding.Found(receipt));
  }

  private Finding byId(String id, Post post, Attempt attempt) {
    return oneVideo(id, video -> found(video, post, attempt));
  }

  /** What YouTube is not done with, or what lacks its thumbnail and the like, is followed. */
  private Finding found(JsonNode video, Post post, Attempt attempt) {
    String id = video.path("id").asString();
    Outcome outcome = this.status.outcomeOf(video, post.attachment(YoutubePublisher.FILM));
    if (outcome instanceof Outcome.Published(Receipt receipt)
        && this.extras.isFinished(post, attempt)) {
      return new Finding.Found(YoutubeStatus.with(receipt, this.extras.evidence(post, attempt)));
    }
    if (attempt.checkpoint(YoutubeUpload.UPLOAD).isEmpty()) {
      attempt.checkpoint(YoutubeUpload.UPLOAD, id);
    }
    Outcome.Underway soon = this.status.uploaded(id);
    return new Finding.Underway(id, soon.askAgainAt());
  }

  private Finding oneVideo(String id, Function<JsonNode, Finding> found) {
    return switch (YoutubeAnswer.ofList(this.api.video(id, PARTS), this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> new Finding.CannotTell(outcome.toString());
      case YoutubeAnswer.Json(JsonNode json) ->
          json.path("items").isEmpty()
              ? new Finding.Absent("YouTube shows no video " + id)
              : found.apply(json.path("items").path(0));
    };
  }

  private Finding bySession(URI session, Post post, Attempt attempt, Instant committedAt) {
    Attachment film = post.attachment(YoutubePublisher.FILM);
    return switch (UploadProgress.of(this.api.probe(session, film.size()), this.errors)) {
      case UploadProgress.Complete(JsonNode video) -> found(video, post, attempt);
      case UploadProgress.Waiting(long stored) ->
          new Finding.Absent(
              "The upload session holds %d of %d bytes".formatted(stored, film.size()));
      case UploadProgress.Gone() -> byTexts(post, attempt, committedAt);
      case UploadProgress.Refused(Outcome outcome) -> new Finding.CannotTell(outcome.toString());
      case UploadProgress.Unknown(String detail, Duration _) -> new Finding.CannotTell(detail);
    };
  }

  private Finding byTexts(Post post, Attempt attempt, Instant committedAt) {
    return switch (YoutubeAnswer.of(this.api.ownChannel("contentDetails"), this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> new Finding.CannotTell(outcome.toString());
      case YoutubeAnswer.Json(JsonNode json) ->
          amongUploads(
              RecentUploads.playlistOf(json.path("items").path(0)),
              post,
              attempt,
              committedAt.minus(CLOCK_SKEW));
    };
  }

  private Finding amongUploads(String playlist, Post post, Attempt attempt, Instant since) {
    return switch (new RecentUploads(this.api, this.errors).since(playlist, since)) {
      case RecentUploads.Answer.Failed(Outcome outcome) ->
          new Finding.CannotTell(outcome.toString());
      case RecentUploads.Answer.Listed listed -> {
        YoutubeVideo wanted = YoutubeVideo.of(post);
        List<String> matches =
            listed.items().stream()
                .filter(item -> wanted.isSaidBy(item.path("snippet")))
                .map(item -> item.path("contentDetails").path("videoId").asString(""))
                .toList();
        yield matches.isEmpty() && !listed.whole()
            ? new Finding.CannotTell("More uploads than can be looked through")
            : conclude(matches, listed.seen(), post, attempt);
      }
    };
  }

  private Finding conclude(List<String> matches, int seen, Post post, Attempt attempt) {
    return switch (matches.size()) {
      case 0 -> new Finding.Absent("None of the %d newest uploads says the same".formatted(seen));
      case 1 -> byId(matches.getFirst(), post, attempt);
      default -> new Finding.CannotTell("Several uploads say the same: " + matches);
    };
  }
}
