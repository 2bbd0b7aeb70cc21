// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/**
 * Uploads a post's pictures where readers don't see them. Each upload is remembered, so that an
 * attempt that is cut off goes on with the next picture.
 */
final class Photos {

  /** An hour less than Facebook keeps a picture that no post uses. */
  private static final Duration LIFETIME = Duration.ofHours(23);

  private static final String FORGOTTEN = "none";

  private final GraphClient client;
  private final GraphRefusals refusals;
  private final Attachments attachments;
  private final Clock clock;

  Photos(GraphClient client, GraphRefusals refusals, Attachments attachments, Clock clock) {
    this.client = client;
    this.refusals = refusals;
    this.attachments = attachments;
    this.clock = clock;
  }

  /** The numbers of the pictures at Facebook, in the post's order. */
  Prepared<List<String>> prepare(Post post, Attempt attempt) {
    List<String> ids = new ArrayList<>();
    for (Attachment picture : post.attachments(FacebookForm.PICTURE)) {
      String step = step(ids.size());
      Optional<String> known = remembered(attempt, step);
      Prepared<String> uploaded =
          known.isPresent() ? new Prepared.Ready<>(known.get()) : upload(picture, step, attempt);
      switch (uploaded) {
        case Prepared.Ready<String>(String id) -> ids.add(id);
        case Prepared.Ended<String>(Outcome outcome) -> {
          return new Prepared.Ended<>(outcome);
        }
      }
    }
    return new Prepared.Ready<>(ids);
  }

  /** Makes the next attempt upload all of them anew. */
  static void forget(int number, Attempt attempt) {
    for (int picture = 0; picture < number; picture++) {
      attempt.checkpoint(step(picture), FORGOTTEN);
    }
  }

  private static String step(int picture) {
    return "photo-" + (picture + 1);
  }

  private Optional<String> remembered(Attempt attempt, String step) {
    return attempt
        .checkpoint(step)
        .filter(it -> !it.equals(FORGOTTEN))
        .map(it -> it.split(" "))
        .filter(it -> this.clock.instant().isBefore(Instant.parse(it[1]).plus(LIFETIME)))
        .map(it -> it[0]);
  }

  private Prepared<String> upload(Attachment picture, String step, Attempt attempt) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("published", "false");
    form.put("temporary", "true");
    if (!picture.altText().isBlank()) {
      form.put("alt_text_custom", picture.altText());
    }
    return switch (this.client.uploadPhoto(form, picture.mediaType(), bytes(picture))) {
      case Reply.Answered answer -> judge(answer, step, attempt);
      case Reply.NotSent notSent -> new Prepared.Ended<>(HttpOutcomes.of(notSent));
      case Reply.NoAnswer(String detail) ->
          new Prepared.Ended<>(
              new Outcome.TryLater(
                  FailureReason.UNAVAILABLE, "No answer to a picture: " + detail, null));
    };
  }

  private Prepared<String> judge(Reply.Answered answer, String step, Attempt attempt) {
    String id = answer.json().path("id").asString("");
    if (answer.isSuccess() && id.matches("[0-9]{1,30}")) {
      attempt.checkpoint(step, "%s %s".formatted(id, this.clock.instant()));
      return new Prepared.Ready<>(id);
    }
    return new Prepared.Ended<>(this.refusals.ofPreparing(answer));
  }

  private byte[] bytes(Attachment picture) {
    try (InputStream in = this.attachments.open(picture)) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
