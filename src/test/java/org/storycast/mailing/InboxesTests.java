// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.ReaderState;
import org.storycast.audience.SuppressionReason;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;

/** Mail that comes back to a real mailbox. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class InboxesTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String DEAD = "smtp; 550 5.1.1 No such user here";

  private final HikariDataSource source;
  private final MutableClock clock = new MutableClock(NOON);
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final GreenMail green = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));

  InboxesTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
  }

  @BeforeEach
  void start() {
    this.green.start();
    this.green.setUser("bounces@courier.example", "bounces", "letmein");
  }

  @AfterEach
  void stop() {
    this.green.stop();
    this.relay.close();
    this.source.close();
  }

  @Test
  void believesTheReturnPathMoreThanTheReport() throws Exception {
    MailingFixture desk = sent(Map.of());
    deliver(report(pathOf("reader2@example.org"), "reader1@example.org", "failed", DEAD));
    poll(desk);
    assertThat(reasonOf(desk, "reader2@example.org")).isEqualTo(SuppressionReason.BOUNCED);
    assertThat(isSuppressed(desk, "reader1@example.org")).isFalse();
    assertThat(isSeen(0)).isTrue();
  }

  @Test
  void findsTheReaderByAddressWhereThereIsNoReturnPath() throws Exception {
    MailingFixture desk = sent(Map.of());
    deliver(report("news@courier.example", "reader1@example.org", "failed", DEAD));
    deliver(report("news@courier.example", "nobody@example.org", "failed", DEAD));
    poll(desk);
    assertThat(isSuppressed(desk, "reader1@example.org")).isTrue();
    assertThat(isSeen(0)).isTrue();
    assertThat(isSeen(1)).isFalse();
  }

  @Test
  void believesNoAddressThatGotNothingLately() throws Exception {
    MailingFixture desk = sent(Map.of());
    desk.jdbc()
        .sql("UPDATE issue SET opened_at = ?")
        .param(OffsetDateTime.parse("2026-11-05T11:00:00Z"))
        .update();
    deliver(report("news@courier.example", "reader1@example.org", "failed", DEAD));
    poll(desk);
    assertThat(isSuppressed(desk, "reader1@example.org")).isFalse();
  }

  @Test
  void costsNobodyForPolicyADelayOrAnAnswerOfAProgram() throws Exception {
    MailingFixture desk = sent(Map.of());
    String path = pathOf("reader1@example.org");
    deliver(report(path, "reader1@example.org", "failed", "smtp; 550 5.7.1 no such user"));
    deliver(report(path, "reader1@example.org", "delayed", DEAD));
    deliver(
        "Auto-Submitted: auto-replied\r\nSubject: Away\r\nTo: " + path + "\r\n\r\nuser unknown");
    poll(desk);
    assertThat(isSuppressed(desk, "reader1@example.org")).isFalse();
    assertThat(counts(desk)).isEqualTo(new ReturnCounts(0, 0, 1, 0, 0));
  }

  @Test
  void suppressesWhoComplained() throws Exception {
    MailingFixture desk = sent(Map.of());
    deliver(
        """
        From: feedback@provider.example
        To: fbl@courier.example
        Subject: FW: news
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="b"

        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        Version: 1
        Original-Mail-From: <%s>
        --b--
        """
            .formatted(pathOf("reader3@example.org")));
    poll(desk);
    assertThat(reasonOf(desk, "reader3@example.org")).isEqualTo(SuppressionReason.COMPLAINED);
    assertThat(counts(desk).complaints()).isEqualTo(1);
  }

  @Test
  void unsubscribesWhoWritesToTheUnsubscribeAddress() throws Exception {
    MailingFixture desk = sent(Map.of());
    IssueId issue = desk.mailings().find("key").orElseThrow();
    var reader = desk.readers().find(new EmailAddress("reader2@example.org")).orElseThrow();
    String token = desk.unsubscribeTokens().of(new UnsubscribeToken(reader.id(), issue));
    deliver("From: reader2@example.org\r\nSubject: unsubscribe-" + token + "\r\n\r\n");
    deliver("From: reader1@example.org\r\nSubject: unsubscribe-" + "A".repeat(64) + "\r\n\r\n");
    poll(desk);
    assertThat(desk.readers().find(reader.id()).orElseThrow().state())
        .isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(counts(desk)).isEqualTo(new ReturnCounts(0, 0, 0, 0, 1));
    assertThat(desk.numbers().of(issue).orElseThrow().unsubscribed()).isEqualTo(1);
    assertThat(isSuppressed(desk, "reader1@example.org")).isFalse();
  }

  @Test
  void readsEachMailOnceAndWhatComesLater() throws Exception {
    MailingFixture desk = sent(Map.of());
    deliver(report(pathOf("reader1@example.org"), "reader1@example.org", "failed", DEAD));
    poll(desk);
    desk.jdbc().sql("DELETE FROM mailing_return").update();
    deliver(report(pathOf("reader2@example.org"), "reader2@example.org", "failed", DEAD));
    poll(desk);
    poll(desk);
    assertThat(counts(desk).hard()).isEqualTo(1);
    assertThat(isSuppressed(desk, "reader2@example.org")).isTrue();
  }

  @Test
  void countsNothingTwiceWhenTheMailboxIsReadFromItsBeginning() throws Exception {
    MailingFixture desk = sent(Map.of());
    deliver(report(pathOf("reader1@example.org"), "reader1@example.org", "failed", DEAD));
    poll(desk);
    desk.jdbc().sql("UPDATE mailing_inbox SET uid_validity = 1").update();
    deliver(report(pathOf("reader2@example.org"), "reader2@example.org", "failed", DEAD));
    poll(desk);
    assertThat(counts(desk).hard()).isEqualTo(2);
  }

  @Test
  void leavesAMailboxAloneThatAnotherInstanceReads() throws Exception {
    MailingFixture desk = sent(Map.of());
    deliver(report(pathOf("reader1@example.org"), "reader1@example.org", "failed", DEAD));
    InboxRows rows = new InboxRows(desk.jdbc());
    assertThat(rows.claim("returns", UUID.randomUUID(), Duration.ofMinutes(5))).isTrue();
    poll(desk);
    assertThat(counts(desk).hard()).isZero();
  }

  @Test
  void isNotHeldUpByAMailThatNobodyCanRead() throws Exception {
    MailingFixture desk = sent(Map.of());
    deliver("Content-Type: multipart/report; boundary=\"\r\nSubject: \u0000\r\n\r\n--\r\n\u0001");
    deliver("");
    deliver(report(pathOf("reader1@example.org"), "reader1@example.org", "failed", DEAD));
    poll(desk);
    assertThat(isSuppressed(desk, "reader1@example.org")).isTrue();
  }

  @Test
  void readsOfALongMailTheBeginning() throws Exception {
    MailingFixture desk = sent(Map.of());
    String report = report(pathOf("reader1@example.org"), "reader1@example.org", "failed", DEAD);
    deliver(report.replace("News", "News\r\n".repeat(500_000)));
    poll(desk);
    assertThat(isSuppressed(desk, "reader1@example.org")).isTrue();
  }

  @Test
  void deletesWhatItHasUnderstoodAndNothingElse() throws Exception {
    MailingFixture desk = sent(Map.of("returns.imap.after", "delete"));
    deliver(report(pathOf("reader1@example.org"), "reader1@example.org", "failed", DEAD));
    deliver("From: anna@example.org\r\nSubject: A letter to the editor\r\n\r\nDear editor");
    poll(desk);
    assertThat(messages()).hasSize(1);
    assertThat(messages().getFirst().getMimeMessage().getSubject()).startsWith("A letter");
  }

  @Test
  void movesWhatItHasUnderstood() throws Exception {
    MailingFixture desk =
        sent(Map.of("returns.imap.after", "move", "returns.imap.move-to", "Processed"));
    GreenMailUser user = this.green.getUserManager().getUser("bounces");
    MailFolder inbox = this.green.getManagers().getImapHostManager().getInbox(user);
    this.green.getManagers().getImapHostManager().createMailbox(user, "Processed");
    deliver(report(pathOf("reader1@example.org"), "reader1@example.org", "failed", DEAD));
    poll(desk);
    assertThat(inbox.getMessageCount()).isZero();
    assertThat(
            this.green
                .getManagers()
                .getImapHostManager()
                .getFolder(user, "Processed")
                .getMessageCount())
        .isEqualTo(1);
  }

  @Test
  void saysWhatIsWrongWithAMailboxAndHowToMendIt() {
    MailingFixture wrong = sent(Map.of("returns.imap.password", "wrong"));
    poll(wrong);
    assertThat(wrong.returns().troubles()).hasSize(1);
    assertThat(wrong.returns().troubles().get("returns"))
        .contains("check user and password")
        .doesNotContain("wrong");
    MailingFixture away = desk(Map.of());
    this.green.stop();
    poll(away);
    assertThat(away.returns().troubles().get("returns")).contains("check host, port");
  }

  private void poll(MailingFixture desk) {
    desk.inboxes().poll();
    desk.consequences().draw();
  }

  private MailingFixture sent(Map<String, String> settings) {
    MailingFixture desk = desk(settings);
    ManyReaders.add(desk.jdbc(), 3);
    desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
    desk.runDue();
    desk.jdbc()
        .sql("UPDATE issue SET opened_at = ?")
        .param(OffsetDateTime.parse("2026-11-20T11:00:00Z"))
        .update();
    assertThat(this.relay.mails()).hasSize(3);
    return desk;
  }

  private MailingFixture desk(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("returns.address", "bounces@courier.example");
    all.put("returns.imap.host", "127.0.0.1");
    all.put("returns.imap.port", Integer.toString(this.green.getImap().getPort()));
    all.put("returns.imap.user", "bounces");
    all.put("returns.imap.password", "letmein");
    all.put("returns.imap.encryption", "none");
    all.putAll(settings);
    return new MailingFixture(this.source, this.clock, this.relay.port(), all);
  }

  private String pathOf(String reader) {
    return this.relay.mailsTo(reader).getFirst().sender();
  }

  private ReturnCounts counts(MailingFixture desk) {
    return desk.returns().countsOf(desk.mailings().find("key").orElseThrow());
  }

  private static boolean isSuppressed(MailingFixture desk, String reader) {
    return desk.suppressions().find(new EmailAddress(reader)).isPresent();
  }

  private static SuppressionReason reasonOf(MailingFixture desk, String reader) {
    return desk.suppressions().find(new EmailAddress(reader)).orElseThrow().reason();
  }

  private List<StoredMessage> messages() throws Exception {
    GreenMailUser user = this.green.getUserManager().getUser("bounces");
    return this.green.getManagers().getImapHostManager().getInbox(user).getMessages();
  }

  private boolean isSeen(int index) throws Exception {
    return messages().get(index).getFlags().contains(Flags.Flag.SEEN);
  }

  private void deliver(String mail) throws MessagingException {
    byte[] bytes = mail.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    this.green
        .getUserManager()
        .getUser("bounces")
        .deliver(
            new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
  }

  private static String report(String to, String reader, String action, String diagnostic) {
    return """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example.net
    To: %s
    Subject: Delivery Status Notification
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="b"

    --b
    Content-Type: text/plain

    This is the mail system at mx.example.net.
    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.net

    Final-Recipient: rfc822;%s
    Action: %s
    Status: 5.0.0
    Diagnostic-Code: %s
    --b
    Content-Type: message/rfc822

    Subject: The Steppe Courier

    News
    --b--
    """
        .formatted(to, reader, action, diagnostic);
  }
}
