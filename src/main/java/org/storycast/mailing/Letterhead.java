// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.mailing.MessagePieces.Place;

/** What every mail says of its sender and its list. */
@Component
public class Letterhead {

  /** Says that a POST to the first address of List-Unsubscribe is enough (RFC 8058). */
  static final String ONE_CLICK =
      HeaderFields.of("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  /** Gmail asks for this length (support.google.com/mail/answer/6254652, read 2026-11). */
  private static final Pattern SENDER_ID = Pattern.compile("[A-Za-z0-9._-]{5,15}");

  /** Two hundred quotation marks, each written as an entity. */
  private static final int LONGEST_NAME_BYTES = 1_200;

  private static final Pattern ADDRESS = Pattern.compile("[!-;=?-~]+@[A-Za-z0-9.-]+");
  private static final Pattern LIST_ID = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private final MailProperties properties;
  private final ArchiveProperties archive;
  private final DkimSigner signer;
  private final ClickLinks links;

  Letterhead(
      MailProperties properties, ArchiveProperties archive, DkimSigner signer, ClickLinks links) {
    this.properties = properties;
    this.archive = archive;
    this.signer = signer;
    this.links = links;
  }

  /**
   * What keeps mail from being written, with its remedy: a setting that no header may carry, or a
   * key that can't sign. Empty when nothing does.
   */
  public Optional<String> problem() {
    return Optional.ofNullable(malformed()).or(() -> Optional.ofNullable(this.signer.problem()));
  }

  private @Nullable String malformed() {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("from", this.properties.from());
    addresses.put("reply-to", this.properties.replyTo());
    addresses.put("unsubscribe-address", this.properties.unsubscribeAddress());
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      if (!address.getValue().isBlank() && !ADDRESS.matcher(address.getValue()).matches()) {
        return "storycast.mail.%s is no address in ASCII; write it like news@courier.example, its domain in A-labels (xn--…)"
            .formatted(address.getKey());
      }
    }
    if (!this.properties.from().isBlank() && !LIST_ID.matcher(this.properties.list()).matches()) {
      return "storycast.mail.list-id is no identity; write it like news.courier.example";
    }
    return SENDER_ID.matcher(this.properties.senderId()).matches()
        ? null
        : "storycast.mail.sender-id needs 5 to 15 letters or digits";
  }

  /**
   * The bytes of an HTML part in UTF-8, once it is filled in for the reader with the longest
   * values.
   *
   * @param preheader the issue's own
   */
  public int longestBytes(String html, String preheader) {
    String link = this.properties.onSite("/u/" + "x".repeat(UnsubscribeTokens.LENGTH));
    String longest =
        Markers.NAME
            .matcher(this.links.rewritten(html))
            .replaceAll("n".repeat(LONGEST_NAME_BYTES))
            .replace(Markers.UNSUBSCRIBE, link)
            .replace(Markers.PREFERENCES, link)
            .replace(Markers.CLICK, "x".repeat(ClickTokens.LENGTH))
            .replace(Markers.WEB_VERSION, link)
            .replace(Markers.PREHEADER, IssueBody.escaped(preheader))
            .replace(Markers.POSTAL_ADDRESS, IssueBody.escaped(this.properties.postalAddress()));
    return longest.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The links that lead over this service. */
  ClickLinks links() {
    return this.links;
  }

  /** The signer of all mail. */
  DkimSigner signer() {
    return this.signer;
  }

  MailProperties properties() {
    return this.properties;
  }

  /**
   * Begins a message with the fields that issues and letters share.
   *
   * @param to a whole field, or null where each reader has his own
   * @param id the same
   */
  MessagePieces.Builder begin(
      Instant date, String subject, @Nullable String to, @Nullable String id) {
    MessagePieces.Builder message = new MessagePieces.Builder();
    message
        .field(HeaderFields.of("Date", DATE.format(date.atOffset(ZoneOffset.UTC))))
        .field(HeaderFields.mailbox("From", this.properties.fromName(), this.properties.from()));
    if (!this.properties.replyTo().isBlank()) {
      message.field(HeaderFields.mailbox("Reply-To", "", this.properties.replyTo()));
    }
    field(message, "To", Place.TO, to);
    field(message, "Message-ID", Place.MESSAGE_ID, id);
    return message.field(HeaderFields.text("Subject", subject));
  }

  private static void field(
      MessagePieces.Builder message, String name, Place place, @Nullable String given) {
    if (given == null) {
      message.field(name, place);
    } else {
      message.field(given);
    }
  }

  /** The fields of the list (RFC 2919, RFC 2369), but for how to leave it. */
  void list(MessagePieces.Builder message) {
    message
        .field(HeaderFields.mailbox("List-Id", this.properties.fromName(), this.properties.list()))
        .field(HeaderFields.of("List-Post", "NO"))
        .field(HeaderFields.of("List-Help", "<mailto:%s?subject=help>".formatted(answers())));
    if (this.archive.enabled()) {
      message.field(HeaderFields.of("List-Archive", "<%s>".formatted(archive())));
    }
  }

  /** Where past issues are; empty where they are not. */
  String archive() {
    return this.archive.enabled() ? this.properties.onSite("/archive") : "";
  }

  private String answers() {
    return this.properties.replyTo().isBlank() ? this.properties.from() : this.properties.replyTo();
  }

  /** How a reader leaves the list with one click (RFC 8058), or by mail. */
  String listUnsubscribe(String link, String token) {
    String mailbox = this.properties.unsubscribeAddress();
    return mailbox.isBlank()
        ? HeaderFields.of("List-Unsubscribe", "<" + link + ">")
        : HeaderFields.of(
            "List-Unsubscribe",
            "<" + link + ">,",
            "<mailto:" + mailbox + "?subject=unsubscribe-" + token + ">");
  }

  /** By which Gmail's feedback loop tells mails apart: what it was, in which language, of whom. */
  String feedbackId(String mailing, String language, String type) {
    return HeaderFields.of(
        "Feedback-ID",
        "%s:%s:%s:%s".formatted(mailing, language, type, this.properties.senderId()));
  }
}
