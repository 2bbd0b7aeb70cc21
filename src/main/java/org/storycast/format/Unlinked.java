// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Span;

/** A story without its address and without the links in its body. */
final class Unlinked {

  private Unlinked() {}

  static Content of(Content content) {
    return new Content(
        content.headline(),
        content.lead(),
        content.body().stream().map(Unlinked::of).toList(),
        null,
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

  private static Block of(Block block) {
    return new Block(
        block.kind(),
        block.spans().stream()
            .map(it -> new Span(it.text(), it.strong(), it.emphasised(), null))
            .toList());
  }
}
