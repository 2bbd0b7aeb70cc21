// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a mail server to a person: what qmail, Exim, older Postfix, sendmail, Exchange,
 * Notes and others write in place of, or beside, fields. The copy of the returned mail below is cut
 * off.
 */
final class Notice {

  private static final String ADDRESS =
      "[^\\s<>()\\[\\]\"':;,|@]{1,64}@[A-Za-z0-9._-]{0,253}[A-Za-z0-9]";

  /** Where the copy of the returned mail begins, each line as one of the programs writes it. */
  private static final Pattern COPY =
      Pattern.compile(
          "(?im)^[ >]*(?:"
              + "-+ ?(?:this is )?(?:a )?copy of (?:the|your) (?:message|headers)"
              + "|-+ this is a copy"
              + "|-+ below (?:this line )?is a copy"
              + "|-+ ?enclosed (?:is|are) a copy"
              + "|-+ ?(?:unsent|original|returned|undelivered|your original|returned original) "
              + "(?:message|mail|e-mail|headers?|text)"
              + "|-+ ?(?:the )?(?:header|headers|body|text) of (?:the )?(?:original|message)"
              + "|(?:message headers|original message) follows?"
              + "|the first \\d+ lines of"
              + "|the text of the (?:original )?message"
              + "|(?:original|returned) (?:message|mail) (?:headers?|source|text)?:?$"
              + "|content-type: (?:message/rfc822|text/rfc822-headers)"
              + "|return-path: ?<|received: ?(?:from|by) |dkim-signature: )");

  /** A line that begins with the address of a reader, bare or in brackets. */
  private static final Pattern LEADING =
      Pattern.compile(
          "^[ \\t>*•-]*(?:recipient(?: address)?:|for|failed recipient:|address:|user:)?[ \\t]*"
              + "(?:<(?:[a-z]+:)?("
              + ADDRESS
              + ")>|\"?(?:smtp:|rfc822;)?("
              + ADDRESS
              + ")\"?)"
              + "(?=[\\s:,;()<-]|\\.(?:[\\s.]|$)|$)",
          Pattern.CASE_INSENSITIVE);

  /** The address to which a dialogue or a sentence says that the mail was to go. */
  private static final Pattern WITHIN =
      Pattern.compile(
          "(?:rcpt to: ?|rcpt: ?|your mail to|(?:deliver\\w*|sent|send|message|mail|addressed) to:?"
              + "|address(?: :|:)?|recipient(?: address)?:?|addressee:?|user:?|mailbox:?|for)"
              + "(?:[ \\t]|(?<=:)|(?=[<\"'(\\[]))+(?:rfc822;|smtp:)?[ \\t]*[<\"'(\\[]?("
              + ADDRESS
              + ")()",
          Pattern.CASE_INSENSITIVE);

  /** A reply about an address, as old sendmails quote it. */
  private static final Pattern REPLIED =
      Pattern.compile(
          "^(?:<<< ?)?[45]\\d\\d[ -](?:[45]\\.\\d+\\.\\d+ )?<(" + ADDRESS + ")>()\\.\\.\\.");

  private static final Pattern REPLY =
      Pattern.compile(
          "(?m)(?:^ *(?:<<< *)?|(?:said|reason|response|with|error|failed|\\]): *)[45]\\d\\d[ -].*(?:\\R[ \\t]+.*)?");

  private static final Pattern FOR_NOW =
      Pattern.compile(
          "warning message only|do not need to resend|delivery attempts will continue"
              + "|will (?:be retried|continue to|keep trying|try again)|no action is required on your part"
              + "|has not yet been delivered",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ANYWHERE = Pattern.compile("<?(" + ADDRESS + ")>?()");

  /** What a server has to say is short; anybody may write more. */
  private static final int LONGEST = 20_000;

  private final String text;
  private final Set<String> senders;

  /**
   * A notice.
   *
   * @param text with or without the copy
   * @param senders addresses that are no reader's, in lower case
   */
  Notice(String text, Set<String> senders) {
    this.text = withoutCopy(text);
    this.senders = Set.copyOf(senders);
  }

  private static String withoutCopy(String text) {
    Matcher copy = COPY.matcher(text);
    int end = copy.find() ? copy.start() : text.length();
    return text.substring(0, Math.min(end, LONGEST));
  }

  /** What remains below; empty where the notice encloses no copy as text. */
  static String copyIn(String text) {
    Matcher copy = COPY.matcher(text);
    return copy.find() ? text.substring(copy.start()) : "";
  }

  /** Whether the server goes on trying. */
  static boolean isForNow(String text) {
    return FOR_NOW.matcher(text).find();
  }

  /** The lines in which the notice quotes a server's refusal. */
  static List<String> repliesIn(String text) {
    return REPLY.matcher(text).results().map(MatchResult::group).toList();
  }

  String text() {
    return this.text;
  }

  /** Each reader that the notice names, with the words that follow. */
  Map<String, String> readers() {
    Map<String, String> found = segments(LEADING, true);
    for (Pattern next : List.of(REPLIED, WITHIN, ANYWHERE)) {
      found = found.isEmpty() ? segments(next, false) : found;
    }
    return found;
  }

  private Map<String, String> segments(Pattern pattern, boolean leading) {
    Map<String, StringBuilder> segments = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : this.text.split("\\R")) {
      Set<String> named = named(pattern, line, leading);
      if (!named.isEmpty()) {
        current = List.copyOf(named);
      }
      current.forEach(
          it ->
              segments.computeIfAbsent(it, none -> new StringBuilder()).append(line).append('\n'));
    }
    Map<String, String> readers = new LinkedHashMap<>();
    segments.forEach((address, words) -> readers.put(address, words.toString()));
    return readers;
  }

  private Set<String> named(Pattern pattern, String line, boolean leading) {
    Set<String> named = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      String address = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (leading || !this.senders.contains(address.toLowerCase(Locale.ROOT))) {
        named.add(address);
      }
      if (leading) {
        break;
      }
    }
    return named;
  }
}
