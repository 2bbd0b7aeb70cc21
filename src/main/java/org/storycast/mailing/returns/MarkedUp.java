// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Text that came as HTML. */
final class MarkedUp {

  private MarkedUp() {}

  /** What is to be read, each block on a line of its own. */
  static String plain(String html) {
    Document page = Jsoup.parse(html);
    page.select("br, p, div, tr, li, h1, h2, h3, pre").append("\n");
    return page.wholeText();
  }
}
