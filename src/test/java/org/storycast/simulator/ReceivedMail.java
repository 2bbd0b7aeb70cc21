// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;

/**
 * A message that the simulated relay took.
 *
 * @param at when it was taken
 * @param sender of the envelope
 * @param recipient of the envelope
 * @param raw its bytes, dots unstuffed
 */
public record ReceivedMail(Instant at, String sender, String recipient, byte[] raw) {

  /** The only value of a header, unfolded; fails where it is missing or there are several. */
  public String header(String name) {
    try {
      String[] values = message().getHeader(name);
      if (values == null || values.length != 1) {
        throw new IllegalStateException("The message needs one header " + name);
      }
      return jakarta.mail.internet.MimeUtility.unfold(values[0]);
    } catch (MessagingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  /** Whether it has the header. */
  public boolean has(String name) {
    try {
      return message().getHeader(name) != null;
    } catch (MessagingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  /** The subject as readers see it. */
  public String subject() {
    try {
      return message().getSubject();
    } catch (MessagingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  /** The body of the given type, such as {@code text/plain}, as readers see it. */
  public String body(String type) {
    try {
      if (!(message().getContent() instanceof MimeMultipart parts)) {
        return String.valueOf(message().getContent());
      }
      for (int index = 0; index < parts.getCount(); index++) {
        BodyPart part = parts.getBodyPart(index);
        if (part.isMimeType(type)) {
          return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
      }
      throw new IllegalStateException("The message has no part " + type);
    } catch (MessagingException malformed) {
      throw new IllegalStateException(malformed);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The message as a mail program parses it. */
  public MimeMessage message() {
    try {
      return new MimeMessage(
          Session.getInstance(new Properties()), new ByteArrayInputStream(this.raw));
    } catch (MessagingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  /** The part of the Message-ID before the first dot, by which a sender tells its issues apart. */
  public String issue() {
    String id = header("Message-ID");
    return id.substring(1, id.indexOf('.'));
  }
}
