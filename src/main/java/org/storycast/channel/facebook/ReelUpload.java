// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.support.Reply;

/**
 * Uploads a reel in one piece: start, upload, finish
 * (https://developers.facebook.com/docs/video-api/guides/reels-publishing, 2026-10).
 */
final class ReelUpload implements FilmUpload {

  private static final String PHASE = "upload_phase";

  private final FacebookSettings settings;
  private final GraphClient client;
  private final GraphRefusals refusals;
  private final Attachments attachments;

  ReelUpload(
      FacebookSettings settings,
      GraphClient client,
      GraphRefusals refusals,
      Attachments attachments) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.attachments = attachments;
  }

  /** An upload that is not known to be whole is asked for, and begun anew if it is not. */
  @Override
  public Prepared<Film> prepare(Attachment film, Attempt attempt) {
    Optional<Film> known = Film.of(attempt);
    if (known.isEmpty()) {
      return start(film, attempt);
    }
    Film sent = known.get();
    if (sent.isWhole()) {
      return new Prepared.Ready<>(sent);
    }
    Reply reply = this.client.get("/" + sent.id(), Map.of("fields", "status"));
    if (!(reply instanceof Reply.Answered answer)) {
      return FilmUpload.failed(reply, this.refusals);
    }
    if (FilmStatus.of(answer.json()).isUploaded()) {
      return new Prepared.Ready<>(sent.with(sent.to(), sent.to()).remember(attempt));
    }
    return answer.isSuccess() || this.refusals.errorIn(answer).isMissing()
        ? start(film, attempt)
        : FilmUpload.failed(reply, this.refusals);
  }

  private Prepared<Film> start(Attachment film, Attempt attempt) {
    Reply reply = this.client.post(reels(), Map.of(PHASE, "start"), Map.of());
    if (reply instanceof Reply.Answered answer && answer.isSuccess()) {
      String video = answer.json().path("video_id").asString("");
      if (video.matches("[0-9]{1,30}")) {
        return send(new Film(video, "-", 0, film.size()).remember(attempt), film, attempt);
      }
    }
    return FilmUpload.failed(reply, this.refusals);
  }

  private Prepared<Film> send(Film started, Attachment film, Attempt attempt) {
    byte[] bytes = FilmUpload.bytes(this.attachments, film, 0, film.size());
    Reply reply = this.client.uploadReel(started.id(), bytes);
    if (reply instanceof Reply.Answered answer
        && answer.isSuccess()
        && answer.json().path("success").asBoolean(false)) {
      return new Prepared.Ready<>(started.with(started.to(), started.to()).remember(attempt));
    }
    return FilmUpload.failed(reply, this.refusals);
  }

  @Override
  public Reply finish(Film film, String caption) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put(PHASE, "finish");
    form.put("video_id", film.id());
    form.put("video_state", "PUBLISHED");
    form.put("description", caption);
    return this.client.post(reels(), form, Map.of());
  }

  private String reels() {
    return "/%s/video_reels".formatted(this.settings.pageId());
  }
}
