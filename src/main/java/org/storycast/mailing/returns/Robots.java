// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells the mails of mail servers and of answering programs from those of people. */
final class Robots {

  private static final Pattern SERVER =
      Pattern.compile(
          "mailer-?daemon|postmaster|mail[ -_.]?delivery|delivery[ -_.]?(?:sub)?system|mail (?:system|administrator|router)"
              + "|mail-?admin|mdaemon|exchange|bounce|mailer@|internet mail|smtp gateway|message router",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DAEMON =
      Pattern.compile(
          "mailer-?daemon|mail[ -_.]?delivery[ -_.]?(?:sub)?system", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBJECT =
      Pattern.compile(
          "undeliver|not deliver|non[- ]?deliver|fail(?:ed|ure)?\\b.*(?:deliver|mail|notice|message)"
              + "|deliver\\w*.*(?:fail|error|problem|delay|status|notif|report|incomplete)|failure notice|returned (?:mail|message|to sender)"
              + "|mail (?:could|system error|error|status)|unknown user|user unknown|nondeliverable|bounce|couldn't be delivered"
              + "|could not be (?:sent|delivered)|delay|unzustellbar|error sending|message status|email error|mail.*(?:rejected|blocked|returned)"
              + "|permanent error|transient|warning: .*(?:mail|message)|dsn:|配信|échec|не доставлен",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WORDS =
      Pattern.compile(
          "could ?n[o']t (?:be )?(?:deliver|sent|reach)|(?:was|were|is|are)(?: not|n't) (?:be )?(?:able to )?deliver|unable to deliver|not (?:yet )?been delivered"
              + "|did ?n[o']t reach|undeliver|(?:permanent|fatal) (?:fatal )?errors?|delivery (?:problem|fail|error|status|has failed|of)"
              + "|failed to deliver|error (?:occurred|delivering)|transcript of session|failed address|deliver\\w* to the following|rejected by|not delivered"
              + "|following (?:address|recipient|destination)|user unknown|unknown user|giving up|returned to (?:you|sender)|non-delivered|не может быть доставлено",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AWAY =
      Pattern.compile(
          "^(?:auto: |\\[?auto\\]?[- ]?(?:matic|mated|reply|response|re)\\b|(?:re: ?)?auto(?:matic|matische|mated)? ?-?(?:reply|response|answer|antwort)"
              + "|.*\\bout of (?:the )?office\\b|.*\\bvacation\\b|.*\\baway from (?:my|the)\\b|.*\\bon (?:annual |maternity |parental )?leave\\b"
              + "|.*\\babwesen|automatische|réponse automatique|.*\\babsence\\b|respuesta automática|risposta automatica"
              + "|automatisch antwoord|автоответ|автоматический ответ|.*\\botpusk|.*отпуск|自動(?:返信|応答)|自动回复|자동"
              + "|autosvar|fuera de (?:la )?oficina|i am (?:away|out))",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private Robots() {}

  /** Whether a reader's program answers (RFC 3834, and what programs did before it). */
  static boolean isAutoReply(MailParts mail) {
    String submitted = mail.header("Auto-Submitted").toLowerCase(Locale.ROOT);
    String precedence = mail.header("Precedence").toLowerCase(Locale.ROOT);
    return submitted.startsWith("auto-replied")
        || submitted.startsWith("auto-notified")
        || mail.has("X-Autoreply")
        || mail.has("X-Autorespond")
        || mail.has("X-Auto-Response-From")
        || precedence.equals("auto_reply")
        || AWAY.matcher(mail.header("Subject")).find();
  }

  /** Whether a mail server, by its name, reports in words that a mail did not get through. */
  static boolean isNoticeByName(MailParts mail, String text) {
    boolean named =
        mail.has("X-Failed-Recipients")
            || mail.header("Content-Type").contains("report-type=delivery-status")
            || DAEMON.matcher(mail.header("From")).find();
    return named && (SUBJECT.matcher(mail.header("Subject")).find() || WORDS.matcher(text).find());
  }

  /**
   * Whether it reports without a name: answers of people have a return path (RFC 3834), or enclose
   * no mail.
   */
  static boolean isNotice(MailParts mail, String text) {
    boolean words = WORDS.matcher(text).find();
    boolean subject = SUBJECT.matcher(mail.header("Subject")).find();
    String from = mail.header("From");
    if (from.isBlank() || from.equals("<>")) {
      return words || subject;
    }
    if (mail.header("Return-Path").equals("<>")) {
      return subject && (words || SERVER.matcher(from).find())
          || words && !mail.originals().isEmpty();
    }
    return SERVER.matcher(from).find() && subject && words;
  }
}
