// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** What a row of an imported file says. */
sealed interface ImportedRow {

  /** A reader to be added, by the row and line that say so. */
  record Offered(long row, long line, Additions.Offer offer) implements ImportedRow {}

  /** An address that must not be written to, by the row and line that say so. */
  record Forbidden(long row, long line, Forbidding forbidding) implements ImportedRow {}

  /**
   * Nothing that can be used.
   *
   * @param row counted from one, the row of column names being the first
   * @param line in which the row begins
   * @param reason what is wrong and what to do
   * @param cell what stood in the address column
   */
  record Refused(long row, long line, String reason, String cell) implements ImportedRow {}

  /** Nothing at all. */
  record Blank() implements ImportedRow {}
}
