// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.MastodonSimulator;
import org.storycast.simulator.SimulatorReply;

/** Pictures, replies, numbers and checks. */
class MastodonPicturesTests {

  private static final DeliveryKey KEY = DeliveryKey.of("rain");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final MastodonSimulator simulator = new MastodonSimulator(this.clock);
  private int deliveries;

  @AfterEach
  void stop() {
    this.simulator.close();
  }

  private MastodonPublisher publisher(String token, String... changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("base-url", this.simulator.address().toString());
    settings.put("pictures", "2");
    for (int i = 0; i < changed.length; i += 2) {
      settings.put(changed[i], changed[i + 1]);
    }
    return (MastodonPublisher)
        new MastodonPublisherFactory(MastodonFixtures.FILES, this.clock)
            .open(MastodonFixtures.account(settings, token));
  }

  private MastodonPublisher publisher() {
    return publisher(MastodonSimulator.TOKEN);
  }

  private DeliveryMemory memory() {
    this.deliveries++;
    return new DeliveryMemory(DeliveryKey.of("delivery " + this.deliveries), this.clock);
  }

  private Receipt published(Post post) {
    return ((Outcome.Published) publisher().publish(post, memory().attempt())).receipt();
  }

  private List<Digest> shown() {
    return this.simulator.publications().getFirst().media().stream()
        .map(it -> Digest.of(it.bytes()))
        .toList();
  }

  private static Digest digest(int width) {
    return MastodonFixtures.picture(width).digest();
  }

  private long uploads() {
    return this.simulator.requests().stream().filter(it -> it.path().endsWith("v2/media")).count();
  }

  @Test
  void showsAsManyPicturesAsAreWantedWithTheirDescriptions() {
    published(MastodonFixtures.showing(KEY, 100, 101, 102));
    assertThat(shown()).containsExactly(digest(100), digest(101));
    assertThat(this.simulator.requests().getFirst().text()).contains("Стая на заре 🦅");
  }

  @Test
  void asksAgainForWhatIsNotProcessed() {
    this.simulator.answerNext(
        it -> it.path().endsWith("v2/media"),
        SimulatorReply.json(202, Map.of("id", "4711", "type", "image")));
    DeliveryMemory memory = memory();
    Post post = MastodonFixtures.showing(KEY, 100);
    assertThat(reasonOf(publisher().publish(post, memory.attempt())))
        .isEqualTo(FailureReason.NOT_READY);
    this.simulator.answerNext(
        it -> it.path().endsWith("/media/4711"), SimulatorReply.json(206, Map.of("id", "4711")));
    assertThat(reasonOf(publisher().publish(post, memory.attempt())))
        .isEqualTo(FailureReason.NOT_READY);
    this.simulator.answerNext(
        it -> it.path().endsWith("/media/4711"),
        SimulatorReply.json(422, Map.of("error", "Error processing")));
    assertThat(publisher().publish(post, memory.attempt())).isInstanceOf(Outcome.Rejected.class);
    assertThat(uploads()).isEqualTo(1);
    assertThat(memory.writes()).noneMatch(it -> it.startsWith("committing:"));
  }

  private static FailureReason reasonOf(Outcome outcome) {
    return outcome instanceof Outcome.TryLater later
        ? later.reason()
        : ((Outcome.ChannelClosed) outcome).reason();
  }

  @Test
  void uploadsNothingTwice() {
    this.simulator.answerNext(SimulatorReply.json(429, Map.of("error", "Too many requests")));
    DeliveryMemory memory = memory();
    Post post = MastodonFixtures.showing(KEY, 100, 101);
    assertThat(publisher().publish(post, memory.attempt())).isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher().publish(post, memory.attempt())).isInstanceOf(Outcome.Published.class);
    assertThat(uploads()).isEqualTo(2);
  }

  @Test
  void comesAgainAfterALostUploadAndClosesWithoutTheScope() {
    this.simulator.answerNext(
        it -> it.path().endsWith("v2/media"), SimulatorReply.html(502, "Bad gateway"));
    Post post = MastodonFixtures.showing(KEY, 100);
    assertThat(reasonOf(publisher().publish(post, memory().attempt())))
        .isEqualTo(FailureReason.UNAVAILABLE);
    Outcome closed = publisher(MastodonSimulator.WRITE_TOKEN).publish(post, memory().attempt());
    assertThat(reasonOf(closed)).isEqualTo(FailureReason.PERMISSION);
    assertThat(closed.toString()).contains("write:media");
    assertThat(this.simulator.publications()).isEmpty();
  }

  @Test
  void keepsExchangesAndDropsPicturesWithACorrection() {
    Receipt receipt = published(MastodonFixtures.showing(KEY, 100, 101));
    publisher().edit(receipt, MastodonFixtures.showing(KEY, 100, 101), memory().attempt());
    assertThat(shown()).containsExactly(digest(100), digest(101));
    assertThat(uploads()).isEqualTo(2);
    publisher().edit(receipt, MastodonFixtures.showing(KEY, 200), memory().attempt());
    assertThat(shown()).containsExactly(digest(200));
    publisher().edit(receipt, MastodonFixtures.post(KEY), memory().attempt());
    assertThat(shown()).isEmpty();
  }

  @Test
  void answersWhatItContinuesAndIsFoundThere() {
    Receipt first = published(MastodonFixtures.post(KEY));
    this.clock.advance(Duration.ofMinutes(5));
    DeliveryMemory memory = memory();
    Post second = MastodonFixtures.post(memory.attempt().key()).inReplyTo(first);
    Outcome outcome = publisher().publish(second, memory.attempt());
    assertThat(this.simulator.requests())
        .anyMatch(it -> it.text().contains("\"in_reply_to_id\":\"" + first.remoteId() + "\""));
    assertThat(publisher().find(second, memory.attempt()).toString())
        .contains(((Outcome.Published) outcome).receipt().remoteId());
  }

  @Test
  void standsAloneWhereWhatItContinuesIsGone() {
    Receipt first = published(MastodonFixtures.post(KEY));
    publisher().remove(first, memory().attempt());
    published(MastodonFixtures.post(KEY).inReplyTo(first));
    assertThat(this.simulator.requests())
        .noneMatch(it -> it.text().contains("in_reply_to_id\":\""));
  }

  @Test
  void countsWhatTheInstanceCounts() {
    Receipt receipt = published(MastodonFixtures.post(KEY));
    this.simulator.answerNext(
        it -> it.path().endsWith("/statuses/" + receipt.remoteId()),
        SimulatorReply.json(200, Map.of("replies_count", 3, "favourites_count", 7, "uri", "x")));
    assertThat(publisher().metrics(receipt).counts())
        .isEqualTo(Map.of("replies_count", 3L, "favourites_count", 7L));
    publisher().remove(receipt, memory().attempt());
    assertThat(publisher().metrics(receipt).counts()).isEmpty();
  }

  private static Verdict of(Checkup checkup, String subject) {
    return checkup.lines().stream()
        .filter(it -> it.subject().equals(subject))
        .map(Checkup.Line::verdict)
        .findFirst()
        .orElse(null);
  }

  @Test
  void findsAGoodAccountGood() {
    Checkup checkup = publisher().check();
    assertThat(checkup.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.toString()).doesNotContain(MastodonSimulator.TOKEN);
    assertThat(this.simulator.requests()).allMatch(it -> it.method().equals("GET"));
  }

  @Test
  void saysWhatKeepsAnAccountFromPublishing() {
    Checkup writer = publisher(MastodonSimulator.WRITE_TOKEN).check();
    assertThat(of(writer, "scope write:media")).isEqualTo(Verdict.BAD);
    assertThat(of(writer, "scope read:statuses")).isEqualTo(Verdict.WARNING);
    assertThat(of(writer, "access token")).isEqualTo(Verdict.WARNING);
    assertThat(of(publisher("nonsense").check(), "access token")).isEqualTo(Verdict.BAD);
    Checkup longer = publisher(MastodonSimulator.TOKEN, "text-limit", "5000").check();
    assertThat(of(longer, "text limit")).isEqualTo(Verdict.BAD);
    Checkup other = publisher(MastodonSimulator.TOKEN, "account-id", "1").check();
    assertThat(of(other, "account")).isEqualTo(Verdict.BAD);
    Checkup nobody = publisher(MastodonSimulator.TOKEN, "base-url", "http://127.0.0.1:1").check();
    assertThat(nobody.verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
