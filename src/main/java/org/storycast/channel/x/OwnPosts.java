// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.storycast.channel.Attempt;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Metrics;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks up, measures and deletes what was published: a post, or all posts of a thread. */
final class OwnPosts {

  private static final Map<String, String> METRICS = Map.of("post.fields", "public_metrics");
  private static final Map<String, String> OLDER_METRICS = Map.of("tweet.fields", "public_metrics");

  private final XClient client;
  private final XRefusals refusals;

  OwnPosts(XClient client, XRefusals refusals) {
    this.client = client;
    this.refusals = refusals;
  }

  /** Looks which posts are still there; X answers 200 and an error for each that is not. */
  Finding find(Receipt receipt) {
    return switch (XAnswer.of(this.client.posts(ids(receipt), Map.of()), this.refusals)) {
      case XAnswer.Failed(int _, Outcome _, String detail) ->
          new Finding.CannotTell("The post can't be read: " + detail);
      case XAnswer.Json(JsonNode json) -> finding(receipt, json);
    };
  }

  private static Finding finding(Receipt receipt, JsonNode json) {
    Set<String> there = values(json.path("data"), "id");
    List<Receipt.Part> left =
        receipt.parts().stream().filter(it -> there.contains(it.remoteId())).toList();
    if (!left.isEmpty()) {
      return new Finding.Found(new Receipt(left, receipt.publishedAt(), receipt.evidence()));
    }
    return values(json.path("errors"), "type").stream()
            .anyMatch(it -> it.endsWith("/resource-not-found"))
        ? new Finding.Absent("X does not find post " + String.join(", ", ids(receipt)))
        : new Finding.CannotTell("X neither shows the post nor says that it is missing");
  }

  private static Set<String> values(JsonNode list, String field) {
    return list.valueStream().map(it -> it.path(field).asString("")).collect(Collectors.toSet());
  }

  private static List<String> ids(Receipt receipt) {
    return receipt.parts().stream().map(Receipt.Part::remoteId).toList();
  }

  /** The numbers, of a thread their sums. */
  Metrics metrics(Receipt receipt) {
    Map<String, Long> counts = new HashMap<>();
    if (numbers(receipt) instanceof XAnswer.Json(JsonNode json)) {
      for (JsonNode post : json.path("data")) {
        post.path("public_metrics")
            .properties()
            .forEach(it -> counts.merge(it.getKey(), it.getValue().asLong(0), Long::sum));
      }
    }
    return new Metrics(counts);
  }

  private XAnswer numbers(Receipt receipt) {
    XAnswer answer = XAnswer.of(this.client.posts(ids(receipt), METRICS), this.refusals);
    return answer instanceof XAnswer.Failed failed && failed.status() == 400
        ? XAnswer.of(this.client.posts(ids(receipt), OLDER_METRICS), this.refusals)
        : answer;
  }

  /** Deletes every post, the first one first: the rest of a thread says little without it. */
  Outcome remove(Receipt receipt, Attempt attempt) {
    List<Outcome> failures = new ArrayList<>();
    for (String id : ids(receipt)) {
      String step = removal(id);
      if (failures.isEmpty() && attempt.checkpoint(step).isEmpty()) {
        attempt.committing(step, Digest.of(id));
        remove(id, step, attempt, failures);
      }
    }
    return failures.isEmpty() ? new Outcome.Published(receipt) : failures.getFirst();
  }

  /** The name of the call that deletes a post. */
  static String removal(String id) {
    return "remove-" + id;
  }

  private void remove(String id, String step, Attempt attempt, List<Outcome> failures) {
    switch (this.client.delete(id)) {
      case AuthorizedReply.Withheld(Outcome outcome) -> failures.add(outcome);
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> failures.add(HttpOutcomes.of(notSent));
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> failures.add(later(detail));
      case AuthorizedReply.Sent(Reply.Answered answer) when isGone(answer) ->
          attempt.checkpoint(step, id);
      case AuthorizedReply.Sent(Reply.Answered answer) ->
          failures.add(
              answer.isSuccess()
                  ? later("X did not say that the post is deleted")
                  : this.refusals.ofHarmless(answer));
    }
  }

  private boolean isGone(Reply.Answered answer) {
    return this.refusals.isMissing(answer)
        || answer.isSuccess() && answer.json().path("data").path("deleted").asBoolean(false);
  }

  private static Outcome later(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }
}
