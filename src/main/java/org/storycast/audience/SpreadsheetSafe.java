// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking a cell for a formula (<a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV Injection</a>, seen
 * November 2026): an apostrophe is put before what begins like one, and before what begins with
 * apostrophes and then like one, so that it can be taken away again without a doubt.
 */
final class SpreadsheetSafe {

  private static final Pattern DANGEROUS = Pattern.compile("(?s)'*[=+@\\t\\r\\n\\-].*");
  private static final Pattern DISARMED = Pattern.compile("(?s)'+[=+@\\t\\r\\n\\-].*");

  private SpreadsheetSafe() {}

  static String disarm(String cell) {
    return DANGEROUS.matcher(cell).matches() ? "'" + cell : cell;
  }

  static String rearm(String cell) {
    return DISARMED.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
