// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Revision;
import org.storycast.story.StoryId;

/** Builds stories of an invented newspaper; a test states only what it is about. */
final class Stories {

  static final URI ADDRESS = URI.create("https://courier.example/bridge");

  private Content content =
      new Content(
          "Bridge Opens",
          "Engineers opened the bridge. It cost two million.",
          List.of(Block.paragraph("The bridge is long."), Block.paragraph("It is also wide.")),
          ADDRESS,
          "en",
          "By A. Writer",
          "RIVERTOWN",
          List.of("City", "Business"),
          List.of("bridges", "river traffic"),
          List.of(),
          Instant.EPOCH,
          null,
          Content.Priority.ROUTINE);

  private Stories() {}

  static Stories aStory() {
    return new Stories();
  }

  Stories headlined(String headline) {
    return with(
        c ->
            copy(
                c,
                headline,
                c.lead(),
                c.body(),
                c.address(),
                c.language(),
                c.tags(),
                c.pictures()));
  }

  Stories leading(String lead) {
    return with(
        c ->
            copy(
                c,
                c.headline(),
                lead,
                c.body(),
                c.address(),
                c.language(),
                c.tags(),
                c.pictures()));
  }

  Stories telling(Block... blocks) {
    return with(
        c ->
            copy(
                c,
                c.headline(),
                c.lead(),
                List.of(blocks),
                c.address(),
                c.language(),
                c.tags(),
                c.pictures()));
  }

  Stories at(URI address) {
    return with(
        c ->
            copy(
                c,
                c.headline(),
                c.lead(),
                c.body(),
                address,
                c.language(),
                c.tags(),
                c.pictures()));
  }

  Stories nowhere() {
    return with(
        c -> copy(c, c.headline(), c.lead(), c.body(), null, c.language(), c.tags(), c.pictures()));
  }

  Stories in(String language) {
    return with(
        c ->
            copy(
                c,
                c.headline(),
                c.lead(),
                c.body(),
                c.address(),
                language,
                c.tags(),
                c.pictures()));
  }

  Stories tagged(List<String> tags) {
    return with(
        c ->
            copy(
                c,
                c.headline(),
                c.lead(),
                c.body(),
                c.address(),
                c.language(),
                tags,
                c.pictures()));
  }

  Stories showing(Picture picture) {
    return with(
        c ->
            copy(
                c,
                c.headline(),
                c.lead(),
                c.body(),
                c.address(),
                c.language(),
                c.tags(),
                List.of(picture)));
  }

  Stories by(String byline) {
    this.content =
        new Content(
            this.content.headline(),
            this.content.lead(),
            this.content.body(),
            this.content.address(),
            this.content.language(),
            byline,
            this.content.dateline(),
            this.content.sections(),
            this.content.tags(),
            this.content.pictures(),
            this.content.publishedAt(),
            this.content.embargoedUntil(),
            this.content.priority());
    return this;
  }

  Content content() {
    return this.content;
  }

  Revision revision() {
    return new Revision(new StoryId(new UUID(0, 7)), 1, Instant.EPOCH, this.content);
  }

  private Stories with(UnaryOperator<Content> change) {
    this.content = change.apply(this.content);
    return this;
  }

  private static Content copy(
      Content content,
      String headline,
      String lead,
      List<Block> body,
      URI address,
      String language,
      List<String> tags,
      List<Picture> pictures) {
    return new Content(
        headline,
        lead,
        body,
        address,
        language,
        content.byline(),
        content.dateline(),
        content.sections(),
        tags,
        pictures,
        content.publishedAt(),
        content.embargoedUntil(),
        content.priority());
  }
}
