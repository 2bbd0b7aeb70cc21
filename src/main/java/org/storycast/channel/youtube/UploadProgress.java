// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** How far an upload is, as the answer to bytes or to a probe says. */
sealed interface UploadProgress {

  /** Every byte arrived; there is a video. */
  record Complete(JsonNode video) implements UploadProgress {}

  /** The session waits for the byte of this number; there is no video yet. */
  record Waiting(long stored) implements UploadProgress {}

  /** There is no such session any more. */
  record Gone() implements UploadProgress {}

  /** The request was not taken, for a reason that is known. */
  record Refused(Outcome outcome) implements UploadProgress {}

  /** What became of the request is not known; a probe would tell. */
  record Unknown(String detail, @Nullable Duration notBefore) implements UploadProgress {

    /** What that means as long as the last byte was not part of it. */
    Outcome outcome() {
      return new Outcome.TryLater(FailureReason.UNAVAILABLE, this.detail, this.notBefore);
    }
  }

  /** {@code bytes=0-N} or {@code 0-N}: both forms were seen in the wild. */
  Pattern STORED = Pattern.compile("(?:bytes=)?0-(\\d{1,15})");

  /** Reads the answer. */
  static UploadProgress of(AuthorizedReply reply, YoutubeErrors errors) {
    return switch (reply) {
      case AuthorizedReply.Withheld(Outcome outcome) -> new Refused(outcome);
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> new Refused(HttpOutcomes.of(notSent));
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) ->
          new Unknown("No answer: " + detail, null);
      case AuthorizedReply.Sent(Reply.Answered answered) -> of(answered, errors);
    };
  }

  private static UploadProgress of(Reply.Answered answered, YoutubeErrors errors) {
    return switch (answered.status()) {
      case 308 -> new Waiting(stored(answered));
      case 404, 410 -> new Gone();
      case 408, 416 -> new Unknown(errors.describe(answered), null);
      default -> {
        JsonNode json = answered.json();
        if (answered.isSuccess() && !json.path("id").asString("").isEmpty()) {
          yield new Complete(json);
        }
        yield answered.status() / 100 == 4
            ? new Refused(errors.of(answered))
            : new Unknown(errors.describe(answered), errors.notBefore(answered));
      }
    };
  }

  private static long stored(Reply.Answered answered) {
    Matcher range = STORED.matcher(answered.header("Range").orElse(""));
    return range.matches() ? Long.parseLong(range.group(1)) + 1 : 0;
  }
}
