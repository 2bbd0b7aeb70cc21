// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import tools.jackson.databind.JsonNode;

/** What YouTube's view of a video means for the post. */
final class YoutubeStatus {

  private static final Duration FIRST_QUESTION = Duration.ofSeconds(5);
  private static final Duration ASK_EVERY = Duration.ofSeconds(30);

  /** Readers can see a film whose better resolutions are still being made. */
  private static final Duration LONGEST_PROCESSING = Duration.ofHours(6);

  /** Square or upright films up to this length are Shorts. YouTube's help, since 2024-10-15. */
  private static final Duration LONGEST_SHORT = Duration.ofMinutes(3);

  private final YoutubeSettings settings;
  private final Clock clock;

  YoutubeStatus(YoutubeSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Outcome outcomeOf(JsonNode video, Attachment film) {
    JsonNode status = video.path("status");
    return switch (status.path("uploadStatus").asString("")) {
      case "processed" ->
          shownAt(video)
              .<Outcome>map(it -> new Outcome.Underway(video.path("id").asString(), it))
              .orElseGet(() -> new Outcome.Published(receiptOf(video, film)));
      case "failed" ->
          rejected(FailureReason.MEDIA, "could not process the film", status, "failureReason");
      case "rejected" -> refused(status);
      case "deleted" ->
          new Outcome.Rejected(FailureReason.MODERATION, "The video was deleted", null);
      default -> inProcess(video, film);
    };
  }

  private Outcome inProcess(JsonNode video, Attachment film) {
    String processing = video.path("processingDetails").path("processingStatus").asString("");
    if (processing.equals("failed") || processing.equals("terminated")) {
      return new Outcome.Rejected(
          FailureReason.MEDIA, "YouTube's processing of the film has " + processing, null);
    }
    Instant patience = publishedAt(video).plus(LONGEST_PROCESSING);
    return this.clock.instant().isBefore(patience)
        ? underway(video.path("id").asString())
        : new Outcome.Published(receiptOf(video, film));
  }

  /** When a video that waits for its moment is shown to everyone; empty where it does not wait. */
  private Optional<Instant> shownAt(JsonNode video) {
    JsonNode status = video.path("status");
    boolean isPrivate = status.path("privacyStatus").asString("").equals(VideoSettings.PRIVATE);
    return isPrivate
        ? moment(status.path("publishAt"))
            .map(it -> it.plus(ASK_EVERY))
            .filter(this.clock.instant()::isBefore)
        : Optional.empty();
  }

  private static Optional<Instant> moment(JsonNode text) {
    try {
      return Optional.of(Instant.parse(text.asString("")));
    } catch (DateTimeException missing) {
      return Optional.empty();
    }
  }

  /** Soon after the upload, since what is added to the video should be there with it. */
  Outcome.Underway uploaded(String id) {
    return new Outcome.Underway(id, this.clock.instant().plus(FIRST_QUESTION));
  }

  Outcome.Underway underway(String id) {
    return new Outcome.Underway(id, this.clock.instant().plus(ASK_EVERY));
  }

  private static Outcome refused(JsonNode status) {
    return switch (status.path("rejectionReason").asString("")) {
      case "duplicate" ->
          rejected(FailureReason.DUPLICATE, "holds this film already", status, "rejectionReason");
      case "length" ->
          rejected(FailureReason.MEDIA, "refused the film's length", status, "rejectionReason");
      case "uploaderAccountClosed", "uploaderAccountSuspended" ->
          new Outcome.ChannelClosed(
              FailureReason.ACCOUNT_RESTRICTED,
              "YouTube closed or suspended the account: \"%s\""
                  .formatted(status.path("rejectionReason").asString()));
      default -> rejected(FailureReason.MODERATION, "refused the video", status, "rejectionReason");
    };
  }

  private static Outcome rejected(FailureReason reason, String what, JsonNode status, String why) {
    return new Outcome.Rejected(
        reason, "YouTube %s: \"%s\"".formatted(what, status.path(why).asString("")), null);
  }

  Receipt receiptOf(JsonNode video, Attachment film) {
    String id = video.path("id").asString();
    JsonNode status = video.path("status");
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("uploadStatus", status.path("uploadStatus").asString(""));
    evidence.put("privacyStatus", status.path("privacyStatus").asString(""));
    if (!status.path("privacyStatus").asString("").equals(this.settings.video().privacy())) {
      evidence.put(
          "warning",
          "YouTube shows the video as \"%s\", not \"%s\": films of unaudited API projects stay private"
              .formatted(
                  status.path("privacyStatus").asString(""), this.settings.video().privacy()));
    }
    return new Receipt(
        List.of(new Receipt.Part(id, address(id, film))), publishedAt(video), evidence);
  }

  /** The same receipt with more evidence. */
  static Receipt with(Receipt receipt, Map<String, String> more) {
    Map<String, String> evidence = new LinkedHashMap<>(receipt.evidence());
    evidence.putAll(more);
    return new Receipt(receipt.parts(), receipt.publishedAt(), evidence);
  }

  private static URI address(String id, Attachment film) {
    boolean isShort =
        film.height() >= film.width() && film.duration().compareTo(LONGEST_SHORT) <= 0;
    return URI.create(
        isShort ? "https://www.youtube.com/shorts/" + id : "https://www.youtube.com/watch?v=" + id);
  }

  private Instant publishedAt(JsonNode video) {
    return moment(video.path("snippet").path("publishedAt")).orElseGet(this.clock::instant);
  }
}
