// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a story's body.
 *
 * @param kind what it is
 * @param spans its text; together they are not blank
 */
public record Block(Kind kind, List<Span> spans) {

  public Block {
    spans = List.copyOf(spans);
  }

  /** A paragraph of plain text. */
  public static Block paragraph(String text) {
    return new Block(Kind.PARAGRAPH, List.of(Span.plain(text)));
  }

  /** Its text without marks and addresses. */
  public String text() {
    return this.spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /** What blocks there are. */
  public enum Kind {
    /** A paragraph. */
    PARAGRAPH,
    /** A heading within the story. */
    INTERTITLE,
    /** A heading beneath another one. */
    SUBTITLE,
    /** Somebody's words, set apart. */
    QUOTE,
    /** An item of a list. */
    LIST_ITEM
  }
}
