// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TestTokens;
import org.storycast.channel.support.TokenEndpoint;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorReply;

/** Accounts without a page, by Instagram's own login. */
class InstagramLoginTests extends MetaConnectorContract {

  private final InstagramSimulator instagram = new DescribedInstagram(this.clock);
  private final InstagramConnector connector = new InstagramConnector();
  private final TestDatabase database = TestTokens.emptied();

  @BeforeEach
  void register() {
    this.instagram.registerRedirect(back());
    this.instagram.behaveAsInstagramLogin();
    this.instagram.pollsUntilFinished(0);
  }

  @Override
  protected HttpSimulator simulator() {
    return this.instagram;
  }

  @Override
  protected AccountConnector connector() {
    return this.connector;
  }

  @Override
  protected Map<String, String> appSettings() {
    return Map.of(
        "login",
        "instagram",
        "app-id",
        InstagramSimulator.INSTAGRAM_APP_ID,
        "base-url",
        this.instagram.address().toString(),
        "login-url",
        this.instagram.instagramLoginPage().toString());
  }

  @Override
  protected String appSecret() {
    return InstagramSimulator.INSTAGRAM_APP_SECRET;
  }

  @Override
  protected String token(int number) {
    return "IGAAfresh" + number;
  }

  @Override
  protected List<Step> steps() {
    return List.of(
        new Step("/oauth/access_token", 0), new Step("/access_token", 1), new Step("/v24.0/me", 2));
  }

  @Override
  protected Outcome publish(Account account) {
    DeliveryMemory memory =
        new DeliveryMemory(DeliveryKey.of("story", this.clock.instant().toString()), this.clock);
    InstagramPublisher publisher =
        (InstagramPublisher)
            new InstagramPublisherFactory(TestTokens.in(this.database, this.clock), this.clock)
                .open(account);
    publisher.publish(InstagramFixtures.post(), memory.attempt());
    return publisher.publish(InstagramFixtures.post(), memory.attempt());
  }

  @Test
  void asksForWhatAnAccountsPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.instagram.instagramLoginPage());
    assertThat(consent.scopes())
        .containsExactlyInAnyOrderElementsOf(InstagramSimulator.INSTAGRAM_SCOPES);
    assertThat(consent.separator()).isEqualTo(",");
    assertThat(consent.parameters())
        .containsOnly(Map.entry("client_id", InstagramSimulator.INSTAGRAM_APP_ID));
    assertThat(this.connector.consent(app("numbers", "false")).scopes())
        .containsExactly("instagram_business_basic", "instagram_business_content_publish");
  }

  @Test
  void goesToInstagramsHostsUnlessToldOtherwise() {
    Account app = app("base-url", "", "login-url", "");
    assertThat(InstagramSettings.base(app)).isEqualTo(URI.create("https://graph.instagram.com"));
    assertThat(this.connector.consent(app).page())
        .isEqualTo(URI.create("https://www.instagram.com/oauth/authorize"));
  }

  @Test
  void opensTheAccountWithATokenOfSixtyDays() {
    for (int round = 1; round <= 2; round++) {
      OpenedAccount account = opened(connect(app())).getFirst();
      Secret token = new Secret(token(2 * round));
      assertThat(account.id()).isEqualTo(InstagramSimulator.USER_ID);
      assertThat(account.name()).isEqualTo("@steppecourier");
      assertThat(account.settings()).containsOnly(Map.entry("user-id", InstagramSimulator.USER_ID));
      assertThat(account.credentials()).containsOnly(Map.entry("access-token", token));
      assertThat(account.tokens())
          .isEqualTo(
              new TokenEndpoint.Answer.Given(
                  token, Duration.ofDays(7), token, Duration.ofDays(60)));
      assertThat(account.endsAt()).isNull();
      this.instagram.wrapTokens();
    }
  }

  @Test
  void refusesAPersonalAccountAndSaysWhatToDo() {
    this.instagram.become("PERSONAL");
    assertThat(refused(connect(app()))).contains("@steppecourier", "Business or Creator");
  }

  @Test
  void readsPermissionsInEitherForm() {
    this.instagram.answerNext(
        steps().getFirst().isIt(),
        SimulatorReply.json(
            200,
            Map.of(
                "access_token",
                InstagramSimulator.TOKEN,
                "permissions",
                List.of("instagram_business_basic"))));
    assertThat(refused(connect(app())))
        .contains("instagram_business_content_publish", "instagram_business_manage_insights");
    this.instagram.answerNext(
        steps().getFirst().isIt(),
        SimulatorReply.json(200, Map.of("access_token", InstagramSimulator.TOKEN)));
    opened(connect(app()));
  }

  @Test
  void doesNotTakeAnAnswerWithoutAnAccount() {
    this.instagram.answerNext(
        steps().getLast().isIt(), SimulatorReply.json(200, Map.of("id", "9001")));
    assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void publishesAgainAfterTheTokenDiedAndTheAccountWasConnectedAnew() {
    Account app = app();
    Account first = over(app, opened(connect(app)).getFirst());
    assertThat(publish(first)).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofDays(61));
    assertThat(publish(first)).isInstanceOf(Outcome.ChannelClosed.class);
    OpenedAccount again = opened(connect(app)).getFirst();
    TestTokens.connect(this.database, this.clock, app.id(), again.tokens());
    assertThat(publish(over(app, again))).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofDays(45));
    assertThat(publish(over(app, again))).isInstanceOf(Outcome.Published.class);
  }
}
