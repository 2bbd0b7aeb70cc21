// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.storycast.audience.Reader;
import org.storycast.mailing.MessagePieces.Place;

/**
 * An issue as mail: rendered once, then spliced and signed for each reader. Equal issues give equal
 * bytes, so that a message that is sent again is the same message.
 */
final class IssueMessage {

  private final Issue issue;
  private final Letterhead letterhead;
  private final UnsubscribeTokens tokens;
  private final ClickTokens clicks;
  private final List<String> targets;
  private final String domain;
  private final MessagePieces pieces;

  /**
   * Renders an issue.
   *
   * @param targets where its counted links lead; empty where none is counted
   */
  IssueMessage(Issue issue, Letterhead letterhead, UnsubscribeTokens tokens, List<String> targets) {
    this.issue = issue;
    this.letterhead = letterhead;
    this.tokens = tokens;
    this.clicks = new ClickTokens(tokens);
    this.targets = targets;
    this.domain = letterhead.properties().domain();
    this.pieces = render();
  }

  /**
   * One reader's message; no line of it begins with a dot.
   *
   * @param position of the reader's line
   * @throws IllegalStateException when it can't be written or signed, with the reason
   */
  byte[] of(Reader reader, int position) {
    Map<Place, byte[]> values = valuesOf(reader);
    if (this.pieces.has(Place.CLICK_TOKEN)) {
      LineId line = new LineId(this.issue.number(), position);
      values.put(Place.CLICK_TOKEN, this.clicks.of(this.issue.id(), line));
    }
    return this.pieces.message(this.letterhead.signer().sign(this.pieces, values), values);
  }

  private Map<Place, byte[]> valuesOf(Reader reader) {
    UnsubscribeToken token = new UnsubscribeToken(reader.id(), this.issue.id());
    PersonalLinks links = PersonalLinks.of(token, this.tokens, this.letterhead.properties());
    EnumMap<Place, byte[]> values = new EnumMap<>(Place.class);
    values.put(Place.TO, utf8(HeaderFields.mailbox("To", reader.name(), reader.address().value())));
    values.put(
        Place.MESSAGE_ID,
        utf8(
            HeaderFields.of(
                "Message-ID", "<" + this.tokens.messageIdOf(token) + "@" + this.domain + ">")));
    values.put(
        Place.LIST_UNSUBSCRIBE,
        utf8(this.letterhead.listUnsubscribe(links.unsubscribe(), links.token())));
    values.put(Place.UNSUBSCRIBE_LINK, QuotedPrintable.of(links.unsubscribe()));
    if (this.pieces.has(Place.PREFERENCES_LINK)) {
      values.put(Place.PREFERENCES_LINK, QuotedPrintable.of(links.preferences()));
    }
    String name = HeaderFields.clean(reader.name());
    if (!name.isEmpty() && this.pieces.has(Place.NAME_IN_HTML)) {
      values.put(Place.NAME_IN_HTML, QuotedPrintable.of(IssueBody.escaped(name)));
    }
    if (!name.isEmpty() && this.pieces.has(Place.NAME_IN_TEXT)) {
      values.put(Place.NAME_IN_TEXT, QuotedPrintable.of(name));
    }
    return values;
  }

  /**
   * No Auto-Submitted: RFC 3834 means it for answers and notifications; Precedence keeps vacation
   * programs quiet.
   */
  private MessagePieces render() {
    IssueContent content = this.issue.content();
    MessagePieces.Builder message =
        this.letterhead.begin(this.issue.openedAt(), content.subject(), null, null);
    this.letterhead.list(message);
    message
        .field("List-Unsubscribe", Place.LIST_UNSUBSCRIBE)
        .field(Letterhead.ONE_CLICK)
        .field(
            this.letterhead.feedbackId(
                this.issue.id().toString().substring(0, 8), content.language(), "newsletter"))
        .field(HeaderFields.of("Precedence", "bulk"))
        .field(HeaderFields.of("Content-Language", content.language()));
    IssueBody.of(this.issue, this.letterhead.properties())
        .counting(this.targets, this.letterhead.links())
        .writeTo(message, "=_" + this.issue.id());
    return message.build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
