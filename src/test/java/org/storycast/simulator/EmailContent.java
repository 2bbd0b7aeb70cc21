// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The content of one message, as it comes after DATA, and what is wrong with it. */
final class EmailContent {

  private static final int LONGEST_LINE = 998;
  private static final int MIDDLE = 5;
  private static final String[] ONCE = {"From", "Date", "Message-ID", "Subject", "To"};

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable String fault;

  /** Reads up to the final dot, even where a line breaks a rule. */
  void read(InputStream in, Middle middle) throws IOException {
    int lines = 0;
    for (byte[] line = line(in); !(line.length == 1 && line[0] == '.'); line = line(in)) {
      int from = line.length > 0 && line[0] == '.' ? 1 : 0;
      this.message.write(line, from, line.length - from);
      this.message.write('\r');
      this.message.write('\n');
      if (++lines == MIDDLE) {
        middle.reached();
      }
    }
  }

  private byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    while (true) {
      if (octet < 0) {
        throw new IOException("The other side left inside a message");
      }
      int following = octet == '\r' ? in.read() : -2;
      if (following == '\n') {
        break;
      }
      if (octet == '\r' || octet == '\n') {
        this.fault = "550 5.6.0 Bare carriage return or line feed";
      }
      if (octet > 126) {
        this.fault = "550 5.6.1 Eight-bit data without BODY=8BITMIME";
      }
      line.write(octet);
      octet = following == -2 ? in.read() : following;
    }
    if (line.size() > LONGEST_LINE) {
      this.fault = "550 5.6.0 A line has more than 998 characters";
    }
    return line.toByteArray();
  }

  byte[] bytes() {
    return this.message.toByteArray();
  }

  /** The refusal that this message deserves; null where there is none. */
  @Nullable String fault() {
    return this.fault == null ? faultOfStructure() : this.fault;
  }

  private @Nullable String faultOfStructure() {
    try {
      MimeMessage parsed =
          new MimeMessage((jakarta.mail.Session) null, new ByteArrayInputStream(bytes()));
      for (String name : ONCE) {
        String[] values = parsed.getHeader(name);
        if (values == null || values.length != 1 || values[0].isBlank()) {
          return "550 5.6.0 The message needs exactly one header " + name;
        }
      }
      if (parsed.getSentDate() == null) {
        return "550 5.6.0 The date can't be read";
      }
      return faultOfParts(parsed);
    } catch (MessagingException | IOException malformed) {
      return "550 5.6.0 The message can't be parsed";
    }
  }

  private @Nullable String faultOfParts(MimeMessage parsed) throws MessagingException, IOException {
    if (parsed.getContent() instanceof MimeMultipart parts) {
      String end =
          "--"
              + new jakarta.mail.internet.ContentType(parts.getContentType())
                  .getParameter("boundary")
              + "--\r\n";
      if (!new String(bytes(), StandardCharsets.US_ASCII).endsWith(end) || parts.getCount() < 1) {
        return "550 5.6.0 The message's parts do not end";
      }
    }
    return null;
  }

  /** Told when some lines of the message have come. */
  interface Middle {
    void reached() throws IOException;
  }
}
