// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One account's place in this process: its lock, and what the database did not take yet. */
final class TokenSlot {

  @Nullable Unstored unstored;

  /** What the platform gave, and when. */
  record Unstored(TokenEndpoint.Answer.Given given, Instant since) {}
}
