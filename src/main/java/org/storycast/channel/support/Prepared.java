// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import org.storycast.channel.Outcome;

/**
 * What became of a step before the irreversible one.
 *
 * @param <T> what the next step needs of it
 */
public sealed interface Prepared<T> {

  /** Here it is. */
  record Ready<T>(T value) implements Prepared<T> {}

  /** The attempt ends with this. */
  record Ended<T>(Outcome outcome) implements Prepared<T> {}
}
