// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.springframework.web.util.HtmlUtils;

/**
 * The two bodies of an issue with everything filled in that is the same for every reader. Only
 * {@link Markers#UNSUBSCRIBE} is left; a template that has forgotten it gets one.
 *
 * @param html the page
 * @param text the plain text
 */
record IssueBody(String html, String text) {

  private static final String END_OF_PAGE = "</body>";

  static IssueBody of(Issue issue, MailProperties properties) {
    IssueContent content = issue.content();
    String webVersion = properties.onSite("/i/" + issue.id());
    String html =
        content
            .html()
            .replace(Markers.WEB_VERSION, webVersion)
            .replace(Markers.PREHEADER, HtmlUtils.htmlEscape(content.preheader(), "UTF-8"))
            .replace(
                Markers.POSTAL_ADDRESS, HtmlUtils.htmlEscape(properties.postalAddress(), "UTF-8"));
    String text =
        content
            .text()
            .replace(Markers.WEB_VERSION, webVersion)
            .replace(Markers.PREHEADER, content.preheader())
            .replace(Markers.POSTAL_ADDRESS, properties.postalAddress());
    return new IssueBody(withLink(html), withLineOfItsOwn(text));
  }

  private static String withLink(String html) {
    if (html.contains(Markers.UNSUBSCRIBE)) {
      return html;
    }
    String link = "<p><a href=\"%s\">Unsubscribe</a></p>".formatted(Markers.UNSUBSCRIBE);
    int end = html.lastIndexOf(END_OF_PAGE);
    return end < 0 ? html + link : html.substring(0, end) + link + html.substring(end);
  }

  private static String withLineOfItsOwn(String text) {
    return text.contains(Markers.UNSUBSCRIBE)
        ? text
        : text.stripTrailing() + "\n\nUnsubscribe: " + Markers.UNSUBSCRIBE + "\n";
  }
}
