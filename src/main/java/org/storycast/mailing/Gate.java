// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import java.util.Optional;

/** Whether mail may go out at all; answered by whoever uses this module. */
public interface Gate {

  /** Why nothing may be sent; empty where all is well. */
  Optional<String> closedBecause();

  /**
   * Before when unsettled readers of an issue may have had their copy without this database
   * knowing; empty where it knows everything.
   */
  Optional<Instant> doubtBefore();
}
