// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one look at a source brought. */
sealed interface Harvest {

  /**
   * The source was read whole.
   *
   * @param items each once, oldest first
   * @param etag for the next look
   * @param lastModified for the next look
   * @param seenUntil the newest change among paged posts
   */
  record Read(
      List<Item> items,
      @Nullable String etag,
      @Nullable String lastModified,
      @Nullable Instant seenUntil)
      implements Harvest {}

  /** Nothing has changed since the last look. */
  record Same() implements Harvest {}

  /**
   * The source was not read.
   *
   * @param why for the operator, without secrets
   * @param notBefore when the source wants to be asked again
   */
  record Lost(String why, @Nullable Instant notBefore) implements Harvest {}
}
