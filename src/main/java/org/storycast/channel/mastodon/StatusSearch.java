// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import tools.jackson.databind.JsonNode;

/** One search for a post through pages of statuses, which come newest first. */
final class StatusSearch {

  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int MOST_SOURCES = 40;

  private final String text;
  private final String mark;
  private final String parent;
  private final Instant since;
  private final Function<String, Source> sources;
  private int seen;
  private int asked;

  /**
   * A search for what an attempt may have published.
   *
   * @param sources reads the text that a status was made of, by the status's id
   */
  StatusSearch(Post post, Attempt attempt, Function<String, Source> sources) {
    this.text = normalized(post.part(MastodonPublisher.STATUS));
    this.mark = attempt.key().shortForm();
    this.parent = post.inReplyTo() == null ? "" : post.inReplyTo().remoteId();
    this.since = attempt.committedAt().orElseThrow().minus(MARGIN);
    this.sources = sources;
  }

  /** What became of asking for a status's source. */
  sealed interface Source {

    /** The text. */
    record Read(String text) implements Source {}

    /** Why there is none. */
    record Unreadable(String why) implements Source {}
  }

  /** What one page shows; empty where the search goes on. */
  Optional<Finding> in(List<JsonNode> statuses) {
    this.seen += statuses.size();
    return statuses.stream()
        .filter(this::isCandidate)
        .map(this::judge)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A reply that repeats our link is a person's word, unless ours was to be that reply. */
  private boolean isCandidate(JsonNode status) {
    String parent = status.path("in_reply_to_id").asString("");
    return PostedStatus.isId(idOf(status))
        && !isOlder(status)
        && (parent.isEmpty() || parent.equals(this.parent));
  }

  private static String idOf(JsonNode status) {
    return status.path("id").asString("");
  }

  private boolean isOlder(JsonNode status) {
    return PostedStatus.createdAt(status).filter(at -> at.isBefore(this.since)).isPresent();
  }

  private Optional<Finding> judge(JsonNode status) {
    return this.text.contains(this.mark)
        ? foundIf(status.path("content").asString("").contains(this.mark), status)
        : judgeBySource(status);
  }

  private Optional<Finding> judgeBySource(JsonNode status) {
    this.asked++;
    if (this.asked > MOST_SOURCES) {
      return Optional.of(tooMany());
    }
    return switch (this.sources.apply(idOf(status))) {
      case Source.Read read -> foundIf(normalized(read.text()).equals(this.text), status);
      case Source.Unreadable unreadable ->
          Optional.of(
              new Finding.CannotTell("A status's source can't be read: " + unreadable.why()));
    };
  }

  private Optional<Finding> foundIf(boolean ours, JsonNode status) {
    return ours
        ? PostedStatus.of(status, this.since).map(it -> new Finding.Found(it.receipt()))
        : Optional.empty();
  }

  /** Whether the page reaches behind the moment since which we look. */
  boolean isPast(List<JsonNode> statuses) {
    return statuses.isEmpty() || isOlder(statuses.getLast());
  }

  /** That everything was looked at in vain. */
  Finding nothing() {
    return new Finding.Absent(
        "None of %d statuses since %s is it".formatted(this.seen, this.since));
  }

  /** That not everything was looked at. */
  Finding tooMany() {
    return new Finding.CannotTell(
        "More than %d statuses since %s; not all were looked at".formatted(this.seen, this.since));
  }

  private static String normalized(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n").strip();
  }
}
