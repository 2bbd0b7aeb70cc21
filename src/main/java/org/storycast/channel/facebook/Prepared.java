// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import org.storycast.channel.Outcome;

/**
 * What became of the steps that can be taken back.
 *
 * @param <T> what the irreversible call needs of them
 */
sealed interface Prepared<T> {

  /** All are taken. */
  record Ready<T>(T what) implements Prepared<T> {}

  /** This attempt ends here; the next goes on with what is remembered. */
  record Ended<T>(Outcome outcome) implements Prepared<T> {}
}
