// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import org.storycast.audience.Reader;
import org.storycast.mailing.MessagePieces.Place;

/**
 * An issue as mail: rendered once, then spliced for each reader. Equal issues give equal bytes, so
 * that a message that is sent again is the same message.
 */
final class IssueMessage {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final int SOFT_LINE = 75;

  private final Issue issue;
  private final MailProperties properties;
  private final UnsubscribeTokens tokens;
  private final MessagePieces pieces;

  IssueMessage(Issue issue, MailProperties properties, UnsubscribeTokens tokens) {
    this.issue = issue;
    this.properties = properties;
    this.tokens = tokens;
    this.pieces = render();
  }

  /** Writes one reader's message. */
  void writeTo(OutputStream out, Reader reader) throws IOException {
    UnsubscribeToken token = new UnsubscribeToken(reader.id(), this.issue.id());
    String signed = this.tokens.of(token);
    String link = this.properties.onSite("/u/" + signed);
    EnumMap<Place, byte[]> values = new EnumMap<>(Place.class);
    values.put(Place.TO, ascii(address("To", reader.address().value(), reader.name())));
    values.put(
        Place.MESSAGE_ID,
        ascii(
            header(
                "Message-ID",
                "<%s@%s>".formatted(this.tokens.messageIdOf(token), this.properties.domain()))));
    values.put(Place.LIST_UNSUBSCRIBE, ascii(listUnsubscribe(link, signed)));
    values.put(Place.UNSUBSCRIBE_LINK, ascii(softLines(link)));
    this.pieces.writeTo(out, values);
  }

  private MessagePieces render() {
    MessagePieces.Builder message = new MessagePieces.Builder();
    IssueBody body = IssueBody.of(this.issue, this.properties);
    String boundary = "=_" + this.issue.id();
    headers(message);
    message.text(
        "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"%s\"\r\n\r\n"
            .formatted(boundary));
    part(message, boundary, "text/plain", body.text());
    part(message, boundary, "text/html", body.html());
    return message.text("--%s--\r\n".formatted(boundary)).build();
  }

  /**
   * No Auto-Submitted: RFC 3834 means it for answers and notifications; Precedence keeps vacation
   * programs quiet.
   */
  private void headers(MessagePieces.Builder message) {
    message
        .text(header("Date", DATE.format(this.issue.openedAt().atOffset(ZoneOffset.UTC))))
        .text(address("From", this.properties.from(), this.properties.fromName()));
    if (!this.properties.replyTo().isBlank()) {
      message.text(address("Reply-To", this.properties.replyTo(), ""));
    }
    message
        .place(Place.TO)
        .place(Place.MESSAGE_ID)
        .text(header("Subject", encoded(this.issue.content().subject())))
        .text(header("List-Id", listId()))
        .place(Place.LIST_UNSUBSCRIBE)
        .text(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
        .text(header("List-Post", "NO"))
        .text(header("Feedback-ID", feedbackId()))
        .text(header("Precedence", "bulk"))
        .text(header("Content-Language", this.issue.content().language()));
  }

  private String listId() {
    String name = this.properties.fromName();
    String id = "<%s>".formatted(this.properties.list());
    return name.isBlank() ? id : encoded("\"" + name.replaceAll("[\"\\\\]", "") + "\"") + " " + id;
  }

  private String feedbackId() {
    return "%s:%s:newsletter:%s"
        .formatted(
            this.issue.id().toString().substring(0, 8),
            this.issue.content().language(),
            this.properties.senderId());
  }

  private String listUnsubscribe(String link, String token) {
    String mailbox = this.properties.unsubscribeAddress();
    String alsoByMail =
        mailbox.isBlank()
            ? ""
            : ",\r\n <mailto:%s?subject=unsubscribe-%s>".formatted(mailbox, token);
    return safe("List-Unsubscribe", "<%s>".formatted(link)) + safeTail(alsoByMail) + "\r\n";
  }

  private static String address(String header, String address, String name) {
    try {
      InternetAddress mailbox = new InternetAddress(address);
      if (!name.isBlank()) {
        mailbox.setPersonal(name, StandardCharsets.UTF_8.name());
      }
      return header(header, mailbox.toString());
    } catch (MessagingException | UnsupportedEncodingException malformed) {
      throw new IllegalStateException("%s is no address".formatted(header), malformed);
    }
  }

  private static String encoded(String text) {
    try {
      return MimeUtility.encodeText(text, StandardCharsets.UTF_8.name(), null);
    } catch (UnsupportedEncodingException missing) {
      throw new IllegalStateException("Every JDK has UTF-8", missing);
    }
  }

  private static String header(String name, String value) {
    return MimeUtility.fold(name.length() + 2, safe(name, value)) + "\r\n";
  }

  /** Whatever got this far: no header ends where we did not end it. */
  private static String safe(String name, String value) {
    String unfolded = value.replace("\r\n ", " ").replace("\r\n\t", " ");
    if (!unfolded.chars().allMatch(character -> character >= ' ' && character < 127)) {
      throw new IllegalStateException(
          "The header %s has a character that no header may have".formatted(name));
    }
    return name + ": " + value;
  }

  private static String safeTail(String folded) {
    safe("List-Unsubscribe", folded);
    return folded;
  }

  private static void part(
      MessagePieces.Builder message, String boundary, String type, String content) {
    message.text(
        "--%s\r\nContent-Type: %s; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            .formatted(boundary, type));
    String[] segments =
        content
            .replaceAll("\r\n|\r|\n", "\r\n")
            .split(java.util.regex.Pattern.quote(Markers.UNSUBSCRIBE), -1);
    for (int index = 0; index < segments.length; index++) {
      if (index > 0) {
        message.text("=\r\n").place(Place.UNSUBSCRIBE_LINK).text("=\r\n");
      }
      message.bytes(quotedPrintable(segments[index]));
    }
    message.text("\r\n");
  }

  private static byte[] quotedPrintable(String text) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try (OutputStream encoder = MimeUtility.encode(encoded, "quoted-printable")) {
      encoder.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | MessagingException failure) {
      throw new UncheckedIOException(new IOException("Quoted-printable failed", failure));
    }
    return encoded.toByteArray();
  }

  /** Quoted-printable of an address of letters, digits and a few signs: only its lines are cut. */
  private static String softLines(String link) {
    return link.replace("=", "=3D").replaceAll("(.{%d})(?=.)".formatted(SOFT_LINE), "$1=\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
