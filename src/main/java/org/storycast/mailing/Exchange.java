// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a worker brings to the next commit, and what it waits for. */
final class Exchange {

  private final boolean wantsNext;
  private final CompletableFuture<Optional<Claim>> answer = new CompletableFuture<>();
  private @Nullable Settlement settlement;

  Exchange(@Nullable Settlement settlement, boolean wantsNext) {
    this.settlement = settlement;
    this.wantsNext = wantsNext;
  }

  /** What became of the copy in hand; absent where nothing was. */
  @Nullable Settlement settlement() {
    return this.settlement;
  }

  boolean wantsNext() {
    return this.wantsNext;
  }

  /** What it brought is durable; it still waits. */
  void written() {
    this.settlement = null;
  }

  /** It is durable, and so is that this copy is in hand. */
  void answer(Optional<Claim> next) {
    this.answer.complete(next);
  }

  void fail(RuntimeException failure) {
    this.answer.completeExceptionally(failure);
  }

  Optional<Claim> await() {
    return this.answer.join();
  }
}
