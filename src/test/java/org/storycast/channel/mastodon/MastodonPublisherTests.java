// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Attempt;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.MastodonSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

class MastodonPublisherTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "mastodon-en", "first");
  private static final Post POST = MastodonFixtures.post(KEY);

  private final MutableClock clock = new MutableClock(NOON);
  private final MastodonSimulator mastodon = new MastodonSimulator(this.clock);
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);

  @AfterEach
  void stop() {
    this.mastodon.close();
  }

  private MastodonPublisher publisher() {
    return publisher(Map.of(), MastodonSimulator.TOKEN);
  }

  private MastodonPublisher publisher(Map<String, String> changed, String token) {
    Map<String, String> settings = new HashMap<>(changed);
    settings.putIfAbsent("base-url", this.mastodon.address().toString());
    return (MastodonPublisher)
        new MastodonPublisherFactory(MastodonFixtures.FILES, this.clock)
            .open(MastodonFixtures.account(settings, token));
  }

  private Outcome publish(Post post) {
    return publisher().publish(post, this.memory.attempt());
  }

  private SimulatorRequest firstRequest() {
    return this.mastodon.requests().getFirst();
  }

  @Test
  void saysWhereReadersFindTheStatusAndWhenItWasTaken() {
    Receipt receipt = ((Outcome.Published) publish(POST)).receipt();
    assertThat(receipt.address())
        .isEqualTo(URI.create("https://mastodon.example/@steppecourier/" + receipt.remoteId()));
    assertThat(receipt.publishedAt()).isEqualTo(NOON);
    assertThat(receipt.evidence()).containsEntry("visibility", "public");
  }

  @Test
  void sendsTheFrozenTextWithKeyLanguageAndVisibility() {
    publisher(Map.of("visibility", "unlisted"), MastodonSimulator.TOKEN)
        .publish(POST, this.memory.attempt());
    assertThat(this.mastodon.publications().getFirst().text()).isEqualTo(POST.part("status"));
    assertThat(firstRequest().header("Idempotency-Key")).contains(KEY.value());
    assertThat(firstRequest().json().path("language").asString()).isEqualTo("en");
    assertThat(firstRequest().json().path("visibility").asString()).isEqualTo("unlisted");
  }

  @Test
  void publishesOnceHoweverOftenItIsRepeatedWithinTheHour() {
    this.mastodon.failNext(Fault.TAKE_THEN_DROP, Fault.TAKE_THEN_500);
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(29));
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(30));
    Outcome outcome = publish(POST);
    assertThat(((Outcome.Published) outcome).receipt().publishedAt()).isEqualTo(NOON);
    assertThat(this.mastodon.publications()).hasSize(1);
  }

  @Test
  void asksAgainWhileAnotherRequestHoldsTheKey() {
    this.mastodon.lockKey(KEY.value());
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    this.mastodon.lockKey(null);
    assertThat(publish(POST)).isInstanceOf(Outcome.Published.class);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "401, The access token was revoked",
    "403, Your login is currently disabled",
    "404, Record not found",
    "422, Validation failed: Text can't be blank"
  })
  void keepsTheDoubtOfAnEarlierAttemptThroughARefusal(int status, String words) {
    this.mastodon.failNext(Fault.TAKE_THEN_DROP);
    publish(POST);
    this.mastodon.answerNext(SimulatorReply.json(status, Map.of("error", words)));
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    assertThat(this.memory.isInDoubt()).isTrue();
  }

  @Test
  void keepsTheDoubtOfAnEarlierAttemptThroughALimit() {
    this.mastodon.failNext(Fault.TAKE_THEN_DROP, Fault.REFUSE_429);
    publish(POST);
    Outcome.TryLater later = (Outcome.TryLater) publish(POST);
    assertThat(later.reason()).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(later.notBefore()).isEqualTo(Duration.ofSeconds(7));
    assertThat(later.detail()).contains("may have been taken");
  }

  @Test
  void hasNoDoubtWhereEveryAttemptWasClearlyRefused() {
    this.mastodon.failNext(Fault.REFUSE_429, Fault.REFUSE_429, Fault.REFUSE_CREDENTIALS);
    assertThat(((Outcome.TryLater) publish(POST)).reason()).isEqualTo(FailureReason.RATE_LIMITED);
    assertThat(((Outcome.TryLater) publish(POST)).reason()).isEqualTo(FailureReason.RATE_LIMITED);
    assertThat(publish(POST)).isInstanceOf(Outcome.ChannelClosed.class);
  }

  @Test
  void noticesWhatTheInstanceDropsWithoutAWord() {
    this.mastodon.dropNextSilently();
    Outcome.Underway underway = (Outcome.Underway) publish(POST);
    this.clock.set(underway.askAgainAt());
    Outcome outcome = publisher().follow(POST, underway.handle(), this.memory.attempt());
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MODERATION);
  }

  @Test
  void waitsForAnInstanceThatShowsLate() {
    this.mastodon.showStatusesAfter(Duration.ofSeconds(20));
    Outcome.Underway underway = (Outcome.Underway) publish(POST);
    this.clock.set(underway.askAgainAt());
    Outcome outcome = publisher().follow(POST, underway.handle(), this.memory.attempt());
    assertThat(((Outcome.Published) outcome).receipt().remoteId())
        .isEqualTo(this.mastodon.publications().getFirst().id());
  }

  @Test
  void staysUnderwayWhileTheInstanceDoesNotSay() {
    this.mastodon.dropNextSilently();
    Outcome.Underway underway = (Outcome.Underway) publish(POST);
    this.mastodon.answerNext(it -> it.method().equals("GET"), SimulatorReply.html(502, "Bad"));
    assertThat(publisher().follow(POST, underway.handle(), this.memory.attempt()))
        .isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void takesTheInstanceAtItsWordWhereTheTokenMayNotRead() {
    Outcome outcome =
        publisher(Map.of(), MastodonSimulator.WRITE_TOKEN).publish(POST, this.memory.attempt());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void doesNotPublishAgainWhatItRemembersAsTaken() {
    publish(POST);
    this.clock.advance(Duration.ofHours(2));
    assertThat(publish(POST)).isInstanceOf(Outcome.Published.class);
    assertThat(this.mastodon.publishingRequests()).isEqualTo(1);
  }

  @Test
  void tellsWhatBecameOfTheVisibilityOfASilencedAccount() {
    this.mastodon.silence();
    Receipt receipt = ((Outcome.Published) publish(POST)).receipt();
    assertThat(receipt.evidence()).containsEntry("visibility", "unlisted");
  }

  @Test
  void refusesALongTextWithoutAsking() {
    Outcome outcome = publish(MastodonFixtures.saying("я".repeat(501), KEY));
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TOO_LONG);
    assertThat(this.mastodon.requests()).isEmpty();
    assertThat(this.memory.writes()).isEmpty();
  }

  @Test
  void takesALongTextWhereTheInstanceDoes() {
    this.mastodon.takeTextsUpTo(5_000);
    Post post = MastodonFixtures.saying("я".repeat(4_976) + " " + MastodonFixtures.link(KEY), KEY);
    Outcome outcome =
        publisher(Map.of("text-limit", "5000"), MastodonSimulator.TOKEN)
            .publish(post, this.memory.attempt());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void asksForQuietWhenTheLastAllowedStatusSucceeds() {
    this.mastodon.answerNext(
        SimulatorReply.json(200, Map.of("id", "117", "created_at", "2026-11-20T12:00:00.000Z"))
            .with("X-RateLimit-Remaining", "0")
            .with("X-RateLimit-Reset", "2026-11-20T15:00:00.000000Z"));
    publish(POST);
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofHours(3)));
  }

  @Test
  void waitsForTheWindowThatIsUsedUp() {
    this.mastodon.useUpStatuses();
    this.clock.advance(Duration.ofMinutes(10));
    Outcome.TryLater later = (Outcome.TryLater) publish(POST);
    assertThat(later.notBefore()).isEqualTo(Duration.ofMinutes(170));
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofHours(3)));
  }

  @Test
  void editsOnlyWhatIsThere() {
    Receipt receipt = ((Outcome.Published) publish(POST)).receipt();
    publisher().remove(receipt, withdrawal());
    Outcome outcome = publisher().edit(receipt, POST, withdrawal());
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TARGET_GONE);
  }

  private Attempt withdrawal() {
    return new DeliveryMemory(DeliveryKey.of("withdraw"), this.clock).attempt();
  }

  @Test
  void triesACorrectionAgainWhateverHappened() {
    Receipt receipt = ((Outcome.Published) publish(POST)).receipt();
    this.mastodon.failNext(it -> it.method().equals("PUT"), Fault.TAKE_THEN_DROP);
    this.mastodon.failNext(it -> it.method().equals("PUT"), Fault.TAKE_THEN_HTML);
    this.mastodon.failNext(it -> it.method().equals("DELETE"), Fault.TAKE_THEN_500);
    assertThat(publisher().edit(receipt, POST, withdrawal())).isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher().edit(receipt, POST, withdrawal()))
        .isNotInstanceOf(Outcome.Published.class);
    assertThat(publisher().remove(receipt, withdrawal())).isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher().remove(receipt, withdrawal())).isInstanceOf(Outcome.Published.class);
  }

  @ParameterizedTest(name = "{0} = \"{1}\"")
  @CsvSource({
    "base-url, ''",
    "base-url, mastodon.example",
    "visibility, direct",
    "text-limit, 99",
    "text-limit, many",
    "account-id, @steppecourier",
    "timeout, soon"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    Map<String, String> settings = new HashMap<>(Map.of("base-url", "https://mastodon.example"));
    settings.put(name, value);
    assertThatThrownBy(
            () ->
                new MastodonPublisherFactory(MastodonFixtures.FILES, this.clock)
                    .open(MastodonFixtures.account(settings, "token")))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void namesTheCredentialThatIsMissing(String token) {
    assertThatThrownBy(() -> publisher(Map.of(), token))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("credentials.access-token");
  }
}
