// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import tools.jackson.databind.JsonNode;

/** Looks a post up: by its task, and where TikTok knows it no more among the creator's videos. */
final class TiktokReadBack {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** TikTok shows only so much of a description. Seen by other people's code, 2026-11. */
  private static final int SHOWN = 150;

  /** Which is not an empty list. */
  private static final String NO_LIST = "TikTok answered without a list of videos";

  private final TiktokApi api;
  private final TiktokStatus status;
  private final PostSettings settings;

  TiktokReadBack(TiktokApi api, TiktokStatus status, PostSettings settings) {
    this.api = api;
    this.status = status;
    this.settings = settings;
  }

  Finding find(Post post, Attempt attempt) {
    Optional<Instant> committedAt = attempt.committedAt();
    if (committedAt.isEmpty()) {
      return new Finding.Absent("The post was never sent");
    }
    Optional<TiktokTask> task = TiktokTask.of(attempt);
    if (task.isEmpty()) {
      return amongVideos(post, committedAt.get());
    }
    return switch (this.api.status(task.get().publishId())) {
      case TiktokAnswer.Failed(String code, _) when code.equals("invalid_publish_id") ->
          amongVideos(post, committedAt.get());
      case TiktokAnswer.Failed failed -> new Finding.CannotTell(failed.outcome().toString());
      case TiktokAnswer.Data(JsonNode data) -> byStatus(data, task.get(), post, attempt);
    };
  }

  /** What TikTok took is followed to its end: it may still be moderated, or fail. */
  private Finding byStatus(JsonNode data, TiktokTask task, Post post, Attempt attempt) {
    long total = post.optionalAttachment(TiktokPublisher.FILM).map(Attachment::size).orElse(0L);
    Optional<Long> waiting = TiktokStatus.waitingAfter(data, total);
    if (waiting.isPresent()) {
      return new Finding.Absent("TikTok holds %d of %d bytes".formatted(waiting.get(), total));
    }
    if (TiktokStatus.mayBeginAgain(data)) {
      return new Finding.Absent("TikTok failed for reasons of its own, and posted nothing");
    }
    if (TiktokStatus.statusOf(data).isEmpty()) {
      return new Finding.CannotTell("TikTok does not say what became of the post");
    }
    if (this.status.outcomeOf(data, task) instanceof Outcome.Published(Receipt receipt)) {
      return new Finding.Found(receipt);
    }
    if (attempt.checkpoint(TiktokUpload.PUBLISH).isEmpty()) {
      attempt.checkpoint(TiktokUpload.PUBLISH, task.publishId());
    }
    return new Finding.Underway(task.publishId(), this.status.underway(task).askAgainAt());
  }

  private Finding amongVideos(Post post, Instant committedAt) {
    return switch (this.api.videos()) {
      case TiktokAnswer.Failed failed -> new Finding.CannotTell(failed.outcome().toString());
      case TiktokAnswer.Data(JsonNode data) when !data.path("videos").isArray() ->
          new Finding.CannotTell(NO_LIST);
      case TiktokAnswer.Data(JsonNode data) ->
          conclude(matches(data, post, committedAt.minus(CLOCK_SKEW)), data);
    };
  }

  private static List<JsonNode> matches(JsonNode data, Post post, Instant since) {
    List<JsonNode> matches = new ArrayList<>();
    for (JsonNode video : data.path("videos")) {
      Instant at = Instant.ofEpochSecond(video.path("create_time").asLong(0));
      if (!at.isBefore(since) && isSaidBy(video, textOf(post))) {
        matches.add(video);
      }
    }
    return matches;
  }

  private static String textOf(Post post) {
    return post.optionalPart(TiktokPublisher.TITLE)
        .orElseGet(() -> post.part(TiktokPublisher.PHOTO_TITLE));
  }

  private static boolean isSaidBy(JsonNode video, String title) {
    String shown = video.path("video_description").asString("").strip();
    String wanted = title.strip();
    int length = Math.min(wanted.length(), SHOWN);
    return shown.length() >= length && shown.startsWith(wanted.substring(0, length));
  }

  private Finding conclude(List<JsonNode> matches, JsonNode data) {
    return switch (matches.size()) {
      case 0 -> without(data);
      case 1 -> new Finding.Found(receiptOf(matches.getFirst()));
      default -> new Finding.CannotTell("Several posts say the same");
    };
  }

  /** The list holds public films for sure; whether it holds pictures, TikTok does not say. */
  private Finding without(JsonNode data) {
    if (this.settings.photos() || !this.settings.privacy().equals(PostSettings.PUBLIC)) {
      return new Finding.CannotTell(
          "TikTok's list shows no such post, but it may leave out pictures and what is not public");
    }
    return data.path("has_more").asBoolean(false)
        ? new Finding.CannotTell("The creator has more videos than TikTok lists at once")
        : new Finding.Absent(
            "None of the %d public videos says the same".formatted(data.path("videos").size()));
  }

  private static Receipt receiptOf(JsonNode video) {
    String share = video.path("share_url").asString("");
    return Receipt.of(
        video.path("id").asString(),
        share.isEmpty() ? null : URI.create(share),
        Instant.ofEpochSecond(video.path("create_time").asLong(0)));
  }

  Finding find(Receipt receipt) {
    return TiktokTask.isTask(receipt.remoteId())
        ? byTask(receipt, receipt.remoteId())
        : byPost(receipt);
  }

  private Finding byTask(Receipt receipt, String publishId) {
    return switch (this.api.status(publishId)) {
      case TiktokAnswer.Failed failed -> new Finding.CannotTell(failed.outcome().toString());
      case TiktokAnswer.Data(JsonNode data) ->
          TiktokStatus.statusOf(data).equals("PUBLISH_COMPLETE")
              ? new Finding.Found(receipt)
              : new Finding.CannotTell("TikTok says " + TiktokStatus.statusOf(data));
    };
  }

  private Finding byPost(Receipt receipt) {
    return switch (this.api.video(receipt.remoteId())) {
      case TiktokAnswer.Failed failed -> new Finding.CannotTell(failed.outcome().toString());
      case TiktokAnswer.Data(JsonNode data) when !data.path("videos").isArray() ->
          new Finding.CannotTell(NO_LIST);
      case TiktokAnswer.Data(JsonNode data) ->
          data.path("videos").isEmpty() ? notListed(receipt) : new Finding.Found(receipt);
    };
  }

  /** Pictures may be missing from the list of videos; their task knows. */
  private Finding notListed(Receipt receipt) {
    String publishId = receipt.evidence().getOrDefault("publish_id", "");
    return TiktokTask.isPhotos(publishId)
        ? byTask(receipt, publishId)
        : new Finding.Absent("TikTok shows no video " + receipt.remoteId());
  }

  /** The numbers by TikTok's names; there are none for posts that not everyone may see. */
  Map<String, Long> numbers(Receipt receipt) {
    Map<String, Long> counts = new HashMap<>();
    if (!TiktokTask.isTask(receipt.remoteId())
        && this.api.video(receipt.remoteId()) instanceof TiktokAnswer.Data(JsonNode data)) {
      for (Map.Entry<String, JsonNode> field : data.path("videos").path(0).properties()) {
        if (field.getKey().endsWith("_count")) {
          counts.put(field.getKey(), field.getValue().asLong(0));
        }
      }
    }
    return counts;
  }
}
