// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Adds one thing to a video; the answer is empty where it is there, else why it is not. */
final class YoutubeAdditions {

  /** What YouTube took until 2026-09-14 and surely takes; now it is said to be 50 MB. */
  private static final long MAX_THUMBNAIL = 2L * 1024 * 1024;

  private final YoutubeSettings settings;
  private final YoutubeApi api;
  private final YoutubeErrors errors;
  private final Attachments attachments;

  YoutubeAdditions(
      YoutubeSettings settings, YoutubeApi api, YoutubeErrors errors, Attachments attachments) {
    this.settings = settings;
    this.api = api;
    this.errors = errors;
    this.attachments = attachments;
  }

  /** Another one replaces it, so that repeating this is harmless. */
  Optional<Outcome> thumbnail(String video, Attachment picture) {
    return picture.size() > MAX_THUMBNAIL
        ? Optional.of(
            new Outcome.Rejected(
                FailureReason.MEDIA,
                "it has %d bytes, and %d are sure to be taken"
                    .formatted(picture.size(), MAX_THUMBNAIL),
                null))
        : failureOf(this.api.setThumbnail(video, bytesOf(picture), picture.mediaType()));
  }

  /** YouTube keeps no two tracks of one language and name; an earlier one of ours is looked for. */
  Optional<Outcome> captions(String video, String language, Attachment file) {
    String name = this.settings.extras().captionsName();
    return unlessThere(
        this.api.captions(video),
        track ->
            track.path("snippet").path("language").asString("").equalsIgnoreCase(language)
                && track.path("snippet").path("name").asString("").equals(name)
                && !track.path("snippet").path("trackKind").asString("").equalsIgnoreCase("asr"),
        () -> this.api.insertCaptions(new YoutubeApi.Track(video, language, name), bytesOf(file)));
  }

  /** A playlist takes the same video twice, so that it is looked through first. */
  Optional<Outcome> playlist(String video, String playlist) {
    return unlessThere(
        this.api.placesIn(playlist, video),
        item -> true,
        () -> this.api.insertInto(playlist, video));
  }

  private Optional<Outcome> unlessThere(
      AuthorizedReply list, Predicate<JsonNode> isOurs, Supplier<AuthorizedReply> insert) {
    return switch (YoutubeAnswer.ofList(list, this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> Optional.of(outcome);
      case YoutubeAnswer.Json(JsonNode json) ->
          json.path("items").valueStream().anyMatch(isOurs)
              ? Optional.empty()
              : failureOf(insert.get());
    };
  }

  private Optional<Outcome> failureOf(AuthorizedReply reply) {
    boolean isThere =
        reply instanceof AuthorizedReply.Sent(Reply.Answered answered)
            && YoutubeErrors.isThereAlready(answered);
    return !isThere
            && YoutubeAnswer.of(reply, this.errors) instanceof YoutubeAnswer.Failed(Outcome why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private byte[] bytesOf(Attachment attachment) {
    try (InputStream bytes = this.attachments.open(attachment)) {
      return bytes.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The medium %s can't be read".formatted(attachment.digest()), failure);
    }
  }
}
