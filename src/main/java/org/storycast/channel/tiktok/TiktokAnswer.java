// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** The answer to a call that posts nothing: data, or why there are none. */
sealed interface TiktokAnswer {

  /** What came under {@code data}. */
  record Data(JsonNode data) implements TiktokAnswer {}

  /**
   * What the failure means.
   *
   * @param code TikTok's word for it; empty where it said none
   * @param outcome given that nothing was posted
   */
  record Failed(String code, Outcome outcome) implements TiktokAnswer {}

  /** Reads the answer. */
  static TiktokAnswer of(AuthorizedReply reply, TiktokErrors errors) {
    return switch (reply) {
      case AuthorizedReply.Withheld(Outcome outcome) -> new Failed("", outcome);
      case AuthorizedReply.Sent(Reply.NotSent(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.Answered answered) -> of(answered, errors);
    };
  }

  private static TiktokAnswer of(Reply.Answered answered, TiktokErrors errors) {
    String code = TiktokErrors.code(answered);
    return answered.isSuccess() && code.equals("ok")
        ? new Data(answered.json().path("data"))
        : new Failed(code, errors.of(answered));
  }

  private static TiktokAnswer unavailable(String detail) {
    return new Failed("", new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null));
  }
}
