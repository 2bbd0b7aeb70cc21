// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** What follows when read-back does not settle whether a post was taken. */
public enum DoubtPolicy {
  /** A person decides. */
  HOLD,
  /** It is published again with the same key. */
  RESEND
}
