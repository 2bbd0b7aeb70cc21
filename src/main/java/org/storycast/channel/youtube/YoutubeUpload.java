// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * One attempt at an upload. The session's address is stored before the first byte is sent, every
 * later attempt goes on with the same session, and only its last byte makes a video: so a probe of
 * the session answers every doubt for as long as the session lives.
 */
final class YoutubeUpload {

  static final String SESSION = "session";
  static final String UPLOAD = "upload";

  /** Holds the digest of a session that is gone, after which another may be begun. */
  private static final String GONE = "gone";

  private final YoutubeSettings settings;
  private final YoutubeApi api;
  private final Attachments attachments;
  private final YoutubeErrors errors;
  private final Clock clock;
  private final Post post;
  private final Attempt attempt;
  private final Attachment film;
  private final Instant began;

  YoutubeUpload(YoutubeTools tools, Post post, Attempt attempt) {
    this.settings = tools.settings();
    this.api = tools.api();
    this.attachments = tools.attachments();
    this.errors = tools.errors();
    this.clock = tools.clock();
    this.post = post;
    this.attempt = attempt;
    this.film = post.attachment(YoutubePublisher.FILM);
    this.began = this.clock.instant();
  }

  /** The session of an upload that is neither finished nor known to be gone. */
  static Optional<URI> session(Attempt attempt) {
    return attempt
        .checkpoint(SESSION)
        .filter(it -> !attempt.checkpoint(GONE).equals(Optional.of(Digest.of(it).hex())))
        .map(URI::create);
  }

  Outcome run() {
    Optional<URI> session = session(this.attempt);
    return session.isPresent() ? resume(session.get()) : begin();
  }

  private Outcome begin() {
    AuthorizedReply reply =
        this.api.beginUpload(
            YoutubeVideo.of(this.post).resource(this.settings.video(), this.began),
            this.film.size(),
            this.film.mediaType());
    return switch (reply) {
      case AuthorizedReply.Withheld(Outcome outcome) -> outcome;
      case AuthorizedReply.Sent(Reply.NotSent(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.Answered answered) ->
          answered.isSuccess() ? began(answered) : this.errors.of(answered);
    };
  }

  private Outcome began(Reply.Answered answered) {
    Optional<URI> session = answered.header("Location").flatMap(YoutubeUpload::address);
    if (session.isEmpty()) {
      return unavailable("YouTube began no upload session");
    }
    if (!this.api.mayUploadTo(session.get())) {
      return new Outcome.ChannelClosed(
          FailureReason.DEFECT,
          "YouTube named the strange host \"%s\" for the upload; see the setting base-url"
              .formatted(session.get().getHost()));
    }
    this.attempt.checkpoint(SESSION, session.get().toString());
    return sendFrom(session.get(), 0);
  }

  private static Optional<URI> address(String location) {
    try {
      return Optional.of(URI.create(location)).filter(URI::isAbsolute);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private Outcome resume(URI session) {
    return switch (probe(session)) {
      case UploadProgress.Complete(JsonNode video) -> taken(video);
      case UploadProgress.Waiting(long stored) -> sendFrom(session, stored);
      case UploadProgress.Gone() -> {
        forget(session);
        yield this.attempt.committedAt().isPresent() ? lost() : begin();
      }
      case UploadProgress.Refused(Outcome outcome) -> outcome;
      case UploadProgress.Unknown unknown -> unknown.outcome();
    };
  }

  private UploadProgress probe(URI session) {
    return UploadProgress.of(this.api.probe(session, this.film.size()), this.errors);
  }

  private Outcome sendFrom(URI session, long first) {
    long from = first;
    while (true) {
      byte[] bytes = read(from);
      long next = from + bytes.length;
      boolean last = next >= this.film.size();
      if (last) {
        this.attempt.committing(UPLOAD, this.post.digest());
      }
      UploadProgress progress =
          UploadProgress.of(
              this.api.sendBytes(session, bytes, from, this.film.size(), this.film.mediaType()),
              this.errors);
      if (!(progress instanceof UploadProgress.Waiting(long stored))) {
        return afterBytes(session, progress, last);
      }
      if (stored <= from || timeIsUp()) {
        return waiting(stored);
      }
      from = stored;
    }
  }

  private Outcome afterBytes(URI session, UploadProgress progress, boolean last) {
    return switch (progress) {
      case UploadProgress.Complete(JsonNode video) -> taken(video);
      case UploadProgress.Waiting(long stored) -> waiting(stored);
      case UploadProgress.Gone() -> {
        forget(session);
        yield this.attempt.committedAt().isPresent()
            ? lost()
            : unavailable("The upload session is gone; the next attempt begins another");
      }
      case UploadProgress.Refused(Outcome outcome) -> outcome;
      case UploadProgress.Unknown unknown -> last ? settle(session, unknown) : unknown.outcome();
    };
  }

  /** The last byte was sent and its answer did not come: the session itself knows. */
  private Outcome settle(URI session, UploadProgress.Unknown unknown) {
    return switch (probe(session)) {
      case UploadProgress.Complete(JsonNode video) -> taken(video);
      case UploadProgress.Waiting _ -> unknown.outcome();
      case UploadProgress.Gone() -> {
        forget(session);
        yield lost();
      }
      case UploadProgress.Refused _ -> new Outcome.Unclear(unknown.detail());
      case UploadProgress.Unknown _ -> new Outcome.Unclear(unknown.detail());
    };
  }

  private Outcome taken(JsonNode video) {
    this.attempt.checkpoint(UPLOAD, video.path("id").asString());
    return new YoutubeStatus(this.settings, this.clock).uploaded(video.path("id").asString());
  }

  private void forget(URI session) {
    this.attempt.checkpoint(GONE, Digest.of(session.toString()).hex());
  }

  private static Outcome lost() {
    return new Outcome.Unclear("The upload session is gone, and its last byte had been sent");
  }

  private Outcome waiting(long stored) {
    return unavailable(
        "YouTube holds %d of %d bytes; the next attempt sends the rest"
            .formatted(stored, this.film.size()));
  }

  private static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }

  /** One more chunk, its probe and a new token must still find time. */
  private boolean timeIsUp() {
    Instant latest =
        this.began.plus(this.settings.timeLimit()).minus(this.settings.timeout().multipliedBy(3));
    return this.clock.instant().isAfter(latest);
  }

  private byte[] read(long from) {
    try (InputStream bytes = this.attachments.open(this.film)) {
      bytes.skipNBytes(from);
      return bytes.readNBytes(this.settings.chunkSize());
    } catch (IOException failure) {
      throw new UncheckedIOException("The film " + this.film.digest() + " can't be read", failure);
    }
  }
}
