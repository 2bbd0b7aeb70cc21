// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Brings a post's media to LinkedIn, which shows them to nobody before the post. What is complete
 * has a checkpoint; an upload that was broken off is begun anew.
 */
final class LinkedinUploads {

  private static final Duration PROCESSING = Duration.ofSeconds(5);

  private final LinkedinApi api;
  private final LinkedinSettings settings;
  private final LinkedinRefusals refusals;
  private final Attachments attachments;
  private final Clock clock;

  LinkedinUploads(
      LinkedinApi api,
      LinkedinSettings settings,
      LinkedinRefusals refusals,
      Attachments attachments,
      Clock clock) {
    this.api = api;
    this.settings = settings;
    this.refusals = refusals;
    this.attachments = attachments;
    this.clock = clock;
  }

  /** Which media LinkedIn holds, or why not. */
  sealed interface Result {

    /** All of them, by their URNs. */
    record Ready(List<String> urns) implements Result {}

    /** What that means for the post. */
    record Stopped(Outcome outcome) implements Result {}
  }

  /** Uploads what is not there yet and looks whether all is ready. */
  Result bring(List<Attachment> media, Attempt attempt) {
    Instant latest =
        this.clock
            .instant()
            .plus(this.settings.timeLimit())
            .minus(this.settings.timeout().multipliedBy(4));
    List<String> urns = new ArrayList<>();
    for (int index = 0; index < media.size(); index++) {
      if (this.clock.instant().isAfter(latest)) {
        return unavailable("%d of %d media are there".formatted(index, media.size()));
      }
      switch (bring(media.get(index), "medium-" + index, attempt)) {
        case Result.Ready ready -> urns.addAll(ready.urns());
        case Result.Stopped stopped -> {
          return stopped;
        }
      }
    }
    return new Result.Ready(urns);
  }

  private Result bring(Attachment medium, String step, Attempt attempt) {
    Optional<String> known = attempt.checkpoint(step);
    if (known.isEmpty()) {
      Result uploaded = isFilm(medium) ? film(medium) : picture(medium);
      if (!(uploaded instanceof Result.Ready ready)) {
        return uploaded;
      }
      known = Optional.of(ready.urns().getFirst());
      attempt.checkpoint(step, known.get());
    }
    return look(medium, known.get());
  }

  private static boolean isFilm(Attachment medium) {
    return medium.mediaType().startsWith("video/");
  }

  private Result picture(Attachment medium) {
    return switch (answered(
        this.api.initialize("images", Map.of("owner", this.settings.author())))) {
      case Asked.Refused refused -> new Result.Stopped(refused.outcome());
      case Asked.Given given -> picture(medium, given.answer().json().path("value"));
    };
  }

  private Result picture(Attachment medium, JsonNode value) {
    String urn = value.path("image").asString("");
    if (!isUrn(urn, "image")) {
      return unavailable("LinkedIn began no upload");
    }
    return send(value.path("uploadUrl").asString(""), medium, 0, medium.size() - 1)
            instanceof Result.Stopped stopped
        ? stopped
        : new Result.Ready(List.of(urn));
  }

  private Result film(Attachment medium) {
    Map<String, Object> request =
        Map.of(
            "owner",
            this.settings.author(),
            "fileSizeBytes",
            medium.size(),
            "uploadCaptions",
            false,
            "uploadThumbnail",
            false);
    return switch (answered(this.api.initialize("videos", request))) {
      case Asked.Refused refused -> new Result.Stopped(refused.outcome());
      case Asked.Given given -> film(medium, given.answer().json().path("value"));
    };
  }

  private Result film(Attachment medium, JsonNode value) {
    String urn = value.path("video").asString("");
    if (!isUrn(urn, "video") || value.path("uploadInstructions").isEmpty()) {
      return unavailable("LinkedIn began no upload");
    }
    List<String> tags = new ArrayList<>();
    for (JsonNode part : value.path("uploadInstructions")) {
      Result sent =
          send(
              part.path("uploadUrl").asString(""),
              medium,
              part.path("firstByte").asLong(-1),
              part.path("lastByte").asLong(-1));
      if (!(sent instanceof Result.Ready ready)) {
        return sent;
      }
      tags.addAll(ready.urns());
    }
    if (tags.contains("")) {
      return unavailable("LinkedIn took a part of the film and did not name it");
    }
    Map<String, Object> end =
        Map.of(
            "video", urn,
            "uploadToken", value.path("uploadToken").asString(""),
            "uploadedPartIds", tags);
    return answered(this.api.finish(end)) instanceof Asked.Refused refused
        ? new Result.Stopped(refused.outcome())
        : new Result.Ready(List.of(urn));
  }

  private static boolean isUrn(String text, String family) {
    return text.matches("urn:li:" + family + ":[A-Za-z0-9_-]{1,100}");
  }

  /** Answers the part's tag, which is empty for a picture. */
  private Result send(String address, Attachment medium, long first, long last) {
    Optional<URI> to = addressOf(address);
    if (to.isEmpty() || first < 0 || last < first || last >= medium.size()) {
      return unavailable("LinkedIn named no place for the upload");
    }
    if (!this.settings.mayUploadTo(to.get())) {
      return new Result.Stopped(
          new Outcome.ChannelClosed(
              FailureReason.DEFECT,
              "LinkedIn named the host \"%s\" for the upload; add it to settings.upload-hosts if it"
                      .formatted(to.get().getHost())
                  + " is right"));
    }
    return switch (this.api.bytes(to.get(), read(medium, first, last))) {
      case AuthorizedReply.Withheld withheld -> new Result.Stopped(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer) -> afterBytes(answer);
      case AuthorizedReply.Sent(Reply _) -> unavailable("The upload got no answer");
    };
  }

  private Result afterBytes(Reply.Answered answer) {
    if (answer.isSuccess() && !answer.header("Content-Type").orElse("").contains("html")) {
      return new Result.Ready(List.of(answer.header("ETag").orElse("").replace("\"", "")));
    }
    return switch (answer.status()) {
      case 400, 413, 415, 422 ->
          new Result.Stopped(
              new Outcome.Rejected(
                  FailureReason.MEDIA, this.refusals.describe(answer) + " to a medium", null));
      case 401 -> new Result.Stopped(this.refusals.ofRepeatable(answer));
      default -> unavailable("The upload was answered with HTTP " + answer.status());
    };
  }

  /** A token that may only write may not look; the post then tells whether a medium is ready. */
  private Result look(Attachment medium, String urn) {
    String family = isFilm(medium) ? "videos" : "images";
    return switch (this.api.upload(family, urn)) {
      case AuthorizedReply.Withheld withheld -> new Result.Stopped(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer)
          when answer.status() == 403 && LinkedinRefusals.isFromTheApi(answer) ->
          new Result.Ready(List.of(urn));
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          byStatus(answer.json().path("status").asString(""), urn);
      case AuthorizedReply.Sent(Reply.Answered answer) ->
          new Result.Stopped(this.refusals.ofRepeatable(answer));
      case AuthorizedReply.Sent(Reply _) ->
          unavailable("LinkedIn does not say whether the media are ready");
    };
  }

  private static Result byStatus(String status, String urn) {
    return switch (status) {
      case "AVAILABLE" -> new Result.Ready(List.of(urn));
      case "PROCESSING", "WAITING_UPLOAD" ->
          new Result.Stopped(
              new Outcome.TryLater(
                  FailureReason.NOT_READY, "LinkedIn is processing " + urn, PROCESSING));
      case "PROCESSING_FAILED" ->
          new Result.Stopped(
              new Outcome.Rejected(FailureReason.MEDIA, "LinkedIn could not process " + urn, null));
      default -> unavailable("LinkedIn does not say whether the media are ready");
    };
  }

  /** What became of a call that must answer with success. */
  private sealed interface Asked {

    record Given(Reply.Answered answer) implements Asked {}

    record Refused(Outcome outcome) implements Asked {}
  }

  private Asked answered(AuthorizedReply reply) {
    return switch (reply) {
      case AuthorizedReply.Withheld withheld -> new Asked.Refused(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer) when isGood(answer) ->
          new Asked.Given(answer);
      case AuthorizedReply.Sent(Reply.Answered answer) when !answer.isSuccess() ->
          new Asked.Refused(this.refusals.ofRepeatable(answer));
      case AuthorizedReply.Sent(Reply _) ->
          new Asked.Refused(
              new Outcome.TryLater(
                  FailureReason.UNAVAILABLE, "An upload got no usable answer", null));
    };
  }

  /** A proxy's page with 200 is no word of LinkedIn's. */
  private static boolean isGood(Reply.Answered answer) {
    return answer.isSuccess()
        && (answer.body().length == 0 || LinkedinRefusals.isFromTheApi(answer));
  }

  private static Result unavailable(String detail) {
    return new Result.Stopped(new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null));
  }

  private static Optional<URI> addressOf(String text) {
    try {
      return Optional.of(URI.create(text)).filter(URI::isAbsolute);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private byte[] read(Attachment medium, long first, long last) {
    try (InputStream bytes = this.attachments.open(medium)) {
      bytes.skipNBytes(first);
      return bytes.readNBytes(Math.toIntExact(last - first + 1));
    } catch (IOException failure) {
      throw new UncheckedIOException("A medium can't be read: " + medium.digest(), failure);
    }
  }
}
