// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.regex.Pattern;

/** At which command of the dialogue (RFC 5321) the other server refused, where a notice says so. */
enum Dialogue {
  /** Before any reader was named: it refuses the sender. */
  BEFORE_RECIPIENT(
      "(?:after|in reply to|to|response to) (?:the )?(?:initial connection|mail from|mail|helo|ehlo)\\b"
          + "|but (?:my name|sender) was rejected|>>> ?(?:mail from|helo|ehlo)[^\\n]*\\n<<< ?5"),
  /** After the readers: it refuses the message, or this reader's wish to get it. */
  DATA(
      "(?:after|in reply to|to) (?:the )?(?:end of )?data\\b|after end of data|failed on data command|failed after i sent the message"
          + "|>>> ?data[^\\n]*\\n<<< ?5|smtp command\\s+data|>>> ?\\.\\s*\\n<<< ?5"),
  /** At the reader, or unknown. */
  RECIPIENT("");

  private static final int SHORTEST_REPLY = 8;

  /** Says that there is nobody, whatever the message was. */
  private static final Pattern NOBODY =
      Pattern.compile(
          "\\b(?:user|account|mailbox|recipient)\\b[^.\\n]{0,20} (?:doesn't|does not|doesnt) (?:exist|have)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern AT_RECIPIENT =
      Pattern.compile(
          "(?:after|in reply to|response to) (?:the )?rcpt to|>>> ?rcpt to[^\\n]*\\n(?:<<< ?5|5)"
              + "|no valid recipients|need rcpt|does not like recipient"
              + "|(?:^|\\n)550 5\\.1\\.1 <[^>\\n]+>\\.\\.\\. user unknown",
          Pattern.CASE_INSENSITIVE);

  private final Pattern words;

  Dialogue(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** Which command a reply answers, in a notice that may quote several. */
  static Dialogue of(String text, String reply) {
    int quoted = reply.length() < SHORTEST_REPLY ? -1 : text.indexOf("<<< " + reply);
    int command = quoted < 0 ? -1 : text.lastIndexOf(">>> ", quoted);
    int next = text.indexOf(">>> ", Math.max(quoted, 0));
    return command < 0
        ? of(text + reply)
        : of(text.substring(command, next < 0 ? text.length() : next));
  }

  static Dialogue of(String text) {
    if (AT_RECIPIENT.matcher(text).find()) {
      return RECIPIENT;
    }
    if (BEFORE_RECIPIENT.words.matcher(text).find()) {
      return BEFORE_RECIPIENT;
    }
    return DATA.words.matcher(text).find() ? DATA : RECIPIENT;
  }

  /** An unknown reader is refused by name; who is refused at another command is not known dead. */
  ReturnKind weigh(ReturnKind kind, String status, String words) {
    if (kind != ReturnKind.RECIPIENT_DEAD || this == RECIPIENT) {
      return kind;
    }
    if (this == BEFORE_RECIPIENT) {
      return ReturnKind.POLICY;
    }
    return status.startsWith("5.1.") || NOBODY.matcher(words).find() ? kind : ReturnKind.TEMPORARY;
  }
}
