// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** The answer to a request whose repetition is harmless: JSON, or why there is none. */
sealed interface YoutubeAnswer {

  /** The body of a success. */
  record Json(JsonNode json) implements YoutubeAnswer {}

  /** What the failure means, given that nothing was changed or may be changed again. */
  record Failed(Outcome outcome) implements YoutubeAnswer {}

  /** Reads the answer. */
  static YoutubeAnswer of(AuthorizedReply reply, YoutubeErrors errors) {
    return switch (reply) {
      case AuthorizedReply.Withheld(Outcome outcome) -> new Failed(outcome);
      case AuthorizedReply.Sent(Reply.NotSent(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.Answered answered) when !answered.isSuccess() ->
          new Failed(errors.of(answered));
      case AuthorizedReply.Sent(Reply.Answered answered) ->
          answered.json().isObject()
              ? new Json(answered.json())
              : unavailable("YouTube answered without JSON");
    };
  }

  /**
   * Reads the answer to a question for a list: where there is no list, that is not an empty one.
   */
  static YoutubeAnswer ofList(AuthorizedReply reply, YoutubeErrors errors) {
    return switch (of(reply, errors)) {
      case Json(JsonNode json) when !json.path("items").isArray() ->
          unavailable("YouTube answered without a list");
      case YoutubeAnswer answer -> answer;
    };
  }

  private static YoutubeAnswer unavailable(String detail) {
    return new Failed(new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null));
  }
}
