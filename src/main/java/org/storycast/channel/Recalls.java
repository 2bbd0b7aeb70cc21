// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Optional;
import java.util.function.Function;

/**
 * Ability of a publisher to say from checkpoints alone what readers can see of a publication that
 * is not finished, such as the first posts of a thread.
 */
public interface Recalls {

  /**
   * What was surely taken, in its order; empty where nothing was. It asks nobody and is quick.
   *
   * @param checkpoints what attempts stored under a step
   */
  Optional<Receipt> recall(Post post, Function<String, Optional<String>> checkpoints);
}
