// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a mail server says: its reply's code, the enhanced status code (RFC 3463, and the
 * list at iana.org/assignments/smtp-enhanced-status-codes, read 2026-11) and its words. Servers
 * contradict themselves; whatever speaks for our own fault is then believed before what speaks
 * against the reader.
 */
public final class Replies {

  private static final Pattern STATUS =
      Pattern.compile("(?<![\\w.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\w.]*\\d)");
  private static final Pattern CODE = Pattern.compile("(?<![\\w.:#-])([45]\\d\\d)(?=[\\s:;#-])");

  /**
   * How Exchange Online refuses recipients that its directory lacks (learn.microsoft.com, DBEB).
   */
  private static final String UNKNOWN_AT_EXCHANGE_ONLINE =
      "recipient address rejected: access denied";

  /** SPF, DKIM, DMARC and the reverse name, of RFC 7372 and of Google and Microsoft. */
  private static final Pattern AUTHENTICATION = Pattern.compile("7\\.(?:2\\d|3\\d|40|509|515)");

  private static final int LONGEST = 20_000;

  private Replies() {}

  /**
   * Judges a reply of the relay itself.
   *
   * @param code 4xx or 5xx
   * @param text the reply's text, which may begin with an enhanced status code
   */
  public static ReturnKind judge(int code, String text) {
    return judge(code, statusIn(text).orElse(""), text);
  }

  /**
   * Judges a reply.
   *
   * @param code 0 where none is known
   * @param status empty where none is known
   */
  static ReturnKind judge(int code, String status, String text) {
    String words =
        text.substring(0, Math.min(text.length(), LONGEST))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\\s]+", " ")
            .replace('’', '\'');
    Optional<ReturnKind> said = Phrases.find(words);
    if (status.equals("5.4.1") && words.contains(UNKNOWN_AT_EXCHANGE_ONLINE)) {
      return ReturnKind.RECIPIENT_DEAD;
    }
    boolean forNow = status.startsWith("4.") || status.isEmpty() && code / 100 == 4;
    if (forNow) {
      return said.filter(kind -> kind != ReturnKind.RECIPIENT_DEAD).orElse(ReturnKind.TEMPORARY);
    }
    return byStatus(status, said).orElse(said.orElse(ReturnKind.UNDETERMINED));
  }

  private static Optional<ReturnKind> byStatus(String status, Optional<ReturnKind> said) {
    String[] digits = status.split("\\.");
    if (digits.length != 3 || !digits[0].equals("5")) {
      return Optional.empty();
    }
    String detail = digits[1] + "." + digits[2];
    return switch (digits[1]) {
      case "7" -> Optional.of(byPolicy(detail, said));
      case "1" -> Optional.ofNullable(byAddress(detail, said));
      case "2" -> Optional.of(byMailbox(detail, said));
      case "3" -> detail.equals("3.4") ? Optional.of(ReturnKind.CONTENT) : Optional.empty();
      case "4" -> Optional.of(byRouting(detail, said));
      case "6" ->
          detail.equals("6.7") ? Optional.empty() : Optional.of(said.orElse(ReturnKind.CONTENT));
      default -> Optional.empty();
    };
  }

  /** Nobody is suppressed for a policy, whatever the words say. */
  private static ReturnKind byPolicy(String detail, Optional<ReturnKind> said) {
    return AUTHENTICATION.matcher(detail).matches()
        ? ReturnKind.POLICY
        : said.filter(ReturnKind::isOurs).orElse(ReturnKind.POLICY);
  }

  /** The sender's address is ours; the recipient's is dead unless the words blame us. */
  private static @Nullable ReturnKind byAddress(String detail, Optional<ReturnKind> said) {
    return switch (detail) {
      case "1.7", "1.8" -> ReturnKind.POLICY;
      case "1.1", "1.2", "1.3", "1.6", "1.10" ->
          said.filter(kind -> kind != ReturnKind.TEMPORARY).orElse(ReturnKind.RECIPIENT_DEAD);
      default -> null;
    };
  }

  /** A mailbox of which a server knows the state is there (RFC 3463, 3.3). */
  private static ReturnKind byMailbox(String detail, Optional<ReturnKind> said) {
    return switch (detail) {
      case "2.2" -> said.filter(ReturnKind::isOurs).orElse(ReturnKind.MAILBOX_FULL);
      case "2.3" -> ReturnKind.CONTENT;
      case "2.1" -> said.orElse(ReturnKind.TEMPORARY);
      default ->
          said.filter(kind -> kind != ReturnKind.RECIPIENT_DEAD).orElse(ReturnKind.TEMPORARY);
    };
  }

  private static ReturnKind byRouting(String detail, Optional<ReturnKind> said) {
    return switch (detail) {
      case "4.4", "4.310" -> said.orElse(ReturnKind.RECIPIENT_DEAD);
      default ->
          said.filter(kind -> kind != ReturnKind.RECIPIENT_DEAD).orElse(ReturnKind.TEMPORARY);
    };
  }

  /** The enhanced status code in a text; empty when there is none. */
  static Optional<String> statusIn(String text) {
    Matcher found = STATUS.matcher(text);
    Optional<String> success = Optional.empty();
    while (found.find()) {
      if (!found.group(1).startsWith("2")) {
        return Optional.of(found.group(1));
      }
    }
    return success;
  }

  /** The code of the first refusal in a text; 0 when there is none. */
  static int codeIn(String text) {
    Matcher found = CODE.matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }
}
