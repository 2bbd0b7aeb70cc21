// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/**
 * A video or a reel: uploaded where nobody sees it, published by one call, and shown when Facebook
 * has processed it. The video's number is known before that call, so that a doubt is asked for by
 * its own name.
 */
final class FilmPost implements PagePublication {

  private static final String FINISH = "finish";
  private static final Map<String, String> FIELDS = Map.of("fields", "status,permalink_url");

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LATER = Duration.ofMinutes(2);

  /** For so long Facebook is asked every few seconds. */
  private static final Duration BRISK = Duration.ofMinutes(5);

  /** What is not done then is for a person to look at. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final FacebookForm form;
  private final FilmUpload upload;
  private final GraphClient client;
  private final GraphRefusals refusals;
  private final UnaryOperator<String> redaction;
  private final Clock clock;

  FilmPost(
      FacebookForm form,
      FilmUpload upload,
      GraphClient client,
      GraphRefusals refusals,
      UnaryOperator<String> redaction,
      Clock clock) {
    this.form = form;
    this.upload = upload;
    this.client = client;
    this.refusals = refusals;
    this.redaction = redaction;
    this.clock = clock;
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<String> taken = attempt.checkpoint(FINISH);
    if (taken.isPresent()) {
      return underway(taken.get());
    }
    Optional<Film> doubted = attempt.committedAt().flatMap(at -> Film.of(attempt));
    return doubted.isPresent() ? settle(doubted.get(), post, attempt) : prepare(post, attempt);
  }

  /** A film that may be published is asked before anything else is done. */
  private Outcome settle(Film film, Post post, Attempt attempt) {
    return switch (ask(film.id())) {
      case Asked.Told(FilmStatus status, Receipt receipt) ->
          switch (status.state()) {
            case LIVE -> {
              attempt.checkpoint(FINISH, film.id());
              yield new Outcome.Published(receipt);
            }
            case WAITING -> finish(film, post, attempt);
            case PROCESSING -> new Outcome.TryLater(FailureReason.NOT_READY, status.words(), SOON);
            case FAILED -> new Outcome.Rejected(FailureReason.MEDIA, status.words(), null);
            case UNKNOWN -> new Outcome.Unclear(status.words());
          };
      case Asked.Missing(String detail) -> new Outcome.Unclear(detail);
      case Asked.NotTold(String detail) ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
    };
  }

  private Outcome prepare(Post post, Attempt attempt) {
    return switch (this.upload.prepare(post.attachment(FacebookForm.FILM), attempt)) {
      case Prepared.Ready<Film>(Film film) -> finish(film, post, attempt);
      case Prepared.Ended<Film>(Outcome outcome) -> outcome;
    };
  }

  private Outcome finish(Film film, Post post, Attempt attempt) {
    boolean announcedBefore = attempt.committedAt().isPresent();
    attempt.committing(FINISH, post.digest());
    return switch (this.upload.finish(film, post.part(this.form.part().name()))) {
      case Reply.Answered answer -> judge(answer, film, announcedBefore, attempt);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer -> HttpOutcomes.of(noAnswer);
    };
  }

  private Outcome judge(
      Reply.Answered answer, Film film, boolean announcedBefore, Attempt attempt) {
    UsageHeaders.pause(answer).map(this.clock.instant()::plus).ifPresent(attempt::quietUntil);
    if (answer.isSuccess() && answer.json().path("success").asBoolean(false)) {
      attempt.checkpoint(FINISH, film.id());
      return underway(film.id());
    }
    if (answer.isSuccess() && !answer.json().has("error")) {
      return new Outcome.Unclear("Facebook said neither yes nor no to the film");
    }
    if (GraphRefusals.endsAnUpload(this.refusals.errorIn(answer)) && !announcedBefore) {
      Film.forget(attempt);
    }
    return this.refusals.ofPublishing(answer, announcedBefore, attempt.number() == 1);
  }

  private Outcome underway(String video) {
    return new Outcome.Underway(video, this.clock.instant().plus(SOON));
  }

  @Override
  public Outcome follow(String video, Attempt attempt) {
    Instant now = this.clock.instant();
    Duration since = Duration.between(attempt.committedAt().orElse(now), now);
    return switch (ask(video)) {
      case Asked.Told(FilmStatus status, Receipt receipt) ->
          switch (status.state()) {
            case LIVE -> new Outcome.Published(receipt);
            case FAILED -> new Outcome.Rejected(FailureReason.MEDIA, status.words(), null);
            case PROCESSING, WAITING, UNKNOWN ->
                since.compareTo(LONGEST) < 0
                    ? new Outcome.Underway(
                        video, now.plus(since.compareTo(BRISK) < 0 ? SOON : LATER))
                    : new Outcome.Unclear("Not shown after a day. " + status.words());
          };
      case Asked.Missing(String detail) ->
          since.compareTo(BRISK) < 0
              ? new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, SOON)
              : new Outcome.Rejected(
                  FailureReason.MODERATION,
                  "Facebook took the film and removed it. " + detail,
                  null);
      case Asked.NotTold(String detail) ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
    };
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    Optional<Film> film = attempt.committedAt().flatMap(at -> Film.of(attempt));
    if (film.isEmpty()) {
      return new Finding.Absent("No call was announced, so none was made");
    }
    return switch (ask(film.get().id())) {
      case Asked.Told(FilmStatus status, Receipt receipt) ->
          switch (status.state()) {
            case LIVE -> new Finding.Found(receipt);
            case WAITING, FAILED -> new Finding.Absent(status.words());
            case PROCESSING, UNKNOWN -> new Finding.CannotTell(status.words());
          };
      case Asked.Missing(String detail) -> new Finding.CannotTell(detail);
      case Asked.NotTold(String detail) -> new Finding.CannotTell(detail);
    };
  }

  private sealed interface Asked {
    record Told(FilmStatus status, Receipt receipt) implements Asked {}

    record Missing(String detail) implements Asked {}

    record NotTold(String detail) implements Asked {}
  }

  private Asked ask(String video) {
    return switch (this.client.get("/" + video, FIELDS)) {
      case Reply.Answered answer when answer.isSuccess() -> told(video, answer);
      case Reply.Answered answer -> {
        MetaError error = this.refusals.errorIn(answer);
        yield error.isMissing()
            ? new Asked.Missing(error.describe())
            : new Asked.NotTold(error.describe());
      }
      case Reply.NotSent(String detail) -> new Asked.NotTold(detail);
      case Reply.NoAnswer(String detail) -> new Asked.NotTold(detail);
    };
  }

  private Asked told(String video, Reply.Answered answer) {
    FilmStatus status = FilmStatus.of(answer.json());
    String fallback = this.form == FacebookForm.REEL ? "/reel/" + video : "";
    String permalink = answer.json().path("permalink_url").asString(fallback);
    return new Asked.Told(
        new FilmStatus(status.state(), status.isUploaded(), this.redaction.apply(status.words())),
        PublishedPosts.receipt(video, permalink, this.clock.instant()));
  }
}
