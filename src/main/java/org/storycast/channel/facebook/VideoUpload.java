// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Uploads a video in the pieces that Facebook asks for, each remembered: start, transfer, finish
 * (https://developers.facebook.com/docs/video-api/guides/publishing, 2026-10). The newer way by the
 * app's upload edge wants a person's token, which we don't have.
 */
final class VideoUpload implements FilmUpload {

  /** The most that one attempt sends; a longer film takes more attempts. */
  static final int MOST_PIECES = 4;

  /** From then on an upload that Facebook loses counts as a failure. */
  private static final int MOST_ATTEMPTS = 10;

  private static final String PHASE = "upload_phase";
  private static final String SESSION = "upload_session_id";

  private final GraphClient client;
  private final GraphRefusals refusals;
  private final Attachments attachments;

  VideoUpload(GraphClient client, GraphRefusals refusals, Attachments attachments) {
    this.client = client;
    this.refusals = refusals;
    this.attachments = attachments;
  }

  @Override
  public Prepared<Film> prepare(Attachment film, Attempt attempt) {
    Optional<Film> known = Film.of(attempt);
    Prepared<Film> there =
        known.isPresent() ? new Prepared.Ready<>(known.get()) : start(film, attempt);
    for (int piece = 0; piece < MOST_PIECES; piece++) {
      if (!(there instanceof Prepared.Ready<Film>(Film sent)) || sent.isWhole()) {
        return there;
      }
      there = transfer(film, sent, attempt);
    }
    return there instanceof Prepared.Ready<Film>(Film sent) && !sent.isWhole()
        ? new Prepared.Ended<>(
            new Outcome.TryLater(
                FailureReason.NOT_READY,
                "%d of %d bytes are sent".formatted(sent.from(), film.size()),
                Duration.ofSeconds(1)))
        : there;
  }

  private Prepared<Film> start(Attachment film, Attempt attempt) {
    Reply reply =
        this.client.postVideo(Map.of(PHASE, "start", "file_size", Long.toString(film.size())));
    if (reply instanceof Reply.Answered answer && answer.isSuccess()) {
      JsonNode json = answer.json();
      String video = json.path("video_id").asString("");
      String session = json.path(SESSION).asString("");
      if (video.matches("[0-9]{1,30}") && session.matches("[\\x21-\\x7E]{1,500}")) {
        return next(new Film(video, session, 0, film.size()), json, film, attempt);
      }
    }
    return FilmUpload.failed(reply, this.refusals);
  }

  private Prepared<Film> transfer(Attachment film, Film sent, Attempt attempt) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put(PHASE, "transfer");
    form.put(SESSION, sent.session());
    form.put("start_offset", Long.toString(sent.from()));
    byte[] piece = FilmUpload.bytes(this.attachments, film, sent.from(), sent.to());
    Reply reply = this.client.uploadVideo(form, piece);
    if (reply instanceof Reply.Answered answer) {
      if (answer.isSuccess() && answer.json().has("start_offset")) {
        return next(sent, answer.json(), film, attempt);
      }
      MetaError error = this.refusals.errorIn(answer);
      if (GraphRefusals.endsAnUpload(error)) {
        Film.forget(attempt);
        return new Prepared.Ended<>(anew(error, attempt));
      }
    }
    return FilmUpload.failed(reply, this.refusals);
  }

  /** An attempt that was cut off does not know what it sent last, which is no failure. */
  private static Outcome anew(MetaError error, Attempt attempt) {
    return new Outcome.TryLater(
        attempt.number() < MOST_ATTEMPTS ? FailureReason.NOT_READY : FailureReason.UNAVAILABLE,
        error.describe() + "; the upload begins anew",
        Duration.ofSeconds(15));
  }

  /** Facebook names the next piece; what it can't mean makes the upload begin anew. */
  private Prepared<Film> next(Film sent, JsonNode json, Attachment film, Attempt attempt) {
    long from = json.path("start_offset").asLong(-1);
    long to = json.path("end_offset").asLong(-1);
    boolean sensible = from >= 0 && from <= to && to <= film.size();
    if (!sensible || from == to && from != film.size() || to - from > Integer.MAX_VALUE) {
      Film.forget(attempt);
      return new Prepared.Ended<>(
          new Outcome.TryLater(
              FailureReason.UNAVAILABLE,
              "Facebook asked for bytes %d to %d of %d".formatted(from, to, film.size()),
              Duration.ofMinutes(1)));
    }
    return new Prepared.Ready<>(sent.with(from, to).remember(attempt));
  }

  @Override
  public Reply finish(Film film, String caption) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put(PHASE, "finish");
    form.put(SESSION, film.session());
    form.put("description", caption);
    return this.client.postVideo(form);
  }
}
