// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Corrects what was published. */
public interface Edits {

  /** Makes the publication say what the post says; repeating it is harmless. */
  Outcome edit(Receipt receipt, Post post, Attempt attempt);
}
