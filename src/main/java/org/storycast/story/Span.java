// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A run of text within a block.
 *
 * @param text plain text
 * @param strong whether it is set in bold
 * @param emphasised whether it is set in italics
 * @param link where it leads; absolute, http or https
 */
public record Span(String text, boolean strong, boolean emphasised, @Nullable URI link) {

  /** Text without any mark. */
  public static Span plain(String text) {
    return new Span(text, false, false, null);
  }
}
