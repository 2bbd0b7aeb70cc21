// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.util.Map;
import org.storycast.channel.Attempt;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Corrects and withdraws videos. */
final class YoutubeCorrections {

  private static final String EDIT = "edit";
  private static final String REMOVE = "remove";

  private final YoutubeApi api;
  private final YoutubeErrors errors;
  private final YoutubeExtras extras;

  YoutubeCorrections(YoutubeApi api, YoutubeErrors errors, YoutubeExtras extras) {
    this.api = api;
    this.errors = errors;
    this.extras = extras;
  }

  Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    AuthorizedReply reply = this.api.video(receipt.remoteId(), "snippet");
    return switch (YoutubeAnswer.ofList(reply, this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> outcome;
      case YoutubeAnswer.Json(JsonNode json) ->
          json.path("items").isEmpty()
              ? new Outcome.Rejected(
                  FailureReason.TARGET_GONE, "YouTube shows no video " + receipt.remoteId(), null)
              : update(receipt, post, json.path("items").path(0), attempt);
    };
  }

  private Outcome update(Receipt receipt, Post post, JsonNode present, Attempt attempt) {
    Map<String, Object> resource = YoutubeVideo.of(post).resource(receipt.remoteId(), present);
    attempt.committing(EDIT, post.digest());
    AuthorizedReply reply = this.api.update(resource);
    return switch (YoutubeAnswer.of(reply, this.errors)) {
      case YoutubeAnswer.Failed(Outcome outcome) -> outcome;
      case YoutubeAnswer.Json _ -> {
        attempt.checkpoint(EDIT, receipt.remoteId());
        yield new Outcome.Published(
            YoutubeStatus.with(receipt, this.extras.refresh(receipt.remoteId(), post)));
      }
    };
  }

  Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing(REMOVE, Digest.of(receipt.remoteId()));
    return switch (this.api.delete(receipt.remoteId())) {
      case AuthorizedReply.Withheld(Outcome outcome) -> outcome;
      case AuthorizedReply.Sent(Reply.NotSent(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> unavailable(detail);
      case AuthorizedReply.Sent(Reply.Answered answered) ->
          answered.isSuccess() || YoutubeErrors.saysGone(answered)
              ? removed(receipt, attempt)
              : this.errors.of(answered);
    };
  }

  private static Outcome removed(Receipt receipt, Attempt attempt) {
    attempt.checkpoint(REMOVE, receipt.remoteId());
    return new Outcome.Published(receipt);
  }

  private static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }
}
