// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a person knows about a delivery in doubt. */
public sealed interface DoubtDecision {

  /**
   * Readers can see it.
   *
   * @param remoteId the platform's id, if the person knows it
   * @param address where readers find it, if the person knows it
   */
  record IsPublished(@Nullable String remoteId, @Nullable URI address) implements DoubtDecision {}

  /** It is not there; it is to be sent again. */
  record SendAgain() implements DoubtDecision {}

  /** It is not there, or nobody knows; it is not to be sent again. */
  record GiveUp() implements DoubtDecision {}
}
