// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

/** What a source speaks. */
public enum SourceKind {
  /** Whatever its answer turns out to be. */
  AUTO,
  /** RSS 0.9 to 2.0. */
  RSS,
  /** Atom 0.3 and 1.0. */
  ATOM,
  /** JSON Feed 1 and 1.1. */
  JSON,
  /** The REST interface of WordPress. */
  WORDPRESS
}
