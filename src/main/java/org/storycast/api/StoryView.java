// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Revision;
import org.storycast.story.Story;

/** A story as the API shows it. */
record StoryView(
    UUID id,
    String source,
    Instant firstSeenAt,
    boolean held,
    @Nullable Instant withdrawnAt,
    int revision,
    String headline,
    String language,
    List<String> sections,
    @Nullable URI address,
    @Nullable Instant publishedAt,
    @Nullable Instant embargoedUntil) {

  static StoryView of(Story story) {
    Content content = story.latest().content();
    return new StoryView(
        story.id().value(),
        story.source(),
        story.firstSeenAt(),
        story.held(),
        story.withdrawnAt(),
        story.latest().number(),
        content.headline(),
        content.language(),
        content.sections(),
        content.address(),
        content.publishedAt(),
        content.embargoedUntil());
  }

  /** A story with all that it ever said and where it went. */
  record Whole(
      StoryView story,
      @Nullable UUID continues,
      List<Version> revisions,
      List<DeliveryView> deliveries) {}

  /** What a revision says. */
  record Version(
      int number,
      Instant receivedAt,
      String headline,
      String lead,
      List<Paragraph> body,
      @Nullable URI address,
      String language,
      String byline,
      String dateline,
      List<String> sections,
      List<String> tags,
      List<Picture> pictures,
      @Nullable Instant publishedAt,
      @Nullable Instant embargoedUntil,
      Content.Priority priority) {

    static Version of(Revision revision) {
      Content content = revision.content();
      return new Version(
          revision.number(),
          revision.receivedAt(),
          content.headline(),
          content.lead(),
          content.body().stream().map(it -> new Paragraph(it.kind(), it.text())).toList(),
          content.address(),
          content.language(),
          content.byline(),
          content.dateline(),
          content.sections(),
          content.tags(),
          content.pictures(),
          content.publishedAt(),
          content.embargoedUntil(),
          content.priority());
    }
  }

  /** A piece of the body. */
  record Paragraph(Block.Kind kind, String text) {}
}
