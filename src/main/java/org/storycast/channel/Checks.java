// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Says whether an account could publish, without publishing. */
public interface Checks {

  /**
   * Asks the platform about the account's credentials and rights. It changes nothing there, spends
   * no publication, returns within the profile's time-out and never throws for what the outside
   * did.
   */
  Checkup check();
}
