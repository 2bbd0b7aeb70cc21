// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.Costs.Charge;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.XSimulator;

/** What is asked of an account besides publishing: its check, its numbers, its prices. */
class XAccountTests {

  private static final DeliveryKey KEY = DeliveryKey.of("story", "x-en", "first");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final XSimulator x = new DescribedX(this.clock);
  private final SamplePictures files = new SamplePictures();

  @AfterEach
  void stop() {
    this.x.close();
  }

  private XPublisher publisher(String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("base-url", this.x.address().toString()));
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return (XPublisher) XFixtures.factory(this.clock, this.files).open(XFixtures.account(all));
  }

  private static Verdict verdictOf(Checkup checkup, String subject) {
    return checkup.lines().stream()
        .filter(it -> it.subject().equals(subject))
        .map(Line::verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void findsNothingWrongWithAGoodAccountAndPublishesNothing() {
    Checkup checkup = publisher().check();
    assertThat(verdictOf(checkup, "credentials")).isEqualTo(Verdict.GOOD);
    assertThat(verdictOf(checkup, "account")).isEqualTo(Verdict.GOOD);
    assertThat(verdictOf(checkup, "rights")).isEqualTo(Verdict.GOOD);
    assertThat(verdictOf(checkup, "credits")).isEqualTo(Verdict.UNKNOWN);
    assertThat(checkup.endsAt()).isNull();
    assertThat(this.x.requests()).singleElement().matches(it -> it.method().equals("GET"));
  }

  @Test
  void noticesAnotherAccountARenamedOneAndATokenThatOnlyReads() {
    assertThat(verdictOf(publisher("user-id", "17").check(), "account")).isEqualTo(Verdict.BAD);
    assertThat(verdictOf(publisher("username", "oldname").check(), "account"))
        .isEqualTo(Verdict.WARNING);
    this.x.makeReadOnly();
    assertThat(verdictOf(publisher().check(), "rights")).isEqualTo(Verdict.BAD);
  }

  @Test
  void noticesMissingCreditsAndCredentials() {
    this.x.fund(9, true);
    assertThat(verdictOf(publisher().check(), "credits")).isEqualTo(Verdict.BAD);
    this.x.answerNext(it -> true, SimulatorReply.json(401, Map.of("title", "Unauthorized")));
    assertThat(verdictOf(publisher().check(), "credentials")).isEqualTo(Verdict.BAD);
    this.x.answerNext(it -> true, SimulatorReply.html(502, "Bad gateway"));
    assertThat(publisher().check().verdict()).isEqualTo(Verdict.UNKNOWN);
    XPublisher publisher = publisher();
    this.x.close();
    assertThat(publisher.check().verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void addsUpTheNumbersOfAThread() {
    Post thread = XFixtures.thread(KEY, "It had not rained.");
    Outcome outcome =
        publisher("thread", "2").publish(thread, new DeliveryMemory(KEY, this.clock).attempt());
    Receipt receipt = ((Outcome.Published) outcome).receipt();
    assertThat(publisher().metrics(receipt).counts())
        .containsEntry("repost_count", 4L)
        .containsEntry("bookmark_count", 6L);
    this.x.keepOlderNames();
    XPublisher publisher = publisher();
    assertThat(publisher.metrics(receipt).counts()).containsEntry("retweet_count", 4L);
    this.x.close();
    assertThat(publisher.metrics(receipt).counts()).isEmpty();
  }

  private static Charge charge(String step, String amount) {
    return new Charge(step, new BigDecimal(amount));
  }

  @Test
  void knowsWhatXWillCharge() {
    Post thread = XFixtures.thread(KEY, "It had not rained.", "See README.md at courier.com.");
    Post described =
        XFixtures.with(
            thread, List.of(this.files.picture(1, 90, "Rain"), this.files.picture(2, 91, "")));
    assertThat(publisher().charges(described))
        .containsExactly(
            charge("create", "0.205"), charge("create-2", "0.015"), charge("create-3", "0.20"));
    assertThat(publisher("price-post-with-link", "0.25").charges(XFixtures.post(KEY)))
        .containsExactly(charge("create", "0.250"));
    assertThat(publisher("price-read", "0.002").look()).isEqualByComparingTo("0.02");
    assertThat(publisher("price-user", "0.02").checking()).isEqualByComparingTo("0.02");
    assertThat(publisher("price-delete", "0.03").removing(Receipt.of("17", null, Instant.EPOCH)))
        .containsExactly(charge("remove-17", "0.03"));
  }

  @Test
  void reckonsAsXDoesWithPosts() {
    Post post =
        XFixtures.with(
            XFixtures.thread(KEY, "It had not rained."),
            List.of(this.files.picture(1, 90, "Rain"), this.files.picture(2, 91, "Herds")));
    publish(post);
    assertThat(sumOf(publisher().charges(post))).isEqualByComparingTo(dollarsSpent());
  }

  @Test
  void reckonsAsXDoesWithQuestionsAndDeletions() {
    DeliveryMemory memory = publish(XFixtures.thread(KEY, "It had not rained."));
    Receipt receipt =
        ((Finding.Found)
                publisher().find(XFixtures.thread(KEY, "It had not rained."), memory.attempt()))
            .receipt();
    BigDecimal before = dollarsSpent();
    publisher().check();
    assertThat(dollarsSpent().subtract(before)).isEqualByComparingTo(publisher().checking());
    before = dollarsSpent();
    publisher().metrics(receipt);
    assertThat(dollarsSpent().subtract(before))
        .isEqualByComparingTo(publisher().measuring(receipt));
    before = dollarsSpent();
    publisher().remove(receipt, new DeliveryMemory(KEY, this.clock).attempt());
    assertThat(dollarsSpent().subtract(before))
        .isEqualByComparingTo(sumOf(publisher().removing(receipt)));
  }

  private DeliveryMemory publish(Post post) {
    DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);
    assertThat(publisher("thread", "2", "form", "pictures").publish(post, memory.attempt()))
        .isInstanceOf(Outcome.Published.class);
    return memory;
  }

  private BigDecimal dollarsSpent() {
    return BigDecimal.valueOf(this.x.spent(), 3);
  }

  private static BigDecimal sumOf(List<Charge> charges) {
    return charges.stream().map(Charge::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "402, Payment Required, credits depleted",
    "403, SpendCapReached, The billing cycle has reached its spend cap.",
    "403, CreditsDepleted, does not have any credits"
  })
  void closesTheChannelForWantOfCredits(int status, String title, String detail) {
    this.x.answerNext(
        SimulatorReply.json(status, Map.of("title", title, "detail", detail, "status", status)));
    Outcome.ChannelClosed closed =
        (Outcome.ChannelClosed)
            publisher().publish(XFixtures.post(KEY), new DeliveryMemory(KEY, this.clock).attempt());
    assertThat(closed.reason()).isEqualTo(FailureReason.CREDITS);
    assertThat(closed.detail()).contains("buy credits at developer.x.com");
  }

  @Test
  void allowsFewerStoriesWhereEachMayNeedSeveralPosts() {
    assertThat(publisher().profile().rateLimit().permits()).isEqualTo(25);
    assertThat(publisher("thread", "10").profile().rateLimit().permits()).isEqualTo(2);
    assertThat(publisher("thread", "25").profile().timeout()).isGreaterThan(Duration.ofMinutes(1));
    assertThat(publisher().profile().media()).isEmpty();
    assertThat(publisher("form", "film").profile().media()).hasSize(1);
  }

  @Test
  void pointsReadersToThePost() {
    Outcome outcome =
        publisher().publish(XFixtures.post(KEY), new DeliveryMemory(KEY, this.clock).attempt());
    Receipt receipt = ((Outcome.Published) outcome).receipt();
    assertThat(receipt.address())
        .isEqualTo(URI.create("https://x.com/steppecourier/status/" + receipt.remoteId()));
  }
}
