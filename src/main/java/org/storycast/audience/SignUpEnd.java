// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** What pressing the button of a confirmation did. */
public sealed interface SignUpEnd {

  /**
   * The reader gets what was asked for.
   *
   * @param reader who
   * @param welcome whether the reader got no mail before
   */
  record Confirmed(ReaderId reader, boolean welcome) implements SignUpEnd {}

  /** Nothing: it was confirmed before. */
  record Already() implements SignUpEnd {}

  /** Nothing: it has expired, or never was. */
  record Gone() implements SignUpEnd {}

  /** Nothing: the address must not be written to, which its owner can't end alone. */
  record Refused() implements SignUpEnd {}
}
