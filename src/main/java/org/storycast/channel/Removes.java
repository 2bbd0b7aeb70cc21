// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Withdraws what was published. */
public interface Removes {

  /** Removes the publication; one that is gone already counts as removed. */
  Outcome remove(Receipt receipt, Attempt attempt);
}
