// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A post in the making, which readers don't see. */
final class InstagramContainer {

  private static final Duration LIFETIME = Duration.ofHours(24);

  private final String id;
  private final String kind;
  private final String caption;
  private final boolean item;
  private final Instant createdAt;
  private final List<String> children;
  private List<Publication.Media> media;
  private int pollsLeft;
  private Optional<InstagramError> failure = Optional.empty();
  private boolean published;
  private boolean awaitingUpload;

  InstagramContainer(
      String id,
      String kind,
      String caption,
      boolean item,
      Instant createdAt,
      List<String> children,
      List<Publication.Media> media,
      int pollsLeft) {
    this.id = id;
    this.kind = kind;
    this.caption = caption;
    this.item = item;
    this.createdAt = createdAt;
    this.children = List.copyOf(children);
    this.media = List.copyOf(media);
    this.pollsLeft = pollsLeft;
  }

  String id() {
    return this.id;
  }

  String kind() {
    return this.kind;
  }

  String caption() {
    return this.caption;
  }

  boolean isItem() {
    return this.item;
  }

  Instant createdAt() {
    return this.createdAt;
  }

  List<String> children() {
    return this.children;
  }

  List<Publication.Media> media() {
    return this.media;
  }

  boolean isAwaitingUpload() {
    return this.awaitingUpload;
  }

  void awaitUpload() {
    this.awaitingUpload = true;
  }

  void upload(byte[] bytes) {
    this.awaitingUpload = false;
    this.media = List.of(new Publication.Media("video/mp4", bytes));
  }

  void fail(InstagramError error) {
    this.failure = Optional.of(error);
  }

  void finish() {
    this.pollsLeft = 0;
  }

  void publish() {
    this.published = true;
  }

  Optional<InstagramError> failure() {
    return this.failure;
  }

  /** Its state by Instagram's word; a poll brings it nearer to its end. */
  String poll(Instant now) {
    String state = state(now);
    if (this.pollsLeft > 0) {
      this.pollsLeft--;
    }
    return state;
  }

  String state(Instant now) {
    if (this.published) {
      return "PUBLISHED";
    }
    if (!now.isBefore(this.createdAt.plus(LIFETIME))) {
      return "EXPIRED";
    }
    if (this.pollsLeft > 0 || this.awaitingUpload) {
      return "IN_PROGRESS";
    }
    return this.failure.isPresent() ? "ERROR" : "FINISHED";
  }
}
