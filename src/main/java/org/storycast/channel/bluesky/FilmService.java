// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Has Bluesky's video service make a film ready before its post is written, so that readers never
 * see a post whose film is missing (docs.bsky.app, tutorials/video, read 2026-08). The service puts
 * the finished film on the account's server, for which it gets a token that is good for that alone.
 */
final class FilmService {

  private static final String UPLOAD = "com.atproto.repo.uploadBlob";
  private static final String LIMITS = "app.bsky.video.getUploadLimits";
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
  private static final Duration PROCESSING = Duration.ofSeconds(5);

  private final BlueskyClient client;
  private final BlueskySettings settings;
  private final BlueskyRefusals refusals;
  private final Clock clock;

  FilmService(
      BlueskyClient client, BlueskySettings settings, BlueskyRefusals refusals, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** What an upload is begun with. */
  record Film(String step, String name, byte[] bytes) {}

  /** What the record calls the film, once it is ready. */
  Prepared<JsonNode> ready(Film film, Identity who, Attempt attempt) {
    String step = film.step() + "-job";
    return attempt
        .checkpoint(step)
        .filter(job -> !job.isEmpty())
        .map(job -> ask(job, step, attempt))
        .orElseGet(() -> begin(film, step, who, attempt));
  }

  private Prepared<JsonNode> begin(Film film, String step, Identity who, Attempt attempt) {
    Optional<Outcome> usedUp = usedUp(film, who);
    if (usedUp.isPresent()) {
      return new Prepared.Ended<>(usedUp.get());
    }
    return switch (token(who, BlueskyClient.didOf(who.server()), UPLOAD)) {
      case Prepared.Ended<Secret> ended -> new Prepared.Ended<>(ended.outcome());
      case Prepared.Ready<Secret>(Secret token) -> {
        Reply reply = this.client.uploadFilm(who, token, film.name(), film.bytes());
        String job = reply instanceof Reply.Answered answer ? statusIn(answer).job() : "";
        if (job.isEmpty()) {
          yield new Prepared.Ended<>(refused(reply));
        }
        attempt.checkpoint(step, job);
        yield ask(job, step, attempt);
      }
    };
  }

  /** Why the account may send no film of this size today; empty where it may, or nobody says. */
  private Optional<Outcome> usedUp(Film film, Identity who) {
    String service = BlueskyClient.didOf(this.settings.films());
    return switch (token(who, service, LIMITS)) {
      case Prepared.Ended<Secret> ended -> Optional.of(ended.outcome());
      case Prepared.Ready<Secret>(Secret token) ->
          this.client.filmLimits(token) instanceof Reply.Answered answer && answer.isSuccess()
              ? byLimits(answer.json(), film)
              : Optional.empty();
    };
  }

  private Optional<Outcome> byLimits(JsonNode limits, Film film) {
    boolean isFull =
        limits.path("remainingDailyVideos").asLong(1) < 1
            || limits.path("remainingDailyBytes").asLong(Long.MAX_VALUE) < film.bytes().length;
    String words =
        this.refusals.quoted(
            limits.path("message").asString(limits.path("error").asString("no reason is given")));
    if (isFull) {
      return Optional.of(
          new Outcome.TryLater(
              FailureReason.QUOTA, "Bluesky takes no more films today: " + words, null));
    }
    return limits.path("canUpload").asBoolean(true)
        ? Optional.empty()
        : Optional.of(
            new Outcome.ChannelClosed(
                FailureReason.PERMISSION,
                "Bluesky takes no films of this account: "
                    + words
                    + ". Confirm its e-mail address, or set settings.form to something else"));
  }

  /** A token for one method of one service. */
  private Prepared<Secret> token(Identity who, String audience, String method) {
    long end = this.clock.instant().plus(TOKEN_LIFE).getEpochSecond();
    return switch (this.client.serviceToken(who, audience, method, end)) {
      case AuthorizedReply.Withheld withheld -> new Prepared.Ended<>(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer)
          when answer.isSuccess() && !answer.json().path("token").asString("").isEmpty() ->
          new Prepared.Ready<>(new Secret(answer.json().path("token").asString()));
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          new Prepared.Ended<>(this.refusals.ofGarbled(answer));
      case AuthorizedReply.Sent(Reply other) ->
          new Prepared.Ended<>(this.refusals.ofHarmless(other));
    };
  }

  private Prepared<JsonNode> ask(String job, String step, Attempt attempt) {
    Reply reply = this.client.filmJob(job);
    if (!(reply instanceof Reply.Answered answer) || !answer.isSuccess()) {
      return new Prepared.Ended<>(unknown(reply, step, attempt));
    }
    Status status = statusIn(answer);
    if (Blobs.isBlob(status.blob())) {
      return new Prepared.Ready<>(status.blob());
    }
    return new Prepared.Ended<>(
        status.state().equals("JOB_STATE_FAILED")
            ? new Outcome.Rejected(
                FailureReason.MEDIA,
                "Bluesky could not process the film: " + this.refusals.quoted(status.words()),
                null)
            : new Outcome.TryLater(
                FailureReason.NOT_READY, "Bluesky is processing the film", PROCESSING));
  }

  /** A job that the service does not know any more is begun anew. */
  private Outcome unknown(Reply reply, String step, Attempt attempt) {
    boolean isGone =
        reply instanceof Reply.Answered answer
            && this.refusals.errorIn(answer).isFromTheApi()
            && (answer.status() == 400 || answer.status() == 404);
    if (isGone) {
      attempt.checkpoint(step, "");
    }
    return new Outcome.TryLater(
        FailureReason.UNAVAILABLE,
        "What became of the film is not told: " + this.refusals.describe(reply),
        null);
  }

  /** A film that is there already is answered with 409 and its job. */
  private Status statusIn(Reply.Answered answer) {
    JsonNode json = answer.json();
    JsonNode status = json.path("jobStatus").isObject() ? json.path("jobStatus") : json;
    return answer.isSuccess() || answer.status() == 409
        ? new Status(
            status.path("jobId").asString(""),
            status.path("state").asString(""),
            status.path("message").asString(status.path("error").asString("no reason is given")),
            status.path("blob"))
        : new Status("", "", "", json.path("none"));
  }

  private record Status(String job, String state, String words, JsonNode blob) {}

  private Outcome refused(Reply reply) {
    boolean isFinal =
        reply instanceof Reply.Answered answer
            && this.refusals.errorIn(answer).isFromTheApi()
            && (answer.status() == 400 || answer.status() == 413 || answer.status() == 415);
    return isFinal
        ? new Outcome.Rejected(FailureReason.MEDIA, this.refusals.describe(reply), null)
        : new Outcome.TryLater(
            FailureReason.UNAVAILABLE,
            "The film was not taken: " + this.refusals.describe(reply),
            null);
  }
}
