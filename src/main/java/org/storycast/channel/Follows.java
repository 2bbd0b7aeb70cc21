// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Follows a publication that the platform took without finishing it. */
public interface Follows {

  /**
   * Asks what became of it. The answer is {@link Outcome.Underway} again until the platform is
   * done; {@link Outcome.TryLater} here means that the platform could not be asked, never that the
   * post may be published again.
   *
   * @param handle from {@link Outcome.Underway}
   */
  Outcome follow(Post post, String handle, Attempt attempt);
}
