// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.console.ShownMoments.Moment;

/**
 * What a reader's page shows.
 *
 * @param id for ever
 * @param state in words
 * @param known the reader; absent after everything was erased
 * @param consent the newest first
 */
record ReaderPageView(String id, StateBadge state, @Nullable Known known, List<Agreed> consent) {

  @Override
  public String toString() {
    return "ReaderPageView[%s]".formatted(this.id);
  }

  /** A reader. */
  record Known(
      String email,
      String name,
      String language,
      String sections,
      String rhythm,
      String consentSource,
      Moment added,
      @Nullable Forbidden forbidden) {

    @Override
    public String toString() {
      return "Known[***]";
    }
  }

  /** Why an address is not written to. */
  record Forbidden(
      String digest,
      @Nullable String email,
      @Nullable String reader,
      StateBadge reason,
      String detail,
      Moment since,
      boolean liftable) {

    @Override
    public String toString() {
      return "Forbidden[%s]".formatted(this.digest);
    }
  }

  /** What was agreed to or withdrawn. */
  record Agreed(
      String event, Moment at, String source, String networkAddress, String actor, String text) {}
}
