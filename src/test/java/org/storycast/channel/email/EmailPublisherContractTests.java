// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.audience.Consent;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReadersFixture;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherContract;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.MailingFixture;
import org.storycast.mailing.Markers;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.Mishap;

class EmailPublisherContractTests extends PublisherContract {

  private static final TestDatabase DATABASE = TestDatabase.Kind.H2.fresh();
  private static final String PASSWORD = "a-password-of-the-relay";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock, 0, "courier", PASSWORD);
  private final MailingFixture desk = desk(this.relay.port(), Map.of());

  @BeforeEach
  void addReaders() {
    this.desk.forgetEverything();
    ReadersFixture.add(this.desk.readers(), "anna@example.org", "en");
    ReadersFixture.add(this.desk.readers(), "berta@example.org", "en-GB", "Business");
    ReadersFixture.add(this.desk.readers(), "carl@example.org", "en", "Sport");
    ReadersFixture.add(this.desk.readers(), "dana@example.org", "kk");
  }

  @AfterEach
  void stopTheRelay() {
    this.relay.close();
  }

  private MailingFixture desk(int port, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("user", "courier", "password", PASSWORD));
    all.putAll(settings);
    return new MailingFixture(DATABASE.source(), this.clock, port, all);
  }

  private Publisher publisher(MailingFixture on, String readers) {
    return factory(on).open(account(Map.of("readers", readers)));
  }

  private EmailPublisherFactory factory(MailingFixture on) {
    return new EmailPublisherFactory(on.mailings(), on.letterhead(), on.archive(), this.clock);
  }

  private static Account account(Map<String, String> settings) {
    return new Account(new ChannelId("email-en"), "email", "en", settings, Map.of());
  }

  @Override
  protected Publisher publisher() {
    return publisher(this.desk, "language");
  }

  @Override
  protected Publisher publisherFor(URI nobody) {
    return publisher(desk(nobody.getPort(), Map.of()), "language");
  }

  @Override
  protected Post aPost() {
    return new Post(
        Map.of(
            "subject",
            "Rivers rise in the north",
            "preheader",
            "What to expect this week",
            "html",
            "<html><body><p>Rivers rise.</p><a href=\"%s\">Unsubscribe</a></body></html>"
                .formatted(Markers.UNSUBSCRIBE),
            "text",
            "Rivers rise.\n\n" + Markers.UNSUBSCRIBE + "\n"),
        URI.create("https://courier.example/rivers"),
        "en",
        List.of(),
        List.of("Business"),
        List.of());
  }

  @Override
  protected int publications() {
    return this.relay.publications().size();
  }

  @Override
  protected String onlyPublication() {
    return this.relay.publications().getFirst().id();
  }

  @Override
  protected String onlyText() {
    return this.relay.publications().getFirst().text();
  }

  @Override
  protected void finishProcessing() {
    this.desk.runDue();
  }

  @Override
  protected void forgetEverything() {
    this.relay.forget();
    addReaders();
  }

  @Override
  protected List<String> secrets() {
    return List.of(PASSWORD, "a secret of the tests");
  }

  @Override
  protected Clock clock() {
    return this.clock;
  }

  @Test
  void sendsToTheReadersOfItsLanguageWhoWishTheSection() {
    Receipt receipt = receiptOf(settle(publisher(), memory()));
    assertThat(this.relay.mails())
        .extracting(mail -> mail.recipient())
        .containsExactlyInAnyOrder("anna@example.org", "berta@example.org");
    assertThat(receipt.evidence())
        .containsEntry("accepted", "2")
        .containsEntry("readers", "2")
        .containsEntry("failed", "0")
        .containsEntry("doubt", "0");
    assertThat(receipt.address())
        .isEqualTo(URI.create("https://news.courier.example/i/" + receipt.remoteId()));
  }

  @Test
  void sendsToReadersOfAllLanguagesWhereItIsTold() {
    settle(publisher(this.desk, "all"), memory());
    assertThat(this.relay.mailsTo("dana@example.org")).hasSize(1);
  }

  @Test
  void stillSaysThatItIsUnderwayWhileACopyIsTriedAgain() {
    this.relay.refuse("berta@example.org", "450 4.2.0 Greylisted");
    Publisher publisher = publisher();
    var memory = memory();
    Outcome.Underway underway = (Outcome.Underway) publisher.publish(aPost(), memory.attempt());
    this.desk.runDue();
    Follows follows = (Follows) publisher;
    assertThat(follows.follow(aPost(), underway.handle(), memory.attempt()))
        .isInstanceOf(Outcome.Underway.class);
    this.relay.refuse("berta@example.org", "550 5.1.1 No such user");
    this.desk.letTimePass(Duration.ofMinutes(5));
    this.desk.runDue();
    Receipt receipt = receiptOf(follows.follow(aPost(), underway.handle(), memory.attempt()));
    assertThat(receipt.evidence()).containsEntry("accepted", "1").containsEntry("failed", "1");
  }

  @Test
  void countsADoubtAndWhoWithdrew() {
    this.desk.readers().unsubscribe(idOf("berta@example.org"), new Consent("a letter", ""));
    this.relay.next(EmailSimulator.Step.DOT, new Mishap.TakeThenDrop());
    Receipt receipt = receiptOf(settle(publisher(), memory()));
    assertThat(receipt.evidence()).containsEntry("doubt", "1").containsEntry("excluded", "1");
  }

  private ReaderId idOf(String address) {
    return this.desk
        .readers()
        .find(org.storycast.audience.EmailAddress.parse(address))
        .orElseThrow()
        .id();
  }

  @Test
  void sendsNothingWhereNobodyAskedForIt() {
    this.desk.forgetEverything();
    Outcome outcome = publisher().publish(aPost(), memory().attempt());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, it -> assertThat(it.reason()).isEqualTo(FailureReason.CONTENT));
    assertThat(this.desk.mailings().find(memory().attempt().key().value())).isEmpty();
  }

  @Test
  void closesTheChannelWhenTheRelayDoesNotLetItIn() {
    Publisher publisher = publisher(desk(this.relay.port(), Map.of("password", "wrong")), "all");
    assertThat(publisher.publish(aPost(), memory().attempt()))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.CREDENTIALS));
    assertThat(memory().isInDoubt()).isFalse();
  }

  @Test
  void rejectsWhatNoReaderTook() {
    this.relay.refuse("anna@example.org", "550 5.1.1 No such user");
    this.relay.refuse("berta@example.org", "550 5.1.1 No such user");
    assertThat(settle(publisher(), memory())).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void rejectsAPageThatMailProgramsWouldCut() {
    Post large =
        new Post(
            Map.of(
                "subject",
                "s",
                "html",
                "x".repeat(102_350) + Markers.UNSUBSCRIBE,
                "text",
                Markers.UNSUBSCRIBE),
            null,
            "en",
            List.of(),
            List.of(),
            List.of());
    assertThat(publisher().publish(large, memory().attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.TOO_LONG));
  }

  @Test
  void rejectsWhatHasNoWayOut() {
    Post without =
        new Post(
            Map.of("subject", "s", "html", Markers.UNSUBSCRIBE, "text", "t"),
            null,
            "en",
            List.of(),
            List.of(),
            List.of());
    assertThat(publisher().publish(without, memory().attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            it -> assertThat(it.detail()).contains("text lacks " + Markers.UNSUBSCRIBE));
  }

  @Test
  void putsItsIssuesIntoTheArchiveUnlessItIsForTests() {
    factory(this.desk)
        .open(account(Map.of("for-tests", "true")))
        .publish(aPost(), memory().attempt());
    assertThat(this.desk.archive().page("", "").orElseThrow().entries()).isEmpty();
    publisher().publish(aPost(), memory().attempt());
    assertThat(this.desk.archive().page("en", "").orElseThrow().entries()).hasSize(1);
  }

  @Test
  void staysOffWithAKeyThatCannotSign() {
    MailingFixture broken =
        desk(25, Map.of("dkim.rsa.selector", "s", "dkim.rsa.key-file", "/nowhere/dkim.pem"));
    assertThatThrownBy(() -> publisher(broken, "all"))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("/nowhere/dkim.pem can't be read")
        .hasMessageContaining("put the private key there");
  }

  @Test
  void findsItsIssueByTheDeliverysKey() {
    ReadsBack publisher = (ReadsBack) publisher();
    var memory = memory();
    assertThat(publisher.find(aPost(), memory.attempt())).isInstanceOf(Finding.Absent.class);
    publisher().publish(aPost(), memory.attempt());
    assertThat(publisher.find(aPost(), memory.attempt())).isInstanceOf(Finding.CannotTell.class);
    this.desk.runDue();
    assertThat(publisher.find(aPost(), memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void staysOffWithoutARelay() {
    assertThatThrownBy(() -> publisher(desk(25, Map.of("host", "")), "all"))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("storycast.mail.host");
    assertThatThrownBy(() -> publisher(this.desk, "some"))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings.readers");
  }

  private static Receipt receiptOf(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }
}
