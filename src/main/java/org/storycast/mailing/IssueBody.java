// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;
import org.storycast.mailing.MessagePieces.Place;

/**
 * The two bodies of a mail with everything filled in that is the same for every reader. Only the
 * personal places of {@link Markers} are left.
 *
 * @param html the page
 * @param text the plain text
 */
record IssueBody(String html, String text) {

  private static final int FALLBACK = 1;
  private static final Pattern MARKER = Pattern.compile("\\{\\{storycast:[a-z]+}}");

  static IssueBody of(Issue issue, MailProperties properties) {
    IssueContent content = issue.content();
    return of(
        content.html(),
        content.text(),
        Map.of(
            Markers.WEB_VERSION, properties.onSite("/i/" + issue.id()),
            Markers.PREHEADER, content.preheader(),
            Markers.POSTAL_ADDRESS, properties.postalAddress()));
  }

  /** The same with the counted links of the page leading over this service. */
  IssueBody counting(List<String> targets, ClickLinks links) {
    return new IssueBody(links.rewritten(this.html, targets), this.text);
  }

  /** Fills markers in, escaped on the page. */
  static IssueBody of(String html, String text, Map<String, String> values) {
    return new IssueBody(
        filled(html, values, IssueBody::escaped), filled(text, values, UnaryOperator.identity()));
  }

  /** In one go, so that a value that looks like a marker stays what it is. */
  private static String filled(
      String template, Map<String, String> values, UnaryOperator<String> escaping) {
    return MARKER
        .matcher(template)
        .replaceAll(
            found -> {
              String value = values.get(found.group());
              return Matcher.quoteReplacement(
                  value == null ? found.group() : escaping.apply(value));
            });
  }

  /** The same with one reader's links filled in. */
  IssueBody with(PersonalLinks links) {
    return of(
        this.html,
        this.text,
        Map.of(Markers.UNSUBSCRIBE, links.unsubscribe(), Markers.PREFERENCES, links.preferences()));
  }

  /** Writes both as the alternatives of one message, the plain one first. */
  void writeTo(MessagePieces.Builder message, String boundary) {
    message
        .field(HeaderFields.of("MIME-Version", "1.0"))
        .field(
            HeaderFields.of(
                "Content-Type", "multipart/alternative;", "boundary=\"%s\"".formatted(boundary)));
    part(message, boundary, "text/plain", this.text, Place.NAME_IN_TEXT);
    part(message, boundary, "text/html", this.html, Place.NAME_IN_HTML);
    message.body(ascii("--%s--\r\n".formatted(boundary)));
  }

  /** Each personal place begins on a line of its own, so that no line need be broken anew. */
  private static void part(
      MessagePieces.Builder message, String boundary, String type, String content, Place name) {
    message.body(
        ascii(
            "--%s\r\nContent-Type: %s; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                .formatted(boundary, type)));
    Matcher places = Markers.PERSONAL.matcher(content);
    int from = 0;
    while (places.find()) {
      message.body(QuotedPrintable.of(content.substring(from, places.start())));
      message.body(ascii("=\r\n"));
      switch (places.group()) {
        case Markers.UNSUBSCRIBE -> message.body(Place.UNSUBSCRIBE_LINK, null);
        case Markers.PREFERENCES -> message.body(Place.PREFERENCES_LINK, null);
        case Markers.CLICK -> message.body(Place.CLICK_TOKEN, new byte[0]);
        default -> message.body(name, QuotedPrintable.of(places.group(FALLBACK)));
      }
      message.body(ascii("=\r\n"));
      from = places.end();
    }
    message.body(QuotedPrintable.of(content.substring(from))).body(ascii("\r\n"));
  }

  static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
