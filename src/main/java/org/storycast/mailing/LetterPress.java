// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Reader;
import org.storycast.mailing.LetterTexts.Part;

/**
 * Writes letters to single readers, in the dress of the issues: whole MIME messages, signed, ready
 * for the relay. The same letter has the same Message-ID whenever it is written.
 */
@Component
public class LetterPress {

  private static final IssueId NONE = new IssueId(new UUID(0, 0));

  private final Letterhead letterhead;
  private final LetterTexts texts;
  private final UnsubscribeTokens tokens;
  private final Clock clock;

  LetterPress(Letterhead letterhead, LetterTexts texts, UnsubscribeTokens tokens, Clock clock) {
    this.letterhead = letterhead;
    this.texts = texts;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Asks whoever signed up whether it was the owner of the address. It is an automatic message (RFC
   * 3834) and belongs to no list.
   *
   * @param language in which to ask, a BCP 47 tag
   * @param known whether the owner gets our mail already
   * @param confirmLink where the owner says yes
   * @throws IllegalStateException when {@link Letterhead#problem() something} keeps mail from being
   *     written
   */
  public byte[] confirmation(EmailAddress to, String language, boolean known, URI confirmLink) {
    Map<String, String> values =
        Map.of("confirm", confirmLink.toString(), "known", known ? "yes" : "");
    MessagePieces.Builder message =
        begin(
            LetterTexts.CONFIRM,
            language,
            values,
            HeaderFields.mailbox("To", "", to.value()),
            this.tokens.messageIdOf("confirm\n" + to.key() + "\n" + confirmLink));
    message.field(this.letterhead.feedbackId("confirm", language, "signup"));
    return print(message, body(LetterTexts.CONFIRM, language, values));
  }

  /**
   * Welcomes a reader who has confirmed; the letter has all that an issue has to leave the list.
   *
   * @param letter which welcome it is, for the Message-ID: who comes back is welcomed again
   * @throws IllegalStateException when {@link Letterhead#problem() something} keeps mail from being
   *     written
   */
  public byte[] welcome(Reader reader, UUID letter) {
    UnsubscribeToken token = new UnsubscribeToken(reader.id(), NONE);
    PersonalLinks links = PersonalLinks.of(token, this.tokens, this.letterhead.properties());
    Map<String, String> values =
        Map.of("name", HeaderFields.clean(reader.name()), "archive", this.letterhead.archive());
    MessagePieces.Builder message =
        begin(
            LetterTexts.WELCOME,
            reader.language(),
            values,
            HeaderFields.mailbox("To", reader.name(), reader.address().value()),
            this.tokens.messageIdOf("welcome\n" + reader.id() + "\n" + letter));
    this.letterhead.list(message);
    message
        .field(this.letterhead.listUnsubscribe(links.unsubscribe(), links.token()))
        .field(Letterhead.ONE_CLICK)
        .field(this.letterhead.feedbackId("welcome", reader.language(), "signup"));
    return print(message, body(LetterTexts.WELCOME, reader.language(), values).with(links));
  }

  private MessagePieces.Builder begin(
      String letter, String language, Map<String, String> values, String to, String id) {
    this.letterhead
        .problem()
        .ifPresent(
            problem -> {
              throw new IllegalStateException(problem);
            });
    String subject = this.texts.text(letter, Part.SUBJECT, language, values);
    String messageId =
        HeaderFields.of(
            "Message-ID", "<%s@%s>".formatted(id, this.letterhead.properties().domain()));
    return this.letterhead
        .begin(this.clock.instant(), subject, to, messageId)
        .field(HeaderFields.of("Auto-Submitted", "auto-generated"))
        .field(HeaderFields.of("Precedence", "bulk"))
        .field(
            HeaderFields.of("Content-Language", Locale.forLanguageTag(language).toLanguageTag()));
  }

  private IssueBody body(String letter, String language, Map<String, String> values) {
    return IssueBody.of(
        InlineStyles.inline(this.texts.text(letter, Part.HTML, language, values)),
        this.texts.text(letter, Part.TEXT, language, values),
        Map.of(Markers.POSTAL_ADDRESS, this.letterhead.properties().postalAddress()));
  }

  private byte[] print(MessagePieces.Builder message, IssueBody body) {
    body.writeTo(message, "=_letter");
    MessagePieces pieces = message.build();
    return pieces.message(this.letterhead.signer().sign(pieces, Map.of()), Map.of());
  }
}
