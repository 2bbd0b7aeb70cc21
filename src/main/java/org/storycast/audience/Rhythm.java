// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** How often a reader wishes mail. */
public enum Rhythm {
  /** A mail for each story. */
  EACH_STORY,
  /** A mail for each story of breaking priority, and for no other. */
  BREAKING,
  /** One mail a day, where there is news. */
  DAILY,
  /** One mail a week, where there is news. */
  WEEKLY
}
