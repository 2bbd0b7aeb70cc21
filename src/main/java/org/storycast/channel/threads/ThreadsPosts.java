// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Metrics;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** What the profile shows. */
final class ThreadsPosts {

  /** Threads writes {@code +0000}, which is no ISO offset. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

  /** Clocks differ, and posts carry whole seconds. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final ThreadsClient client;
  private final UnaryOperator<String> redaction;
  private final Clock clock;

  ThreadsPosts(ThreadsClient client, UnaryOperator<String> redaction, Clock clock) {
    this.client = client;
    this.redaction = redaction;
    this.clock = clock;
  }

  /** The number that an answer names; empty where it names none. Some are beyond 2^53. */
  static String idIn(Reply.Answered answer) {
    String id = answer.isSuccess() ? answer.json().path("id").asString("") : "";
    return isId(id) ? id : "";
  }

  private static boolean isId(String text) {
    return text.matches("[0-9]{1,30}");
  }

  /** The receipt of a post that is surely there; without its address where that can't be read. */
  Receipt receipt(String id) {
    return this.client.post(id) instanceof AuthorizedReply.Sent(Reply.Answered answer)
            && answer.isSuccess()
        ? receipt(id, answer.json())
        : Receipt.of(id, null, this.clock.instant());
  }

  private Receipt receipt(String id, JsonNode post) {
    Instant at = timeOf(post);
    return Receipt.of(id, addressOf(post), at == null ? this.clock.instant() : at);
  }

  private static @Nullable URI addressOf(JsonNode post) {
    try {
      String permalink = post.path("permalink").asString("");
      return permalink.startsWith("http") ? URI.create(permalink) : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static @Nullable Instant timeOf(JsonNode post) {
    try {
      return OffsetDateTime.parse(post.path("timestamp").asString(""), TIME).toInstant();
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  /** Whether a post is still there. */
  Finding find(String id) {
    if (!isId(id)) {
      return new Finding.CannotTell("\"%s\" is no post's number".formatted(id));
    }
    return switch (this.client.post(id)) {
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          idIn(answer).equals(id)
              ? new Finding.Found(receipt(id, answer.json()))
              : new Finding.CannotTell("Threads answered with something else than the post");
      case AuthorizedReply.Sent(Reply.Answered answer) -> {
        MetaError error = ThreadsRefusals.errorIn(answer, this.redaction);
        yield ThreadsRefusals.isMissing(error)
            ? new Finding.Absent(error.describe())
            : new Finding.CannotTell(error.describe());
      }
      case AuthorizedReply other -> new Finding.CannotTell(describe(other));
    };
  }

  /** What came instead of what was asked for, for people. */
  String describe(AuthorizedReply reply) {
    return switch (reply) {
      case AuthorizedReply.Withheld withheld -> "There is no token: " + withheld.outcome();
      case AuthorizedReply.Sent(Reply.Answered answer) ->
          ThreadsRefusals.errorIn(answer, this.redaction).describe();
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> notSent.detail();
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) -> noAnswer.detail();
    };
  }

  /**
   * The post that a published container became. A container does not name it, so it is the one post
   * with the same text since the attempt.
   *
   * @param mayBeReply whether to look among the replies too, which are listed apart
   */
  Finding find(String text, boolean mayBeReply, Attempt attempt) {
    long since =
        attempt.committedAt().map(it -> it.minus(MARGIN)).orElse(Instant.EPOCH).getEpochSecond();
    List<AuthorizedReply> pages = new ArrayList<>(List.of(this.client.latest(since)));
    if (mayBeReply) {
      pages.add(this.client.latestReplies(since));
    }
    List<JsonNode> matching = new ArrayList<>();
    for (AuthorizedReply page : pages) {
      if (!(page instanceof AuthorizedReply.Sent(Reply.Answered answer)) || !answer.isSuccess()) {
        return new Finding.CannotTell(describe(page));
      }
      matching.addAll(matching(answer.json().path("data"), text, since));
    }
    return onlyOne(matching);
  }

  private static List<JsonNode> matching(JsonNode latest, String text, long since) {
    List<JsonNode> matching = new ArrayList<>();
    for (JsonNode post : latest) {
      Instant at = timeOf(post);
      if (plain(post.path("text").asString("")).equals(plain(text))
          && isId(post.path("id").asString(""))
          && at != null
          && at.getEpochSecond() >= since) {
        matching.add(post);
      }
    }
    return matching;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private Finding onlyOne(List<JsonNode> matching) {
    if (matching.size() == 1) {
      JsonNode post = matching.getFirst();
      return new Finding.Found(receipt(post.path("id").asString(""), post));
    }
    return new Finding.CannotTell(
        "The container was published, and %d posts have its text; compare them by hand"
            .formatted(matching.size()));
  }

  /** A post's numbers; none where Threads gives none. */
  Metrics metrics(String id) {
    Map<String, Long> counts = new HashMap<>();
    if (isId(id)
        && this.client.insights(id) instanceof AuthorizedReply.Sent(Reply.Answered answer)
        && answer.isSuccess()) {
      for (JsonNode metric : answer.json().path("data")) {
        JsonNode value = metric.path("values").path(0).path("value");
        if (value.isNumber()) {
          counts.put(metric.path("name").asString(""), value.asLong());
        }
      }
    }
    return new Metrics(counts);
  }
}
