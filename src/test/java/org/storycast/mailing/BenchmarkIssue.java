// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An issue of about 30 KB as mail, personal in five places, and readers by the hundred thousand.
 */
final class BenchmarkIssue {

  private static final String SENTENCE =
      "The council of the steppe met on Thursday and spoke of wells, roads and schools. ";

  private BenchmarkIssue() {}

  static IssueContent content() {
    return new IssueContent(
        "Wells, roads and schools: what the council decided",
        "The budget of the year in one page",
        html(),
        "Dear {{storycast:name|reader}},\n\n%s\n\nLeave: %s\n%s\n"
            .formatted(SENTENCE.repeat(12).strip(), Markers.UNSUBSCRIBE, Markers.POSTAL_ADDRESS),
        "en");
  }

  private static String html() {
    StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><body>\n");
    page.append("<div>").append(Markers.PREHEADER).append("</div>\n");
    page.append("<p>Dear {{storycast:name|reader}},</p>\n");
    for (int paragraph = 0; paragraph < 80; paragraph++) {
      page.append("<p style=\"margin:0 0 16px\">").append(SENTENCE.repeat(3)).append("</p>\n");
    }
    return page.append(
            "<p><a href=\"%s\">Leave</a> <a href=\"%s\">Choose</a>"
                .formatted(Markers.UNSUBSCRIBE, Markers.PREFERENCES))
        .append(" <a href=\"%s\">Browser</a></p>\n".formatted(Markers.WEB_VERSION))
        .append("<p>")
        .append(Markers.POSTAL_ADDRESS)
        .append("</p></body></html>\n")
        .toString();
  }

  /**
   * Adds readers of a language, called {@code reader1@example.org} and so on.
   *
   * @param after the last number that is taken
   */
  static void addReaders(JdbcClient jdbc, String language, int after, int count) {
    jdbc.sql(
            """
            INSERT INTO reader
              (id, address, address_key, name, language, state, consent_source, added_at)
            SELECT gen_random_uuid(), 'reader' || n || '@example.org',
              'reader' || n || '@example.org', 'Reader No. ' || n, ?, 'CONFIRMED', 'a form',
              CURRENT_TIMESTAMP
            FROM generate_series(?, ?) AS numbers (n)
            """)
        .params(language, after + 1, after + count)
        .update();
  }
}
