// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at a delivery: the adapter's memory and its duty to say what it is about to do.
 *
 * <p>Reversible steps come first, each with a checkpoint; then {@link #committing}; then the one
 * irreversible call. A thread has several: each is announced, made, and answered by a checkpoint of
 * the same step. Both methods that write throw when this process may no longer speak for the
 * delivery; an adapter lets that exception pass.
 */
public interface Attempt {

  /** The same for every attempt at one delivery. */
  DeliveryKey key();

  /** One for the first attempt. */
  int number();

  /** What an earlier attempt stored under this step. */
  Optional<String> checkpoint(String step);

  /** Stores a handle, such as an upload's id, before it returns; it is at most 4,000 characters. */
  void checkpoint(String step, String handle);

  /**
   * Announces the irreversible call that comes next. Before it returns, one transaction has checked
   * that this process still holds the delivery and that it may still be sent, and has appended the
   * intent to the ledger.
   *
   * @param step a name for the call; a checkpoint of the same name afterwards says it was taken
   * @param of the digest of what is about to be sent
   */
  void committing(String step, Digest of);

  /** When the first irreversible call of this delivery was announced; empty where none was. */
  Optional<Instant> committedAt();

  /** Says that the platform's headers allow this account no further publication before then. */
  void quietUntil(Instant moment);
}
