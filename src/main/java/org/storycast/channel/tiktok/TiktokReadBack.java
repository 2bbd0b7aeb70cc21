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
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import tools.jackson.databind.JsonNode;

/** Looks a post up: by its task, and where TikTok knows it no more among the creator's videos. */
final class TiktokReadBack {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** TikTok shows only so much of a description. Seen by other people's code, 2026-11. */
  private static final int SHOWN = 150;

  private final TiktokApi api;
  private final TiktokStatus status;

  TiktokReadBack(TiktokApi api, TiktokStatus status) {
    this.api = api;
    this.status = status;
  }

  Finding find(Post post, Attempt attempt) {
    Optional<Instant> committedAt = attempt.committedAt();
    if (committedAt.isEmpty()) {
      return new Finding.Absent("The film's last byte was never sent");
    }
    Optional<TiktokTask> task = TiktokTask.of(attempt);
    if (task.isEmpty()) {
      return amongVideos(post, committedAt.get());
    }
    return switch (this.api.status(task.get().publishId())) {
      case TiktokAnswer.Failed(String code, _) when code.equals("invalid_publish_id") ->
          amongVideos(post, committedAt.get());
      case TiktokAnswer.Failed failed -> new Finding.CannotTell(failed.outcome().toString());
      case TiktokAnswer.Data(JsonNode data) -> byStatus(data, task.get(), post);
    };
  }

  private Finding byStatus(JsonNode data, TiktokTask task, Post post) {
    long total = post.attachment(TiktokPublisher.FILM).size();
    Optional<Long> waiting = TiktokStatus.waitingAfter(data, total);
    if (waiting.isPresent()) {
      return new Finding.Absent("TikTok holds %d of %d bytes".formatted(waiting.get(), total));
    }
    return switch (TiktokStatus.statusOf(data)) {
      case "PUBLISH_COMPLETE" -> new Finding.Found(this.status.receiptOf(data, task));
      case "FAILED" ->
          new Finding.Absent("TikTok failed: " + data.path("fail_reason").asString(""));
      default -> new Finding.CannotTell("TikTok is at it: " + TiktokStatus.statusOf(data));
    };
  }

  private Finding amongVideos(Post post, Instant committedAt) {
    return switch (this.api.videos()) {
      case TiktokAnswer.Failed failed -> new Finding.CannotTell(failed.outcome().toString());
      case TiktokAnswer.Data(JsonNode data) ->
          conclude(matches(data, post, committedAt.minus(CLOCK_SKEW)), data);
    };
  }

  private static List<JsonNode> matches(JsonNode data, Post post, Instant since) {
    List<JsonNode> matches = new ArrayList<>();
    for (JsonNode video : data.path("videos")) {
      Instant at = Instant.ofEpochSecond(video.path("create_time").asLong(0));
      if (!at.isBefore(since) && isSaidBy(video, post.part(TiktokPublisher.TITLE))) {
        matches.add(video);
      }
    }
    return matches;
  }

  private static boolean isSaidBy(JsonNode video, String title) {
    String shown = video.path("video_description").asString("").strip();
    String wanted = title.strip();
    int length = Math.min(wanted.length(), SHOWN);
    return shown.length() >= length && shown.startsWith(wanted.substring(0, length));
  }

  private static Finding conclude(List<JsonNode> matches, JsonNode data) {
    return switch (matches.size()) {
      case 0 ->
          data.path("has_more").asBoolean(false)
              ? new Finding.CannotTell("The creator has more videos than TikTok lists at once")
              : new Finding.Absent(
                  "None of the %d public videos says the same"
                      .formatted(data.path("videos").size()));
      case 1 -> new Finding.Found(receiptOf(matches.getFirst()));
      default -> new Finding.CannotTell("Several videos say the same");
    };
  }

  private static Receipt receiptOf(JsonNode video) {
    String share = video.path("share_url").asString("");
    return Receipt.of(
        video.path("id").asString(),
        share.isEmpty() ? null : URI.create(share),
        Instant.ofEpochSecond(video.path("create_time").asLong(0)));
  }

  Finding find(Receipt receipt) {
    return receipt.remoteId().startsWith("v_") ? byTask(receipt) : byPost(receipt);
  }

  private Finding byTask(Receipt receipt) {
    return switch (this.api.status(receipt.remoteId())) {
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
      case TiktokAnswer.Data(JsonNode data) ->
          data.path("videos").isEmpty()
              ? new Finding.Absent("TikTok shows no video " + receipt.remoteId())
              : new Finding.Found(receipt);
    };
  }

  /** The numbers by TikTok's names. */
  Map<String, Long> numbers(Receipt receipt) {
    Map<String, Long> counts = new HashMap<>();
    if (this.api.video(receipt.remoteId()) instanceof TiktokAnswer.Data(JsonNode data)) {
      for (Map.Entry<String, JsonNode> field : data.path("videos").path(0).properties()) {
        if (field.getKey().endsWith("_count")) {
          counts.put(field.getKey(), field.getValue().asLong(0));
        }
      }
    }
    return counts;
  }
}
