// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a revision says: cleaned of adverts, scripts and layout.
 *
 * @param headline one line, never blank
 * @param lead the standfirst or first sentences; may be empty
 * @param body may be empty where a source gives a summary only
 * @param address the canonical address, where readers find the whole story
 * @param language BCP 47 tag
 * @param byline who wrote it; may be empty
 * @param dateline the place of reporting, such as "ASTANA"; may be empty
 * @param sections such as "Business", the first being the main one
 * @param tags further keywords
 * @param pictures the first being the main one
 * @param publishedAt when the newsroom published it
 * @param embargoedUntil before which nothing may be sent
 * @param priority whether it overtakes others
 */
public record Content(
    String headline,
    String lead,
    List<Block> body,
    @Nullable URI address,
    String language,
    String byline,
    String dateline,
    List<String> sections,
    List<String> tags,
    List<Picture> pictures,
    @Nullable Instant publishedAt,
    @Nullable Instant embargoedUntil,
    Priority priority) {

  public Content {
    body = List.copyOf(body);
    sections = List.copyOf(sections);
    tags = List.copyOf(tags);
    pictures = List.copyOf(pictures);
    if (headline.isBlank()) {
      throw new IllegalArgumentException("A story needs a headline");
    }
  }

  /** The main picture. */
  public Optional<Picture> mainPicture() {
    return this.pictures.stream().findFirst();
  }

  /** Whether nothing may be sent yet. */
  public boolean isUnderEmbargoAt(Instant moment) {
    return this.embargoedUntil != null && moment.isBefore(this.embargoedUntil);
  }

  /** How urgent a story is. */
  public enum Priority {
    /** It takes its turn. */
    ROUTINE,
    /** It overtakes. */
    BREAKING
  }
}
