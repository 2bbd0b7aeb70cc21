// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Looks a publication up on its platform. */
public interface ReadsBack {

  /**
   * Looks for a post after an attempt that ended in doubt. The window begins before {@link
   * Attempt#committedAt()} by a margin for clocks that differ; a post that only resembles it is not
   * a find.
   */
  Finding find(Post post, Attempt attempt);

  /** Looks whether a publication is still there. */
  Finding find(Receipt receipt);
}
