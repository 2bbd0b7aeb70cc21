// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

/** What Telegram makes of a text's length, for tests of other packages. */
public final class TelegramLengths {

  private TelegramLengths() {}

  /**
   * The code points that the server counts.
   *
   * @throws IllegalArgumentException where it refuses the text
   */
  public static int codePointsOf(String html) {
    try {
      String text = TelegramHtml.parse(html).text();
      return text.codePointCount(0, text.length());
    } catch (TelegramRefusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }
}
