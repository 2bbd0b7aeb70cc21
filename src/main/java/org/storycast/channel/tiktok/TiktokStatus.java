// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import tools.jackson.databind.JsonNode;

/** What TikTok's status of a task means for the post. */
final class TiktokStatus {

  private static final Duration PROCESSING = Duration.ofSeconds(15);
  private static final Duration MODERATION = Duration.ofMinutes(2);

  private final PostSettings settings;
  private final Clock clock;

  TiktokStatus(PostSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  static String statusOf(JsonNode data) {
    return data.path("status").asString("");
  }

  /** A task that failed for TikTok's own reasons is final, and another one may post. */
  static boolean mayBeginAgain(JsonNode data) {
    return statusOf(data).equals("FAILED")
        && data.path("fail_reason").asString("").equals("internal");
  }

  /** How many bytes TikTok waits for after; empty where it does not wait for bytes. */
  static Optional<Long> waitingAfter(JsonNode data, long total) {
    long uploaded = data.path("uploaded_bytes").asLong(0);
    return statusOf(data).equals("PROCESSING_UPLOAD") && uploaded < total
        ? Optional.of(uploaded)
        : Optional.empty();
  }

  Outcome outcomeOf(JsonNode data, TiktokTask task) {
    return switch (statusOf(data)) {
      case "PUBLISH_COMPLETE" -> complete(data, task);
      case "FAILED" -> failed(data.path("fail_reason").asString(""));
      case "SEND_TO_USER_INBOX" ->
          new Outcome.Rejected(
              FailureReason.DEFECT, "TikTok made a draft in the creator's inbox of it", null);
      default -> underway(task, PROCESSING);
    };
  }

  private Outcome complete(JsonNode data, TiktokTask task) {
    return postId(data).isEmpty() && task.isPublic()
        ? underway(task, MODERATION)
        : new Outcome.Published(receiptOf(data, task));
  }

  Outcome.Underway underway(TiktokTask task) {
    return underway(task, PROCESSING);
  }

  private Outcome.Underway underway(TiktokTask task, Duration pause) {
    return new Outcome.Underway(task.publishId(), this.clock.instant().plus(pause));
  }

  /** The field's misspelling is the contract; the right spelling is taken too. */
  static Optional<String> postId(JsonNode data) {
    return List.of("publicaly_available_post_id", "publicly_available_post_id").stream()
        .map(field -> data.path(field).path(0).asString(""))
        .filter(id -> !id.isEmpty())
        .findFirst();
  }

  /** Posts that not everyone may see never get a public id; the task's stands for it. */
  Receipt receiptOf(JsonNode data, TiktokTask task) {
    Optional<String> postId = postId(data);
    URI address = postId.map(task::address).orElseGet(task::profile);
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("publish_id", task.publishId());
    evidence.put("privacy_level", task.privacy());
    evidence.put("status", statusOf(data));
    if (!this.settings.audited()) {
      evidence.put(
          "warning",
          "TikTok has not audited the app: only the account itself sees the post (SELF_ONLY)");
    }
    return new Receipt(
        List.of(new Receipt.Part(postId.orElse(task.publishId()), address)),
        this.clock.instant(),
        evidence);
  }

  private static Outcome failed(String reason) {
    String detail = "TikTok took the post and then failed: \"%s\"".formatted(reason);
    return switch (reason) {
      case "file_format_check_failed",
          "duration_check_failed",
          "frame_rate_check_failed",
          "picture_size_check_failed" ->
          new Outcome.Rejected(FailureReason.MEDIA, detail, null);
      case "video_pull_failed", "photo_pull_failed" ->
          new Outcome.Rejected(
              FailureReason.MEDIA,
              detail
                  + "; TikTok must be able to fetch your media, without a redirect: see their address",
              null);
      case "auth_removed" -> new Outcome.ChannelClosed(FailureReason.CREDENTIALS, detail);
      case "spam_risk_user_banned_from_posting" ->
          new Outcome.ChannelClosed(FailureReason.ACCOUNT_RESTRICTED, detail);
      case "internal" ->
          new Outcome.Rejected(
              FailureReason.UNAVAILABLE, detail + "; it may be sent again by hand", null);
      case "spam_risk_too_many_posts" ->
          new Outcome.Rejected(
              FailureReason.QUOTA, detail + "; it may be sent again after a day", null);
      default -> new Outcome.Rejected(FailureReason.MODERATION, detail, null);
    };
  }
}
