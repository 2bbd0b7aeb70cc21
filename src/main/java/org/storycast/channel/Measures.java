// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Asks for a publication's numbers. */
public interface Measures {

  /** The numbers as the platform gives them now. */
  Metrics metrics(Receipt receipt);
}
