// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

/** Feeds of an invented newspaper. */
final class Rss {

  private Rss() {}

  static String feed(String... items) {
    return "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        + " xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        + " xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Courier</title>"
        + "<link>https://courier.example/</link><language>en-GB</language>"
        + String.join("", items)
        + "</channel></rss>";
  }

  static String item(String guid, String title, String text) {
    return item(guid, title, text, "Mon, 02 Mar 2026 10:00:00 +0000");
  }

  static String item(String guid, String title, String text, String date) {
    return ("<item><guid isPermaLink='false'>%s</guid><title>%s</title>"
            + "<link>https://courier.example/%s/?utm_source=rss</link><pubDate>%s</pubDate>"
            + "<description>%s</description></item>")
        .formatted(guid, title, guid, date, text);
  }
}
