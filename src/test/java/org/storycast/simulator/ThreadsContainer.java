// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A post in the making, which readers don't see. */
final class ThreadsContainer {

  private static final Duration LIFETIME = Duration.ofHours(24);

  private final String id;
  private final Map<String, String> parameters;
  private final Instant createdAt;
  private final List<Publication.Media> media;
  private int pollsLeft;
  private String failure = "";
  private Optional<Instant> publishedAt = Optional.empty();

  ThreadsContainer(
      String id,
      Map<String, String> parameters,
      Instant createdAt,
      List<Publication.Media> media,
      int pollsLeft) {
    this.id = id;
    this.parameters = Map.copyOf(parameters);
    this.createdAt = createdAt;
    this.media = List.copyOf(media);
    this.pollsLeft = pollsLeft;
  }

  String id() {
    return this.id;
  }

  String get(String name) {
    return this.parameters.getOrDefault(name, "");
  }

  boolean isItem() {
    return get("is_carousel_item").equals("true");
  }

  boolean isReply() {
    return !get("reply_to_id").isEmpty();
  }

  List<Publication.Media> media() {
    return this.media;
  }

  void fail(String error) {
    this.failure = error;
  }

  String failure() {
    return this.failure;
  }

  void finish() {
    this.pollsLeft = 0;
  }

  void publish(Instant now) {
    this.publishedAt = Optional.of(now);
  }

  boolean isPublished() {
    return this.publishedAt.isPresent();
  }

  /**
   * Its state by Threads' word; a poll brings it nearer to its end.
   *
   * @param lag how long after the publication the state still is as before
   */
  String poll(Instant now, Duration lag) {
    String state =
        this.publishedAt.isPresent() && now.isBefore(this.publishedAt.get().plus(lag))
            ? "FINISHED"
            : state(now);
    this.pollsLeft = Math.max(0, this.pollsLeft - 1);
    return state;
  }

  String state(Instant now) {
    if (this.publishedAt.isPresent()) {
      return "PUBLISHED";
    }
    if (!now.isBefore(this.createdAt.plus(LIFETIME))) {
      return "EXPIRED";
    }
    if (this.pollsLeft > 0) {
      return "IN_PROGRESS";
    }
    return this.failure.isEmpty() ? "FINISHED" : "ERROR";
  }
}
