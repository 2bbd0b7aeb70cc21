// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TokenEndpoint;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorReply;

/** Accounts without a page, by Instagram's own login. */
class InstagramLoginTests extends MetaConnectorContract<InstagramSimulator> {

  InstagramLoginTests() {
    super(
        to("Instagram", "IGAAfresh%d", "/v24.0/me"),
        "already used",
        DescribedInstagram::new,
        clock -> new InstagramConnector());
    this.platform.behaveAsInstagramLogin();
    this.platform.pollsUntilFinished(0);
  }

  @Override
  protected Map<String, String> registration() {
    return Map.of(
        "settings.login",
        "instagram",
        "settings.app-id",
        InstagramSimulator.INSTAGRAM_APP_ID,
        "settings.base-url",
        this.platform.address().toString(),
        "settings.login-url",
        this.platform.instagramLoginPage().toString(),
        "credentials.app-secret",
        InstagramSimulator.INSTAGRAM_APP_SECRET);
  }

  @Override
  protected PublisherFactory factory() {
    return new InstagramPublisherFactory(this.tokens, this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return InstagramFixtures.post();
  }

  @Test
  void asksForWhatAnAccountsPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.platform.instagramLoginPage());
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
      Secret token = new Secret(this.login.tokens(2 * round).getFirst());
      assertThat(account.id()).isEqualTo(InstagramSimulator.USER_ID);
      assertThat(account.name()).isEqualTo("@steppecourier");
      assertThat(account.settings()).containsOnly(Map.entry("user-id", InstagramSimulator.USER_ID));
      assertThat(account.credentials()).containsOnly(Map.entry("access-token", token));
      assertThat(account.tokens())
          .isEqualTo(
              new TokenEndpoint.Answer.Given(
                  token, Duration.ofDays(7), token, Duration.ofDays(60)));
      assertThat(account.endsAt()).isNull();
      this.platform.wrapTokens();
    }
  }

  @Test
  void refusesAPersonalAccountAndSaysWhatToDo() {
    this.platform.become("PERSONAL");
    assertThat(refusal(connect(app()))).contains("@steppecourier", "Business or Creator");
  }

  @Test
  void readsPermissionsInEitherForm() {
    this.platform.answerNext(
        this.login.steps().getFirst().isIt(),
        SimulatorReply.json(
            200,
            Map.of(
                "access_token",
                InstagramSimulator.TOKEN,
                "permissions",
                List.of("instagram_business_basic"))));
    assertThat(refusal(connect(app())))
        .contains("instagram_business_content_publish", "instagram_business_manage_insights");
    this.platform.answerNext(
        this.login.steps().getFirst().isIt(),
        SimulatorReply.json(200, Map.of("access_token", InstagramSimulator.TOKEN)));
    opened(connect(app()));
  }

  @Test
  void doesNotTakeAnAnswerWithoutAnAccount() {
    this.platform.answerNext(
        this.login.steps().getLast().isIt(), SimulatorReply.json(200, Map.of("id", "9001")));
    assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
  }
}
