// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.ByteBuffer;
import java.util.Locale;

/** One connection to the counting sink. */
final class SinkDialogue {

  static final String GREETING = "220 sink.example ESMTP\r\n";

  private static final int LONGEST_HEAD = 8 * 1024;
  private static final int DOT_LENGTH = 5;

  /** CR LF . CR LF, which cannot stand inside a message, since each dot is doubled there. */
  private static final long DOT = 0x0D0A2E0D0AL;

  private static final long DOT_MASK = 0xFFFFFFFFFFL;

  private final Copies copies;
  private final CountingSink.Events events;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder head = new StringBuilder();
  private String recipient = "";
  private boolean inMessage;
  private long tail;

  SinkDialogue(Copies copies, CountingSink.Events events) {
    this.copies = copies;
    this.events = events;
  }

  /** Takes what has come, and answers the replies to it. */
  String read(ByteBuffer bytes) {
    StringBuilder replies = new StringBuilder();
    while (bytes.hasRemaining()) {
      if (this.inMessage) {
        message(bytes, replies);
      } else {
        command(bytes, replies);
      }
    }
    return replies.toString();
  }

  private void command(ByteBuffer bytes, StringBuilder replies) {
    while (bytes.hasRemaining() && !this.inMessage) {
      char next = (char) bytes.get();
      if (next == '\n') {
        replies.append(obey(this.line.toString().strip()));
        this.line.setLength(0);
      } else {
        this.line.append(next);
      }
    }
  }

  private String obey(String command) {
    this.events.happened();
    String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "EHLO" -> "250-sink.example\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES\r\n";
      case "RCPT" -> {
        this.recipient = command.substring(command.indexOf('<') + 1, command.indexOf('>'));
        yield "250 2.1.5 Ok\r\n";
      }
      case "DATA" -> {
        this.inMessage = true;
        this.tail = 0x0D0A;
        this.head.setLength(0);
        yield "354 Go on\r\n";
      }
      case "QUIT" -> "221 2.0.0 Bye\r\n";
      default -> "250 2.0.0 Ok\r\n";
    };
  }

  /** Senders wait for the answer to the final dot, so that it is always the last that comes. */
  private void message(ByteBuffer bytes, StringBuilder replies) {
    for (int index = bytes.position();
        index < bytes.limit() && this.head.length() < LONGEST_HEAD;
        index++) {
      this.head.append((char) bytes.get(index));
    }
    for (int index = Math.max(bytes.position(), bytes.limit() - DOT_LENGTH);
        index < bytes.limit();
        index++) {
      this.tail = (this.tail << Byte.SIZE | bytes.get(index) & 0xFF) & DOT_MASK;
    }
    bytes.position(bytes.limit());
    if (this.tail == DOT) {
      this.inMessage = false;
      int number = this.copies.add(this.recipient, messageId());
      this.events.happened();
      replies.append("250 2.0.0 Ok: queued as %d\r\n".formatted(number));
    }
  }

  private String messageId() {
    int start = this.head.indexOf("Message-ID: ");
    return start < 0 ? "" : this.head.substring(start + 12, this.head.indexOf("\r\n", start));
  }
}
