// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Instant;

/** Whether a story may be sent. */
public sealed interface Verdict {

  /** It may be sent now. */
  record Send() implements Verdict {}

  /**
   * It may be sent later: an embargo, quiet hours.
   *
   * @param until from when
   * @param why for the operator
   */
  record Wait(Instant until, String why) implements Verdict {}

  /**
   * It is stale: it may not be begun any more.
   *
   * @param why for the operator
   */
  record TooLate(String why) implements Verdict {}

  /**
   * The newsroom has taken it back: nothing more of it may be sent.
   *
   * @param why for the operator
   */
  record Withdrawn(String why) implements Verdict {}
}
