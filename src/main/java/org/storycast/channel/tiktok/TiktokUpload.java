// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * One attempt at a post. The task's id is stored before the first byte is sent, every later attempt
 * asks TikTok about it first, and another task is begun only where that one can't post any more.
 */
final class TiktokUpload {

  static final String PUBLISH = "publish";

  /** Holds the id of a task that is not gone on with: its upload is closed, or it is unknown. */
  private static final String ABANDONED = "abandoned";

  /** TikTok's upload addresses live for an hour; a request may be on its way for a while. */
  private static final Duration UPLOAD_LIFE = Duration.ofMinutes(55);

  private final TiktokSettings settings;
  private final TiktokApi api;
  private final TiktokErrors errors;
  private final TiktokStatus status;
  private final Attachments attachments;
  private final Clock clock;
  private final Post post;
  private final Attempt attempt;
  private final Attachment film;
  private final Chunks chunks;
  private final Instant began;

  TiktokUpload(TiktokPublisher.Tools tools, Post post, Attempt attempt) {
    this.settings = tools.settings();
    this.api = tools.api();
    this.errors = tools.errors();
    this.attachments = tools.attachments();
    this.clock = tools.clock();
    this.status = new TiktokStatus(this.settings.post(), this.clock);
    this.post = post;
    this.attempt = attempt;
    this.film = post.attachment(TiktokPublisher.FILM);
    this.chunks = Chunks.of(this.film.size(), this.settings.chunkSize());
    this.began = this.clock.instant();
  }

  Outcome run() {
    return TiktokTask.of(this.attempt).map(this::resume).orElseGet(this::begin);
  }

  private Outcome resume(TiktokTask task) {
    return switch (this.api.status(task.publishId())) {
      case TiktokAnswer.Failed failed ->
          failed.outcome() instanceof Outcome.Unclear(String detail)
              ? unknown(task, detail)
              : failed.outcome();
      case TiktokAnswer.Data(JsonNode data) -> {
        if (TiktokStatus.mayBeginAgain(data)) {
          yield begin();
        }
        Optional<Long> waiting = TiktokStatus.waitingAfter(data, this.film.size());
        yield waiting.isPresent() ? goOn(task, waiting.get(), data) : taken(task, data);
      }
    };
  }

  private Outcome goOn(TiktokTask task, long uploaded, JsonNode data) {
    URI address = task.uploadUrl();
    if (address != null && this.clock.instant().isBefore(task.expiresAt()) && !isAbandoned(task)) {
      return sendFrom(task, address, uploaded);
    }
    return data.has("uploaded_bytes")
        ? begin()
        : unknown(task, "TikTok does not say how much of the film it holds");
  }

  /** A doubt is shown once; who publishes again after that has decided to. */
  private Outcome unknown(TiktokTask task, String detail) {
    if (this.attempt.committedAt().isEmpty() || isAbandoned(task)) {
      return begin();
    }
    this.attempt.checkpoint(ABANDONED, task.publishId());
    return new Outcome.Unclear(detail);
  }

  private boolean isAbandoned(TiktokTask task) {
    return this.attempt.checkpoint(ABANDONED).equals(Optional.of(task.publishId()));
  }

  private Outcome begin() {
    return switch (this.api.creatorInfo()) {
      case TiktokAnswer.Failed failed -> harmless(failed);
      case TiktokAnswer.Data(JsonNode info) -> begin(new TiktokCreator(info));
    };
  }

  private Outcome begin(TiktokCreator creator) {
    return creator
        .objection(this.settings.post())
        .or(() -> creator.objection(this.film))
        .orElseGet(() -> init(creator));
  }

  private Outcome init(TiktokCreator creator) {
    String title = this.post.part(TiktokPublisher.TITLE);
    return switch (this.api.begin(title, this.chunks, creator)) {
      case TiktokAnswer.Failed failed -> harmless(failed);
      case TiktokAnswer.Data(JsonNode data) -> {
        Optional<URI> address = address(data.path("upload_url").asString(""));
        String publishId = data.path("publish_id").asString("");
        yield address.isEmpty() || publishId.isEmpty()
            ? unavailable("TikTok began no upload")
            : begun(publishId, address.get(), creator);
      }
    };
  }

  private Outcome begun(String publishId, URI address, TiktokCreator creator) {
    if (!this.settings.mayUploadTo(address)) {
      return new Outcome.ChannelClosed(
          FailureReason.DEFECT,
          "TikTok named the host \"%s\" for the upload; add it to the setting upload-hosts if it is right"
              .formatted(address.getHost()));
    }
    TiktokTask task =
        new TiktokTask(
            publishId,
            address,
            this.clock.instant().plus(UPLOAD_LIFE),
            creator.username(),
            this.settings.post().privacy());
    task.keepFor(this.attempt);
    return sendFrom(task, address, 0);
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text)).filter(URI::isAbsolute);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Nothing is posted before the bytes are complete, so that no doubt remains here. */
  private static Outcome harmless(TiktokAnswer.Failed failed) {
    return failed.outcome() instanceof Outcome.Unclear(String detail)
        ? unavailable(detail)
        : failed.outcome();
  }

  private Outcome sendFrom(TiktokTask task, URI address, long first) {
    long from = first;
    while (true) {
      long end = this.chunks.end(from);
      boolean last = end == this.film.size();
      byte[] bytes = read(from, end);
      if (last) {
        this.attempt.committing(PUBLISH, this.post.digest());
      }
      Reply reply =
          this.api.sendBytes(address, bytes, from, this.film.size(), this.film.mediaType());
      if (last || !(reply instanceof Reply.Answered answered) || answered.status() != 206) {
        return afterBytes(task, reply, last);
      }
      if (timeIsUp()) {
        return unavailable(
            "TikTok holds %d of %d bytes; the next attempt sends the rest"
                .formatted(end, this.film.size()));
      }
      from = end;
    }
  }

  private Outcome afterBytes(TiktokTask task, Reply reply, boolean last) {
    return switch (reply) {
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer(String detail) ->
          last ? settle(task, "No answer: " + detail) : unavailable("No answer: " + detail);
      case Reply.Answered answered when answered.status() == 201 && last -> taken(task);
      case Reply.Answered answered -> refused(task, answered, last);
    };
  }

  private Outcome refused(TiktokTask task, Reply.Answered answered, boolean last) {
    return switch (answered.status()) {
      case 403, 404 -> {
        if (!TiktokErrors.code(answered).isEmpty()) {
          yield this.errors.of(answered);
        }
        this.attempt.checkpoint(ABANDONED, task.publishId());
        yield unavailable("TikTok closed the upload; the next attempt begins another");
      }
      case 416 -> unavailable("TikTok expects other bytes; the next attempt asks which");
      case 400 ->
          TiktokErrors.code(answered).isEmpty()
              ? new Outcome.Rejected(FailureReason.DEFECT, this.errors.describe(answered), null)
              : this.errors.of(answered);
      default ->
          last && answered.status() / 100 != 4
              ? settle(task, this.errors.describe(answered))
              : this.errors.of(answered);
    };
  }

  /** The last byte was sent and its answer did not come: TikTok knows the task. */
  private Outcome settle(TiktokTask task, String detail) {
    return switch (this.api.status(task.publishId())) {
      case TiktokAnswer.Failed _ -> new Outcome.Unclear(detail);
      case TiktokAnswer.Data(JsonNode data) ->
          TiktokStatus.waitingAfter(data, this.film.size()).isPresent()
              ? unavailable(detail)
              : taken(task, data);
    };
  }

  private Outcome taken(TiktokTask task) {
    this.attempt.checkpoint(PUBLISH, task.publishId());
    return this.status.underway(task);
  }

  private Outcome taken(TiktokTask task, JsonNode data) {
    this.attempt.checkpoint(PUBLISH, task.publishId());
    return this.status.outcomeOf(data, task);
  }

  private static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }

  /** One more chunk, a question and a new token must still find time. */
  private boolean timeIsUp() {
    Instant latest =
        this.began.plus(this.settings.timeLimit()).minus(this.settings.timeout().multipliedBy(3));
    return this.clock.instant().isAfter(latest);
  }

  private byte[] read(long from, long end) {
    try (InputStream bytes = this.attachments.open(this.film)) {
      bytes.skipNBytes(from);
      return bytes.readNBytes(Math.toIntExact(end - from));
    } catch (IOException failure) {
      throw new UncheckedIOException("The film " + this.film.digest() + " can't be read", failure);
    }
  }
}
