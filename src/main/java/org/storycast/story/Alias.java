// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

/**
 * A name by which a source knows a story. Two submissions that share an alias are one story; an
 * alias belongs to one story only.
 *
 * @param kind what the value is
 * @param value normalised, at most 500 characters
 */
public record Alias(Kind kind, String value) {

  /** What names there are. */
  public enum Kind {
    /** The feed's identifier within its site. */
    GUID,
    /** The canonical address. */
    ADDRESS,
    /** The digest of the text with title and day. */
    FINGERPRINT
  }
}
