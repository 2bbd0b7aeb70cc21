// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** The answer to a call whose repetition is harmless: JSON, or what its failure means. */
sealed interface XAnswer {

  /** The body of a success. */
  record Json(JsonNode json) implements XAnswer {}

  /**
   * No success.
   *
   * @param status HTTP status; zero where there is none
   * @param outcome what it means for the post, given that nothing was changed
   */
  record Failed(int status, Outcome outcome, String detail) implements XAnswer {}

  /** Reads the answer. */
  static XAnswer of(AuthorizedReply reply, XRefusals refusals) {
    return switch (reply) {
      case AuthorizedReply.Withheld(Outcome outcome) -> new Failed(0, outcome, words(outcome));
      case AuthorizedReply.Sent(Reply.NotSent(String detail)) -> unavailable(0, detail);
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> unavailable(0, detail);
      case AuthorizedReply.Sent(Reply.Answered answer) when !answer.isSuccess() ->
          new Failed(answer.status(), refusals.ofHarmless(answer), refusals.describe(answer));
      case AuthorizedReply.Sent(Reply.Answered answer) ->
          answer.json().isObject()
              ? new Json(answer.json())
              : unavailable(answer.status(), "X answered without JSON");
    };
  }

  private static XAnswer unavailable(int status, String detail) {
    return new Failed(
        status, new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null), detail);
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.ChannelClosed closed -> closed.detail();
      case Outcome.TryLater later -> later.detail();
      case Outcome.Rejected rejected -> rejected.detail();
      case Outcome.Unclear unclear -> unclear.detail();
      case Outcome.Published _ -> "";
      case Outcome.Underway _ -> "";
    };
  }
}
