// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uploads the media of one attempt: begun, sent in parts, ended, processed, described. Each stage
 * is a checkpoint, from which a later attempt goes on, as long as X keeps what was uploaded.
 */
final class XMedia {

  /** Larger parts were refused with 413 and 431 (reports of 2025 and 2026). */
  static final int SEGMENT = 1024 * 1024;

  private static final int MOST_REFUSALS = 3;
  private static final int LONGEST_ALT_TEXT = 1000;

  /** The post must still be made before X forgets the upload. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private static final JsonMapper JSON = new JsonMapper();

  private final XClient client;
  private final XRefusals refusals;
  private final Attachments attachments;
  private final Clock clock;
  private final Attempt attempt;
  private final Instant latest;
  private int calls;

  /**
   * The media of an attempt.
   *
   * @param latest when the attempt must leave the rest to the next one
   */
  XMedia(
      XClient client,
      XRefusals refusals,
      Attachments attachments,
      Clock clock,
      Attempt attempt,
      Instant latest) {
    this.client = client;
    this.refusals = refusals;
    this.attachments = attachments;
    this.clock = clock;
    this.attempt = attempt;
    this.latest = latest;
  }

  /** The ids of media that a post may carry, or why there are none yet. */
  sealed interface Result {

    /** All are there. */
    record Ready(List<String> ids) implements Result {}

    /** Not all. */
    record Missing(Outcome outcome) implements Result {}
  }

  /** Brings every medium as far as it gets in this attempt. */
  Result upload(List<Attachment> media) {
    List<String> ids = new ArrayList<>();
    for (int index = 0; index < media.size(); index++) {
      Progress progress = new Progress("media-" + (index + 1), media.get(index));
      Optional<Outcome> obstacle = progress.run();
      if (obstacle.isPresent()) {
        return new Result.Missing(obstacle.get());
      }
      ids.add(progress.id());
    }
    return new Result.Ready(ids);
  }

  private static Outcome notReady(String detail, Duration pause) {
    return new Outcome.TryLater(FailureReason.NOT_READY, detail, pause);
  }

  /** One medium. */
  private final class Progress {

    private final String step;
    private final Attachment medium;
    private XUpload upload;

    private Progress(String step, Attachment medium) {
      this.step = step;
      this.medium = medium;
      this.upload =
          XMedia.this
              .attempt
              .checkpoint(step)
              .flatMap(XUpload::parse)
              .orElse(new XUpload("0", XUpload.Stage.LOST, 0, Instant.EPOCH, 0));
    }

    private String id() {
      return this.upload.id();
    }

    /** Goes on until nothing comes next; answers what keeps it from that. */
    private Optional<Outcome> run() {
      Optional<Outcome> obstacle = Optional.empty();
      while (obstacle.isEmpty() && !isDone()) {
        if (XMedia.this.calls > 0 && XMedia.this.clock.instant().isAfter(XMedia.this.latest)) {
          return Optional.of(notReady("The upload goes on with the next attempt", Duration.ZERO));
        }
        obstacle = isForgotten() ? begin() : goOn();
      }
      return obstacle;
    }

    private boolean isDone() {
      return this.upload.stage() == XUpload.Stage.READY && !isForgotten();
    }

    private boolean isForgotten() {
      return !XMedia.this.clock.instant().plus(MARGIN).isBefore(this.upload.usableUntil());
    }

    private Optional<Outcome> goOn() {
      return switch (this.upload.stage()) {
        case LOST -> begin();
        case SENDING -> isSent() ? finish() : send();
        case PROCESSING -> ask();
        case UNDESCRIBED -> describe();
        case READY -> Optional.empty();
      };
    }

    private boolean isPicture() {
      return this.medium.mediaType().startsWith("image/");
    }

    private Optional<Outcome> begin() {
      if (this.upload.refusals() >= MOST_REFUSALS) {
        return Optional.of(
            new Outcome.Rejected(
                FailureReason.MEDIA,
                "X refused the upload %d times".formatted(MOST_REFUSALS),
                null));
      }
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("media_type", this.medium.mediaType());
      body.put("total_bytes", this.medium.size());
      body.put("media_category", isPicture() ? "tweet_image" : "tweet_video");
      return answered(XMedia.this.client.initialize(JSON.writeValueAsString(body)), this::began);
    }

    private Optional<Outcome> began(JsonNode json) {
      String id = json.path("data").path("id").asString("");
      if (!id.matches("[0-9]{1,19}")) {
        return Optional.of(unavailable("X began no upload"));
      }
      return reached(
          new XUpload(id, XUpload.Stage.SENDING, 0, until(json), this.upload.refusals()));
    }

    /** How long X keeps it; where X does not say, a day, as its documents do. */
    private Instant until(JsonNode json) {
      return XMedia.this
          .clock
          .instant()
          .plusSeconds(json.path("data").path("expires_after_secs").asLong(86_400));
    }

    private boolean isSent() {
      return (long) this.upload.segments() * SEGMENT >= this.medium.size();
    }

    private Optional<Outcome> send() {
      int segment = this.upload.segments();
      return answered(
          XMedia.this.client.append(id(), segment, read(segment)),
          json -> reached(this.upload.withSegments(segment + 1)));
    }

    private byte[] read(int segment) {
      try (InputStream bytes = XMedia.this.attachments.open(this.medium)) {
        bytes.skipNBytes((long) segment * SEGMENT);
        return bytes.readNBytes(SEGMENT);
      } catch (IOException failure) {
        throw new UncheckedIOException(
            "The medium " + this.medium.digest() + " can't be read", failure);
      }
    }

    private Optional<Outcome> finish() {
      return answered(XMedia.this.client.finish(id()), this::processed);
    }

    private Optional<Outcome> ask() {
      return answered(XMedia.this.client.status(id()), this::processed);
    }

    private Optional<Outcome> processed(JsonNode json) {
      JsonNode processing = json.path("data").path("processing_info");
      XUpload known = this.upload.usableUntil(until(json));
      return switch (processing.path("state").asString("succeeded")) {
        case "succeeded" ->
            reached(
                known.at(
                    isPicture() && !this.medium.altText().isBlank()
                        ? XUpload.Stage.UNDESCRIBED
                        : XUpload.Stage.READY));
        case "failed" -> Optional.of(failed(processing));
        default -> {
          reached(known.at(XUpload.Stage.PROCESSING));
          long pause = Math.clamp(processing.path("check_after_secs").asLong(5), 1, 300);
          yield Optional.of(notReady("X is processing the film", Duration.ofSeconds(pause)));
        }
      };
    }

    private Outcome failed(JsonNode processing) {
      return new Outcome.Rejected(
          FailureReason.MEDIA,
          "X can't use the film: \"%s\""
              .formatted(
                  XMedia.this.refusals.quoted(
                      processing.path("error").path("message").asString("no reason"))),
          null);
    }

    private Optional<Outcome> describe() {
      String text = shortened(this.medium.altText().strip());
      Map<String, Object> body =
          Map.of("id", id(), "metadata", Map.of("alt_text", Map.of("text", text)));
      return answered(
          XMedia.this.client.describe(JSON.writeValueAsString(body)),
          json -> reached(this.upload.at(XUpload.Stage.READY)));
    }

    private static String shortened(String text) {
      if (text.length() <= LONGEST_ALT_TEXT) {
        return text;
      }
      int end = LONGEST_ALT_TEXT - 1;
      boolean splitsAPair = Character.isHighSurrogate(text.charAt(end - 1));
      return text.substring(0, splitsAPair ? end - 1 : end) + "…";
    }

    private Optional<Outcome> answered(
        AuthorizedReply reply, Function<JsonNode, Optional<Outcome>> then) {
      XMedia.this.calls++;
      return switch (XAnswer.of(reply, XMedia.this.refusals)) {
        case XAnswer.Json(JsonNode json) -> then.apply(json);
        case XAnswer.Failed(int status, Outcome outcome, String detail) ->
            status == 400 || status == 404
                ? lost(detail)
                : Optional.of(status == 413 ? tooLarge(detail) : outcome);
      };
    }

    /** X refuses the upload as it stands: begun anew a few times, then it is the file. */
    private Optional<Outcome> lost(String detail) {
      reached(this.upload.lost());
      return Optional.of(unavailable(detail));
    }

    private static Outcome tooLarge(String detail) {
      return new Outcome.Rejected(FailureReason.MEDIA, detail, null);
    }

    private static Outcome unavailable(String detail) {
      return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
    }

    private Optional<Outcome> reached(XUpload state) {
      this.upload = state;
      XMedia.this.attempt.checkpoint(this.step, state.checkpoint());
      return Optional.empty();
    }
  }
}
