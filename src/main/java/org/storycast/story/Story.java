// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A story with its latest revision.
 *
 * @param id its identity
 * @param source the name of the source that brought it first; "api" where it was submitted
 * @param firstSeenAt when it was picked up
 * @param held whether it was too old at first sight to be sent by itself
 * @param withdrawnAt when the newsroom took it back
 * @param latest its latest revision
 */
public record Story(
    StoryId id,
    String source,
    Instant firstSeenAt,
    boolean held,
    @Nullable Instant withdrawnAt,
    Revision latest) {

  /** Whether the newsroom took it back. */
  public boolean isWithdrawn() {
    return this.withdrawnAt != null;
  }
}
