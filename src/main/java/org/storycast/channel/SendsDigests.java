// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.List;

/**
 * Ability of a publisher that takes digests: posts of which {@link Post#digestOf()} says several
 * stories. Channels without it get single stories only.
 */
public interface SendsDigests {

  /**
   * Whether a digest sent now would reach anybody. Where it would not, none is made.
   *
   * @param sections of all its stories
   */
  boolean isAwaited(DigestRhythm rhythm, List<String> sections);
}
