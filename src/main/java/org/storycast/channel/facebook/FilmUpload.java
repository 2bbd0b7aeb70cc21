// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/** Brings a film to Facebook in one of its two ways, and ends with the call that publishes it. */
interface FilmUpload {

  /** Brings the film there, or as much of it as one attempt may. */
  Prepared<Film> prepare(Attachment film, Attempt attempt);

  /** Publishes it; this can't be taken back. */
  Reply finish(Film film, String caption);

  /** What a call of an upload that was not answered well means. */
  static <T> Prepared<T> failed(Reply reply, GraphRefusals refusals) {
    return new Prepared.Ended<>(
        switch (reply) {
          case Reply.Answered answer -> refusals.ofPreparing(answer);
          case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
          case Reply.NoAnswer(String detail) ->
              new Outcome.TryLater(
                  FailureReason.UNAVAILABLE, "No answer to an upload: " + detail, null);
        });
  }

  /** The bytes of a film from one to another, at most as many as there are. */
  static byte[] bytes(Attachments attachments, Attachment film, long from, long to) {
    try (InputStream in = attachments.open(film)) {
      in.skipNBytes(from);
      return in.readNBytes(Math.toIntExact(to - from));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
