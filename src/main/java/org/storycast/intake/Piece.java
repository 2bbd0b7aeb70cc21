// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import org.storycast.story.Block;
import org.storycast.story.Picture;

/** What a body consists of, in its order. */
sealed interface Piece {

  /**
   * Some text.
   *
   * @param wholeStrong whether all of it is set in bold
   */
  record Text(Block block, boolean wholeStrong) implements Piece {}

  /** A picture between texts. */
  record Shot(Picture picture) implements Piece {}
}
