// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Revision;
import org.storycast.story.StoryId;

/** Builds stories of an invented newspaper; a test states only what it is about. */
final class Stories {

  static final URI ADDRESS = URI.create("https://courier.example/bridge");

  private String headline = "Bridge Opens";
  private String lead = "Engineers opened the bridge. It cost two million.";
  private List<Block> body =
      List.of(Block.paragraph("The bridge is long."), Block.paragraph("It is also wide."));
  private @Nullable URI address = ADDRESS;
  private String language = "en";
  private String byline = "By A. Writer";
  private List<String> tags = List.of("bridges", "river traffic");
  private List<Picture> pictures = List.of();

  private Stories() {}

  static Stories aStory() {
    return new Stories();
  }

  Stories headlined(String headline) {
    this.headline = headline;
    return this;
  }

  Stories leading(String lead) {
    this.lead = lead;
    return this;
  }

  Stories telling(Block... blocks) {
    this.body = List.of(blocks);
    return this;
  }

  Stories at(URI address) {
    this.address = address;
    return this;
  }

  Stories nowhere() {
    this.address = null;
    return this;
  }

  Stories in(String language) {
    this.language = language;
    return this;
  }

  Stories tagged(List<String> tags) {
    this.tags = tags;
    return this;
  }

  Stories showing(Picture... shown) {
    this.pictures = List.of(shown);
    return this;
  }

  Stories by(String byline) {
    this.byline = byline;
    return this;
  }

  Content content() {
    return new Content(
        this.headline,
        this.lead,
        this.body,
        this.address,
        this.language,
        this.byline,
        "RIVERTOWN",
        List.of("City", "Business"),
        this.tags,
        this.pictures,
        Instant.EPOCH,
        null,
        Content.Priority.ROUTINE);
  }

  Revision revision() {
    return new Revision(new StoryId(new UUID(0, 7)), 1, Instant.EPOCH, content());
  }
}
