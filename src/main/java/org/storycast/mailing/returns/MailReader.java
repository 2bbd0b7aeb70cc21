// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a mail that came to the mailbox for returns: reports of delivery (RFC 3464) and their many
 * forms in words, complaints (RFC 5965), answers of programs (RFC 3834), and everything else.
 */
public final class MailReader {

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>\",;:@]{1,64}@[A-Za-z0-9._-]{1,253}");

  /** Microsoft's Junk Mail Reporting Program encloses the mail and writes no report. */
  private static final String MICROSOFT_COMPLAINT = "complaint about message from ";

  private static final List<String> ENVELOPE =
      List.of("Delivered-To", "X-Original-To", "Envelope-To", "To", "X-Envelope-To");
  private static final Set<String> COMPLAINTS =
      Set.of("abuse", "fraud", "virus", "opt-out", "opt-out-list", "miscategorized", "other");

  private final MailParts mail;
  private final String text;
  private final List<Fields> originals;

  private MailReader(MailParts mail) {
    this.mail = mail;
    this.text = String.join("\n", mail.texts());
    this.originals =
        mail.originals().stream()
            .map(Fields::groups)
            .filter(groups -> !groups.isEmpty())
            .map(List::getFirst)
            .toList();
  }

  /**
   * Reads a mail, which may have been cut off behind its first part.
   *
   * @throws UnreadableMailException when it is no mail
   */
  public static ReturnedMail read(InputStream mail) throws IOException {
    try {
      return new MailReader(MailParts.read(mail)).read();
    } catch (MessagingException malformed) {
      throw new UnreadableMailException(malformed);
    }
  }

  private ReturnedMail read() {
    if (SesNotification.isOne(this.text)) {
      return mail(ReturnKind.NO_BOUNCE, SesNotification.read(this.text));
    }
    if (this.mail.header("Subject").startsWith(MICROSOFT_COMPLAINT) && !this.originals.isEmpty()) {
      return mail(ReturnKind.COMPLAINT, copies(ReturnKind.COMPLAINT, originalRecipients()));
    }
    if (!this.mail.feedbacks().isEmpty()) {
      return feedback();
    }
    List<ReturnedCopy> copies = reported();
    if (!copies.isEmpty()) {
      return mail(ReturnKind.UNDETERMINED, copies);
    }
    if (Robots.isNoticeByName(this.mail, this.text)) {
      return mail(ReturnKind.UNDETERMINED, told());
    }
    if (Robots.isAutoReply(this.mail)) {
      return mail(
          ReturnKind.AUTO_REPLY,
          copies(ReturnKind.AUTO_REPLY, addresses(this.mail.header("From"))));
    }
    return Robots.isNotice(this.mail, this.text)
        ? mail(ReturnKind.UNDETERMINED, told())
        : mail(ReturnKind.NO_BOUNCE, List.of());
  }

  /** The first copy speaks for all; without one the kind is as given. */
  private ReturnedMail mail(ReturnKind otherwise, List<ReturnedCopy> copies) {
    ReturnKind kind = copies.isEmpty() ? otherwise : copies.getFirst().kind();
    return new ReturnedMail(kind, copies, places(), this.mail.header("Subject"));
  }

  /** Where a return path of ours may stand: who the mail came to, then what it encloses. */
  private List<String> places() {
    List<String> places = new ArrayList<>();
    ENVELOPE.forEach(name -> places.add(this.mail.header(name)));
    places.addAll(this.mail.feedbacks());
    places.addAll(this.mail.statuses());
    places.addAll(this.mail.originals());
    places.add(this.text);
    places.removeIf(String::isBlank);
    return places;
  }

  private ReturnedMail feedback() {
    Set<String> addresses = new LinkedHashSet<>();
    String type = "";
    for (String report : this.mail.feedbacks()) {
      for (Fields fields : Fields.groups(report)) {
        type = type.isEmpty() ? fields.get("feedback-type").toLowerCase(Locale.ROOT) : type;
        addresses.addAll(addresses(fields.get("original-rcpt-to")));
        addresses.addAll(addresses(fields.get("removal-recipient")));
      }
    }
    ReturnKind kind = COMPLAINTS.contains(type) ? ReturnKind.COMPLAINT : ReturnKind.NO_BOUNCE;
    if (addresses.isEmpty()) {
      addresses.addAll(originalRecipients());
    }
    return new ReturnedMail(kind, copies(kind, addresses), places(), this.mail.header("Subject"));
  }

  private static List<ReturnedCopy> copies(ReturnKind kind, Collection<String> addresses) {
    return addresses.stream().map(it -> new ReturnedCopy(kind, List.of(it), 0, "", true)).toList();
  }

  /** What the fields of a report say, one copy for each reader. */
  private List<ReturnedCopy> reported() {
    List<String> reports = new ArrayList<>(this.mail.statuses());
    if (reports.isEmpty()
        && this.text.toLowerCase(Locale.ROOT).contains("final-recipient:")
        && this.text.toLowerCase(Locale.ROOT).contains("action:")) {
      reports.add(new Notice(this.text, Set.of()).text());
    }
    Map<List<String>, ReturnedCopy> copies = new LinkedHashMap<>();
    for (String report : reports) {
      for (Fields fields : Fields.groups(report)) {
        List<String> addresses = recipients(fields);
        if (!addresses.isEmpty()) {
          copies.putIfAbsent(addresses, copy(addresses, fields));
        }
      }
    }
    return List.copyOf(copies.values());
  }

  private static List<String> recipients(Fields fields) {
    Set<String> addresses = new LinkedHashSet<>();
    addresses.addAll(addresses(fields.typed("original-recipient")));
    addresses.addAll(addresses(fields.typed("final-recipient")));
    addresses.addAll(addresses(fields.typed("x-actual-recipient")));
    return List.copyOf(addresses);
  }

  private ReturnedCopy copy(List<String> addresses, Fields fields) {
    String action = fields.get("action").toLowerCase(Locale.ROOT);
    String diagnostic = fields.typed("diagnostic-code") + comment(fields.get("status"));
    String field = Replies.statusIn(fields.get("status") + " ").orElse("");
    String status = Replies.statusIn(diagnostic).orElse(field);
    int code = Replies.codeIn(diagnostic + " ");
    if (action.startsWith("deliver")
        || action.startsWith("relayed")
        || action.startsWith("expanded")) {
      return new ReturnedCopy(ReturnKind.NO_BOUNCE, addresses, code, status, true);
    }
    if (action.startsWith("delayed")) {
      ReturnKind delay = Replies.judge(0, "4.0.0", diagnostic);
      return new ReturnedCopy(delay, addresses, code, status, false);
    }
    ReturnKind kind = Replies.judge(code, status, diagnostic);
    return kind == ReturnKind.UNDETERMINED || diagnostic.isBlank()
        ? explained(addresses, code, status)
        : new ReturnedCopy(
            Dialogue.of(this.text, fields.typed("diagnostic-code")).weigh(kind, status, diagnostic),
            addresses,
            code,
            status,
            true);
  }

  /** What stands in brackets behind a status code. */
  private static String comment(String status) {
    int bracket = status.indexOf('(');
    return bracket < 0 ? "" : " " + status.substring(bracket);
  }

  /** Where the fields give no reason, the words beside them may. */
  private ReturnedCopy explained(List<String> addresses, int code, String status) {
    Notice notice = new Notice(this.text, senders());
    Map<String, String> readers = notice.readers();
    String words =
        readers.size() < 2
            ? notice.text()
            : addresses.stream()
                .map(readers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(notice.text());
    return judged(addresses, code, status, words);
  }

  /** What the other server said itself weighs more than what is written around it. */
  private static ReturnedCopy judged(
      List<String> addresses, int code, String status, String words) {
    String better = vague(status) ? Replies.statusIn(words).orElse(status) : status;
    int known = code == 0 ? Replies.codeIn(words) : code;
    ReturnKind kind =
        Stream.concat(Notice.repliesIn(words).stream(), Stream.of(words))
            .map(said -> Replies.judge(known, better, said))
            .filter(it -> it != ReturnKind.UNDETERMINED)
            .findFirst()
            .orElse(ReturnKind.UNDETERMINED);
    return new ReturnedCopy(
        Dialogue.of(words).weigh(kind, better, words),
        addresses,
        known,
        better,
        !Notice.isForNow(words));
  }

  private static boolean vague(String status) {
    return status.isEmpty() || status.endsWith(".0.0") || status.endsWith(".5.0");
  }

  /** What a mail server says in words. */
  private List<ReturnedCopy> told() {
    Notice notice = new Notice(this.text, senders());
    Map<String, String> readers = notice.readers();
    List<String> failed = addresses(this.mail.header("X-Failed-Recipients"));
    if (!failed.isEmpty()) {
      readers = among(failed, readers, notice.text());
    }
    if (readers.isEmpty()) {
      readers = among(originalRecipients(), Map.of(), notice.text());
    }
    List<ReturnedCopy> copies = new ArrayList<>();
    boolean alone = readers.size() == 1;
    readers.forEach(
        (address, words) ->
            copies.add(judged(List.of(address), 0, "", alone ? notice.text() : words)));
    return copies.isEmpty() ? List.of(judged(List.of(), 0, "", notice.text())) : copies;
  }

  private static Map<String, String> among(
      List<String> addresses, Map<String, String> words, String otherwise) {
    Map<String, String> readers = new LinkedHashMap<>();
    addresses.forEach(it -> readers.put(it, words.getOrDefault(it, otherwise)));
    return readers;
  }

  /** To whom the enclosed mail was written. */
  private List<String> originalRecipients() {
    List<Fields> enclosed = new ArrayList<>(this.originals);
    Fields.groups(Notice.copyIn(this.text)).forEach(enclosed::add);
    return enclosed.stream()
        .flatMap(fields -> addresses(fields.get("to")).stream())
        .distinct()
        .limit(1)
        .toList();
  }

  /** Who is no reader: who reports, whom it is reported to, and who wrote what is enclosed. */
  private Set<String> senders() {
    Set<String> senders = new HashSet<>();
    List.of("From", "To", "Delivered-To", "Return-Path", "Reply-To")
        .forEach(name -> senders.addAll(addresses(this.mail.header(name))));
    List<Fields> enclosed = new ArrayList<>(this.originals);
    Fields.groups(Notice.copyIn(this.text)).forEach(enclosed::add);
    for (Fields fields : enclosed) {
      senders.addAll(addresses(fields.get("from")));
      senders.addAll(addresses(fields.get("return-path")));
      senders.addAll(addresses(fields.get("message-id")));
      senders.removeAll(addresses(fields.get("to")));
    }
    Set<String> lower = new HashSet<>();
    senders.forEach(it -> lower.add(it.toLowerCase(Locale.ROOT)));
    return lower;
  }

  private static List<String> addresses(String text) {
    Set<String> addresses = new LinkedHashSet<>();
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      addresses.add(matcher.group());
    }
    return List.copyOf(addresses);
  }
}
