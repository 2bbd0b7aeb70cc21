// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/**
 * Uploads a status's pictures, which nobody sees before the status names them. Each has a
 * checkpoint, so that a repeat goes on where the last attempt stopped.
 */
final class StatusPictures {

  private static final String STEP = "media-";

  /** Follows the id of a picture that the instance has not processed yet. */
  private static final String PROCESSING = " processing";

  private static final Duration POLL = Duration.ofSeconds(5);

  /** In characters; Mastodon's own and least description_limit (its API's instance, 4.5). */
  private static final int LONGEST_DESCRIPTION = 1500;

  private final MastodonClient client;
  private final MastodonRefusals refusals;
  private final Attachments attachments;

  StatusPictures(MastodonClient client, MastodonRefusals refusals, Attachments attachments) {
    this.client = client;
    this.refusals = refusals;
    this.attachments = attachments;
  }

  /** What became of the pictures. */
  sealed interface Uploads {

    /** All are ready, under these ids. */
    record Ready(List<String> ids) implements Uploads {}

    /** The status can't go out now. */
    record Held(Outcome outcome) implements Uploads {}
  }

  /** The ids that earlier attempts brought to readiness. */
  static List<String> known(Attempt attempt) {
    List<String> ids = new ArrayList<>();
    Optional<String> id = attempt.checkpoint(STEP + 0);
    while (id.isPresent()) {
      ids.add(id.get().replace(PROCESSING, ""));
      id = attempt.checkpoint(STEP + ids.size());
    }
    return ids;
  }

  /** Uploads what is not yet there and waits for nothing: what is processed is asked for later. */
  Uploads upload(List<Attachment> pictures, Attempt attempt) {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < pictures.size(); number++) {
      String step = STEP + number;
      Optional<String> before = attempt.checkpoint(step);
      Optional<Outcome> held =
          before.isEmpty()
              ? take(pictures.get(number), step, attempt)
              : before.get().endsWith(PROCESSING)
                  ? ask(before.get().replace(PROCESSING, ""), step, attempt)
                  : Optional.empty();
      if (held.isPresent()) {
        return new Uploads.Held(held.get());
      }
      ids.add(attempt.checkpoint(step).orElseThrow());
    }
    return new Uploads.Ready(ids);
  }

  private Optional<Outcome> take(Attachment picture, String step, Attempt attempt) {
    Reply reply = this.client.upload(bytes(picture), picture.mediaType(), description(picture));
    return switch (reply) {
      case Reply.Answered answer when isTaken(answer) -> {
        boolean waits = answer.status() == 202;
        attempt.checkpoint(step, idIn(answer) + (waits ? PROCESSING : ""));
        yield waits ? Optional.of(notReady()) : Optional.empty();
      }
      default -> Optional.of(failed(reply));
    };
  }

  private Optional<Outcome> ask(String id, String step, Attempt attempt) {
    Reply reply = this.client.media(id);
    if (reply instanceof Reply.Answered answer && answer.status() == 206) {
      return Optional.of(notReady());
    }
    if (reply instanceof Reply.Answered answer && isTaken(answer)) {
      attempt.checkpoint(step, id);
      return Optional.empty();
    }
    if (reply instanceof Reply.Answered answer && (answer.status() == 422 || isGone(answer))) {
      return Optional.of(
          new Outcome.Rejected(FailureReason.MEDIA, this.refusals.describe(reply), null));
    }
    return Optional.of(failed(reply));
  }

  private boolean isGone(Reply.Answered answer) {
    return this.refusals.errorIn(answer).isMissing();
  }

  private static boolean isTaken(Reply.Answered answer) {
    return answer.isSuccess() && PostedStatus.isId(idIn(answer));
  }

  private static String idIn(Reply.Answered answer) {
    return answer.json().path("id").asString("");
  }

  private static Outcome notReady() {
    return new Outcome.TryLater(
        FailureReason.NOT_READY, "The instance has not processed the picture yet", POLL);
  }

  private Outcome failed(Reply reply) {
    return switch (reply) {
      case Reply.Answered answer -> this.refusals.ofUpload(answer);
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, noAnswer.detail(), null);
    };
  }

  private static String description(Attachment picture) {
    String text = picture.altText();
    int length = Math.min(LONGEST_DESCRIPTION, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, length));
  }

  private byte[] bytes(Attachment picture) {
    try (InputStream stored = this.attachments.open(picture)) {
      return stored.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The picture %s can't be read".formatted(picture.digest()), failure);
    }
  }
}
