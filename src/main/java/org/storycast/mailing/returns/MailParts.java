// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The parts of a mail that returned mail is known by. What is malformed is read as plain text. */
final class MailParts {

  private static final int DEEPEST = 8;
  private static final int LONGEST_HEADER = 2000;
  private static final int MOST_PARTS = 50;
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_BYTES_OF_ALL = 1024 * 1024;

  private final MimeMessage message;
  private final List<String> texts = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();
  private final List<String> statuses = new ArrayList<>();
  private final List<String> feedbacks = new ArrayList<>();
  private final List<String> originals = new ArrayList<>();
  private int parts;

  private MailParts(MimeMessage message) {
    this.message = message;
  }

  /**
   * Reads a mail, which may have been cut off at its end.
   *
   * @throws IOException when it can't be read
   * @throws MessagingException when it is no mail at all
   */
  static MailParts read(InputStream mail) throws IOException, MessagingException {
    byte[] bytes = mail.readNBytes(MOST_BYTES_OF_ALL);
    withLineFeeds(bytes);
    MailParts parts = new MailParts(new MimeMessage(session(), new ByteArrayInputStream(bytes)));
    parts.walk(parts.message, 0);
    return parts;
  }

  /** A gateway may have left carriage returns alone. */
  private static void withLineFeeds(byte[] bytes) {
    for (int index = 0; index < bytes.length; index++) {
      boolean alone = index + 1 == bytes.length || bytes[index + 1] != '\n';
      bytes[index] = bytes[index] == '\r' && alone ? (byte) '\n' : bytes[index];
    }
  }

  private static Session session() {
    Properties settings = new Properties();
    settings.setProperty("mail.mime.allowutf8", "true");
    return Session.getInstance(settings);
  }

  private void walk(Part part, int depth) throws IOException, MessagingException {
    if (depth > DEEPEST || ++this.parts > MOST_PARTS) {
      return;
    }
    String type = type(part);
    if (type.startsWith("multipart/")) {
      walkEach(part, depth);
    } else if (type.endsWith("delivery-status")) {
      this.statuses.add(text(part));
    } else if (type.equals("message/feedback-report")) {
      this.feedbacks.add(text(part));
    } else if (type.startsWith("message/") || type.equals("text/rfc822-headers")) {
      this.originals.add(text(part));
    } else if (type.equals("text/html")) {
      this.pages.add(MarkedUp.plain(text(part)));
    } else if (type.startsWith("text/")) {
      this.texts.add(text(part));
    }
  }

  private void walkEach(Part part, int depth) throws IOException, MessagingException {
    Multipart multipart = multipart(part);
    if (multipart == null) {
      this.texts.add(text(part));
      return;
    }
    for (int index = 0; index < multipart.getCount(); index++) {
      walk(multipart.getBodyPart(index), depth + 1);
    }
  }

  private static @Nullable Multipart multipart(Part part) throws IOException {
    try {
      MimeMultipart multipart = new MimeMultipart(part.getDataHandler().getDataSource());
      return multipart.getCount() == 0 ? null : multipart;
    } catch (MessagingException malformed) {
      return null;
    }
  }

  private static String type(Part part) throws MessagingException {
    try {
      return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
    } catch (MessagingException malformed) {
      return "text/plain";
    }
  }

  private static String text(Part part) throws IOException, MessagingException {
    byte[] bytes;
    try (InputStream in = part.getInputStream()) {
      bytes = in.readNBytes(MOST_BYTES);
    } catch (IOException | MessagingException undecodable) {
      try (InputStream in = raw(part)) {
        bytes = in.readNBytes(MOST_BYTES);
      }
    }
    return new String(bytes, charset(part));
  }

  private static InputStream raw(Part part) throws MessagingException {
    return switch (part) {
      case MimeMessage message -> message.getRawInputStream();
      case MimeBodyPart body -> body.getRawInputStream();
      default -> InputStream.nullInputStream();
    };
  }

  private static Charset charset(Part part) {
    try {
      String name = new ContentType(part.getContentType()).getParameter("charset");
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
    } catch (MessagingException | IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  /** A header of the mail itself, unfolded and decoded; empty where it is not there. */
  String header(String name) {
    try {
      String value = this.message.getHeader(name, ", ");
      return value == null
          ? ""
          : MimeUtility.decodeText(MimeUtility.unfold(shortened(value))).strip();
    } catch (MessagingException | IOException malformed) {
      return "";
    }
  }

  private static String shortened(String value) {
    return value.substring(0, Math.min(value.length(), LONGEST_HEADER));
  }

  boolean has(String name) {
    try {
      return this.message.getHeader(name) != null;
    } catch (MessagingException malformed) {
      return false;
    }
  }

  /** What is meant to be read, where there is any without markup, else what is left without it. */
  List<String> texts() {
    return this.texts.isEmpty() ? this.pages : this.texts;
  }

  List<String> statuses() {
    return this.statuses;
  }

  List<String> feedbacks() {
    return this.feedbacks;
  }

  /** The mails, or only their headers, that it encloses. */
  List<String> originals() {
    return this.originals;
  }
}
