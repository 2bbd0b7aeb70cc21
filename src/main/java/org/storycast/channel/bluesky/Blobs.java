// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uploads a post's files, each once. A server throws a file away that no record names for some
 * time; the next generation of uploads then gives the same names, which are made of the bytes.
 */
final class Blobs {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String GENERATION = "uploads";
  private static final int LONGEST = 1_000;

  private final BlueskyClient client;
  private final Attachments attachments;
  private final BlueskyRefusals refusals;
  private final Optional<FilmService> films;

  /**
   * Uploads.
   *
   * @param films makes films ready; empty where they go to the account's server as they are
   */
  Blobs(
      BlueskyClient client,
      Attachments attachments,
      BlueskyRefusals refusals,
      Optional<FilmService> films) {
    this.client = client;
    this.attachments = attachments;
    this.refusals = refusals;
    this.films = films;
  }

  /** How often the server has lost what was uploaded. */
  static int generation(Attempt attempt) {
    return Integer.parseInt(attempt.checkpoint(GENERATION).orElse("0"));
  }

  /** Lets the next attempt upload everything again. */
  static void renew(Attempt attempt) {
    attempt.checkpoint(GENERATION, Integer.toString(generation(attempt) + 1));
  }

  /** What records call these files, in the same order. */
  Prepared<List<JsonNode>> upload(List<Attachment> files, Identity who, Attempt attempt) {
    List<JsonNode> blobs = new ArrayList<>();
    for (Attachment file : files) {
      String step = "upload-%d-%d".formatted(generation(attempt), blobs.size());
      Optional<String> earlier = attempt.checkpoint(step);
      if (earlier.isPresent()) {
        blobs.add(JSON.readTree(earlier.get()));
      } else {
        switch (upload(file, step, who, attempt)) {
          case Prepared.Ended<JsonNode> ended -> {
            return new Prepared.Ended<>(ended.outcome());
          }
          case Prepared.Ready<JsonNode>(JsonNode blob) -> blobs.add(blob);
        }
      }
    }
    return new Prepared.Ready<>(blobs);
  }

  /** A finished film that the account's server lost is not made again: it goes there as it was. */
  private Prepared<JsonNode> upload(Attachment file, String step, Identity who, Attempt attempt) {
    boolean isFilm = file.role().equals(Embeds.FILM);
    if (isFilm && this.films.isPresent() && generation(attempt) == 0) {
      return film(this.films.get(), file, step, who, attempt);
    }
    return plain(file, step, who, attempt);
  }

  private Prepared<JsonNode> film(
      FilmService service, Attachment file, String step, Identity who, Attempt attempt) {
    String name = file.digest().hex().substring(0, 12) + ".mp4";
    Prepared<JsonNode> film =
        service.ready(new FilmService.Film(step, name, bytesOf(file)), who, attempt);
    if (film instanceof Prepared.Ready<JsonNode>(JsonNode blob)) {
      attempt.checkpoint(step, blob.toString());
    }
    return film;
  }

  private Prepared<JsonNode> plain(Attachment file, String step, Identity who, Attempt attempt) {
    return switch (this.client.upload(who, file.mediaType(), bytesOf(file))) {
      case AuthorizedReply.Withheld withheld -> new Prepared.Ended<>(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer)
          when answer.isSuccess() && isBlob(answer.json().path("blob")) -> {
        JsonNode blob = answer.json().path("blob");
        attempt.checkpoint(step, blob.toString());
        yield new Prepared.Ready<>(blob);
      }
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          new Prepared.Ended<>(this.refusals.ofGarbled(answer));
      case AuthorizedReply.Sent(Reply other) ->
          new Prepared.Ended<>(this.refusals.ofHarmless(other));
    };
  }

  /** Taken as it is, whatever type of file the server has seen in it. */
  static boolean isBlob(JsonNode blob) {
    return blob.path("$type").asString("").equals("blob")
        && !blob.path("ref").path("$link").asString("").isEmpty()
        && blob.toString().length() <= LONGEST;
  }

  private byte[] bytesOf(Attachment file) {
    try (InputStream bytes = this.attachments.open(file)) {
      return bytes.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
