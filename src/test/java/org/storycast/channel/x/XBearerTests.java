// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.XSimulator;

/** An account by OAuth 2.0, whose refresh token is another after each use. */
class XBearerTests {

  private static final Predicate<SimulatorRequest> REFRESH =
      it -> it.path().equals("/2/oauth2/token");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final XSimulator x = new DescribedX(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);
  private int posts;

  @AfterEach
  void stop() {
    this.x.close();
  }

  private Account account() {
    return XFixtures.oauth2(Map.of("base-url", this.x.address().toString()));
  }

  private XPublisher publisher() {
    return (XPublisher)
        new XPublisherFactory(this.tokens, new SamplePictures(), this.clock).open(account());
  }

  private Outcome publish() {
    this.posts++;
    DeliveryKey key = DeliveryKey.of("post " + this.posts);
    return publisher().publish(XFixtures.post(key), new DeliveryMemory(key, this.clock).attempt());
  }

  private long refreshes() {
    return this.x.requests().stream().filter(REFRESH).count();
  }

  @Test
  void refreshesWhenTheTokenIsOverAndKeepsTheNewRefreshToken() {
    for (int turn = 0; turn < 4; turn++) {
      assertThat(publish()).isInstanceOf(Outcome.Published.class);
      assertThat(publish()).isInstanceOf(Outcome.Published.class);
      this.clock.advance(Duration.ofHours(2));
    }
    assertThat(refreshes()).isEqualTo(4);
    assertThat(this.x.publications()).hasSize(8);
  }

  @Test
  void takesAnotherTokenWhenXRefusesTheFirstBeforeItsTime() {
    publish();
    this.x.endBearers();
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(refreshes()).isEqualTo(2);
    assertThat(this.x.publications()).hasSize(2);
  }

  @Test
  void takesAnotherTokenInTheMiddleOfAThread() {
    DeliveryKey key = DeliveryKey.of("thread");
    Post thread = XFixtures.thread(key, "It had not rained.", "The herds return.");
    int[] left = {1};
    this.x.failNext(
        it -> it.path().equals("/2/tweets") && left[0]-- == 0, Fault.REFUSE_CREDENTIALS);
    assertThat(publisher().publish(thread, new DeliveryMemory(key, this.clock).attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertThat(this.x.publications()).hasSize(3);
    assertThat(refreshes()).isEqualTo(2);
  }

  @Test
  void closesTheChannelWhenTheRefreshTokenIsRefused() {
    this.x.answerNext(
        REFRESH,
        SimulatorReply.json(
            400,
            Map.of(
                "error",
                "invalid_request",
                "error_description",
                "Value passed for the token was invalid.")));
    Outcome.ChannelClosed closed = (Outcome.ChannelClosed) publish();
    assertThat(closed.reason()).isEqualTo(FailureReason.CREDENTIALS);
    assertThat(closed.detail()).contains("connect the account again");
    assertThat(this.x.publishingRequests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSE_502", "REFUSE_429", "REFUSE_DROP"})
  void comesLaterWhenTheTokenEndpointIsAway(Fault fault) {
    this.x.failNext(REFRESH, fault);
    assertThat(publish()).isInstanceOf(Outcome.TryLater.class);
    assertThat(this.x.publishingRequests()).isZero();
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void saysWhatALostAnswerMeans() {
    this.x.failNext(REFRESH, Fault.TAKE_THEN_DROP);
    assertThat(publish()).isInstanceOf(Outcome.TryLater.class);
    assertThat(((Outcome.ChannelClosed) publish()).detail())
        .contains("may have replaced the refresh token");
  }

  @Test
  void speaksByOauth2AsSoonAsThereIsARefreshToken() {
    Map<String, Secret> both = new HashMap<>(XFixtures.account(Map.of()).credentials());
    both.put("client-secret", new Secret(XSimulator.CLIENT_SECRET));
    DeliveryKey key = DeliveryKey.of("signed");
    open(both).publish(XFixtures.post(key), new DeliveryMemory(key, this.clock).attempt());
    assertThat(this.x.requests().getLast().bearer()).isEmpty();
    both.putAll(account().credentials());
    key = DeliveryKey.of("borne");
    open(both).publish(XFixtures.post(key), new DeliveryMemory(key, this.clock).attempt());
    assertThat(this.x.requests().getLast().bearer()).isPresent();
  }

  private Publisher open(Map<String, Secret> credentials) {
    Account account = new Account(account().id(), "x", "en", account().settings(), credentials);
    return new XPublisherFactory(this.tokens, new SamplePictures(), this.clock).open(account);
  }

  @Test
  void namesTheCredentialThatIsMissing() {
    Map<String, Secret> incomplete = new HashMap<>(account().credentials());
    incomplete.remove("client-secret");
    assertRefused(incomplete, "credentials.client-secret");
    assertRefused(
        Map.of("client-secret", new Secret(XSimulator.CLIENT_SECRET)), "credentials.refresh-token");
  }

  private void assertRefused(Map<String, Secret> credentials, String named) {
    assertThatThrownBy(() -> open(credentials))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining(named);
  }
}
