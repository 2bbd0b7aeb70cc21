// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Makes of a mail's page one for the browser: nothing that is one reader's, or mail's alone. */
final class WebPage {

  private static final String FALLBACK = "$1";

  private WebPage() {}

  static String of(Issue issue, MailProperties properties) {
    String html = Markers.NAME.matcher(IssueBody.of(issue, properties).html()).replaceAll(FALLBACK);
    Document page = Jsoup.parse(html);
    page.outputSettings().prettyPrint(false);
    page.select(
            ".mail-only, a.webversion, a[href=\"%s\"], a[href=\"%s\"]"
                .formatted(Markers.UNSUBSCRIBE, Markers.PREFERENCES))
        .remove();
    Element head = page.head();
    if (head.select("meta[name=viewport]").isEmpty()) {
      head.appendElement("meta")
          .attr("name", "viewport")
          .attr("content", "width=device-width, initial-scale=1");
    }
    if (page.title().isBlank()) {
      page.title(issue.content().subject());
    }
    return page.outerHtml().replace(Markers.UNSUBSCRIBE, "").replace(Markers.PREFERENCES, "");
  }
}
