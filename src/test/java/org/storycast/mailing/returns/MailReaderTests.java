// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a bounce, and what only looks like one. */
class MailReaderTests {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void takesNoOrdinaryMailForABounce(String name, String mail) throws IOException {
    assertThat(read(mail).kind()).isEqualTo(ReturnKind.NO_BOUNCE);
  }

  static Stream<Arguments> takesNoOrdinaryMailForABounce() {
    return Stream.of(
        Arguments.of(
            "a letter to the editor",
            mail(
                "Anna <anna@example.org>",
                "<anna@example.org>",
                "Your article on mail delivery failure",
                "You write that 550 5.1.1 user unknown means nobody is there. Is that so?")),
        Arguments.of(
            "a reader who answers",
            mail(
                "Berik <berik@example.kz>",
                "<berik@example.kz>",
                "Re: The Steppe Courier",
                "I could not be reached at <berik@example.kz>: please try again later!")),
        Arguments.of(
            "a forwarded bounce of somebody else",
            mail(
                "Carla <carla@example.org>",
                "<carla@example.org>",
                "Fwd: Undelivered Mail Returned to Sender",
                "> <someone@example.com>: host mx.example.com said: 550 5.1.1 User unknown")),
        Arguments.of(
            "a mailing list's digest",
            mail(
                "postfix-users <owner-postfix-users@example.org>",
                "<owner-postfix-users@example.org>",
                "Digest: mail delivery problems",
                "Delivery to the following recipients failed: what does that mean?")),
        Arguments.of(
            "a system's warning with no return path",
            mail("cron@host.example", "<>", "Cron job", "disk quota exceeded on /var")));
  }

  @Test
  void takesNoParcelForAMail() throws IOException {
    String mail =
        mail(
            "Parcels <no-reply@parcels.example>",
            "<no-reply@parcels.example>",
            "Your delivery has failed",
            "We were unable to deliver your parcel to the following address.");
    assertThat(read(mail).kind()).isEqualTo(ReturnKind.NO_BOUNCE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Automatic reply: The Steppe Courier",
    "Out of Office: back on Monday",
    "Abwesenheitsnotiz: Betreff",
    "Réponse automatique : Actualités",
    "Автоответ: новости",
    "Auto: Re: news"
  })
  void knowsAnswersOfProgramsByTheirSubject(String subject) throws IOException {
    String mail =
        mail(
            "Dana <dana@example.org>",
            "<>",
            subject,
            "I am away. Mail to old@example.org is not delivered: user unknown.");
    assertThat(read(mail).kind()).isEqualTo(ReturnKind.AUTO_REPLY);
  }

  @Test
  void knowsAnswersOfProgramsByTheirHeader() throws IOException {
    String mail =
        "Auto-Submitted: auto-replied (vacation)\r\n"
            + mail("Dana <dana@example.org>", "<>", "Delivery problem", "I am unable to deliver.");
    assertThat(read(mail).kind()).isEqualTo(ReturnKind.AUTO_REPLY);
  }

  @Test
  void readsTheFieldsOfAReport() throws IOException {
    ReturnedMail mail = read(report("failed", "5.1.1", "smtp; 550 5.1.1 No such user here"));
    assertThat(mail.kind()).isEqualTo(ReturnKind.RECIPIENT_DEAD);
    assertThat(mail.copies().getFirst().addresses()).containsExactly("anna@example.org");
    assertThat(mail.copies().getFirst().code()).isEqualTo(550);
  }

  @Test
  void takesADelayForNothingFinal() throws IOException {
    assertThat(read(report("delayed", "4.4.1", "smtp; connection timed out")).kind())
        .isEqualTo(ReturnKind.TEMPORARY);
  }

  @Test
  void takesADeliveryForNoBounce() throws IOException {
    assertThat(read(report("delivered", "2.1.5", "smtp; 250 2.1.5 Ok")).copies())
        .allMatch(copy -> !copy.kind().isBounce());
  }

  @Test
  void readsAMailThatWasCutOff() throws IOException {
    String report = report("failed", "5.2.2", "smtp; 552 5.2.2 Mailbox full");
    String cut = report.substring(0, report.lastIndexOf("Subject: The Steppe"));
    assertThat(read(cut).kind()).isEqualTo(ReturnKind.MAILBOX_FULL);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "abuse, COMPLAINT",
    "fraud, COMPLAINT",
    "not-spam, NO_BOUNCE",
    "auth-failure, NO_BOUNCE"
  })
  void readsFeedback(String type, ReturnKind kind) throws IOException {
    ReturnedMail mail = read(feedback(type));
    assertThat(mail.kind()).isEqualTo(kind);
    assertThat(mail.places()).anyMatch(place -> place.contains("bounces+token@courier.example"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          550 | 5.1.1 User unknown                                      | RECIPIENT_DEAD
          550 | 5.1.10 RESOLVER.ADR.RecipientNotFound                   | RECIPIENT_DEAD
          550 | 5.5.0 no such user here                                 | RECIPIENT_DEAD
          550 | Requested action not taken: mailbox unavailable         | RECIPIENT_DEAD
          552 | 5.2.2 Over quota                                        | MAILBOX_FULL
          452 | 4.2.2 The email account that you tried to reach is over quota | MAILBOX_FULL
          550 | 5.7.1 no such user                                      | POLICY
          550 | 5.7.26 This mail has been blocked because the sender is unauthenticated | POLICY
          554 | 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org | BLOCKED
          550 | 5.7.515 Access denied, sending domain does not meet the required authentication level | POLICY
          552 | 5.3.4 Message size exceeds fixed limit                  | CONTENT
          554 | 5.6.0 Message rejected as spam                          | CONTENT
          421 | 4.7.0 Try again later                                   | TEMPORARY
          450 | 4.1.1 user unknown                                      | TEMPORARY
          550 | 5.1.8 Sender address rejected: Domain not found         | POLICY
          554 | nothing that anybody knows                              | UNDETERMINED
          """)
  void judgesReplies(int code, String text, ReturnKind kind) {
    assertThat(Replies.judge(code, text)).isEqualTo(kind);
  }

  private static ReturnedMail read(String mail) throws IOException {
    return MailReader.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
  }

  private static String mail(String from, String path, String subject, String text) {
    return """
    Return-Path: %s
    From: %s
    To: bounces@courier.example
    Subject: %s
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    %s
    """
        .formatted(path, from, subject, text)
        .replace("\n", "\r\n");
  }

  private static String report(String action, String status, String diagnostic) {
    return """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example.net
    To: bounces+token@courier.example
    Subject: Delivery Status Notification
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="b"

    --b
    Content-Type: text/plain

    This is the mail system at mx.example.net.
    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.net

    Original-Recipient: rfc822;anna@example.org
    Final-Recipient: rfc822;anna@example.org
    Action: %s
    Status: %s
    Diagnostic-Code: %s
    --b
    Content-Type: message/rfc822

    To: anna@example.org
    Subject: The Steppe Courier

    News
    --b--
    """
        .formatted(action, status, diagnostic)
        .replace("\n", "\r\n");
  }

  private static String feedback(String type) {
    return """
    From: feedback@provider.example
    To: fbl@courier.example
    Subject: FW: news
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=feedback-report; boundary="b"

    --b
    Content-Type: text/plain

    This is an email abuse report.
    --b
    Content-Type: message/feedback-report

    Feedback-Type: %s
    User-Agent: Loop/1.0
    Version: 1
    Original-Mail-From: <bounces+token@courier.example>
    --b
    Content-Type: message/rfc822

    To: undisclosed
    Subject: news

    News
    --b--
    """
        .formatted(type)
        .replace("\n", "\r\n");
  }
}
