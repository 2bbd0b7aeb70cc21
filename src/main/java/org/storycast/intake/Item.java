// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Picture;

/**
 * What a source says about one story, before it is cleaned.
 *
 * @param guid the source's identifier; may be empty
 * @param address where the story is
 * @param base against which relative addresses in the texts are read
 * @param title text or HTML
 * @param summary HTML
 * @param body HTML
 * @param author text
 * @param sections categories
 * @param tags keywords
 * @param pictures those that go with the story outside its body, the main one first
 * @param language BCP 47 tag, where the source names one
 */
record Item(
    String guid,
    @Nullable URI address,
    @Nullable URI base,
    String title,
    String summary,
    String body,
    String author,
    List<String> sections,
    List<String> tags,
    List<Picture> pictures,
    @Nullable Instant publishedAt,
    @Nullable String language) {

  Item {
    sections = List.copyOf(sections);
    tags = List.copyOf(tags);
    pictures = List.copyOf(pictures);
  }

  /** The same under the newsroom's own sections. */
  Item classified(List<String> otherSections, List<String> otherTags) {
    return new Item(
        guid,
        address,
        base,
        title,
        summary,
        body,
        author,
        otherSections,
        otherTags,
        pictures,
        publishedAt,
        language);
  }
}
