// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.ConnectorContract;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.MastodonSimulator;
import org.storycast.simulator.SimulatorReply;

class MastodonConnectorTests extends ConnectorContract<MastodonSimulator> {

  private static final Step TOKENS =
      new Step("/oauth/token", 0, List.of("connect the account anew"));
  private static final Step OWN =
      new Step("/api/v1/accounts/verify_credentials", 1, List.of("whose account", "anew"));

  private static final Login LOGIN =
      new Login(
          List.of(TOKENS, OWN),
          List.of("mastodon-given-token-%d"),
          Duration.ofMinutes(10),
          List.of("base-url", "client-id"),
          Map.of("base-url", "a.example", "timeout", "soon"));

  MastodonConnectorTests() {
    super(LOGIN, MastodonSimulator::new, clock -> new MastodonConnector());
  }

  /** With pictures, which need a scope of their own. */
  @Override
  protected Map<String, String> registration() {
    Map<String, String> registration = super.registration();
    registration.put("settings.pictures", "1");
    return registration;
  }

  @Override
  protected List<String> words(Refusal refusal) {
    return switch (refusal) {
      case USED_CODE, LATE_CODE, OTHER_VERIFIER -> List.of("invalid_grant");
      case OTHER_ADDRESS -> List.of("invalid_grant", "redirect address");
      case OTHER_SECRET -> List.of("invalid_client", "its secret");
      case PART -> List.of("tick it in the application");
    };
  }

  @Override
  protected PublisherFactory factory() {
    return new MastodonPublisherFactory(MastodonFixtures.FILES, this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return MastodonFixtures.showing(key, 80);
  }

  @Test
  void asksTheInstanceForWhatThePostsNeed() {
    assertThat(this.connector.consent(app()).page())
        .isEqualTo(this.platform.address().resolve("/oauth/authorize"));
    assertThat(this.connector.consent(app("pictures", "")).scopes())
        .containsExactly("write:statuses", "read:statuses", "read:accounts");
    assertThat(this.connector.consent(app("pictures", "2")).scopes()).contains("write:media");
    assertThat(this.connector.consent(app()).challenged()).isTrue();
  }

  @Test
  void opensTheAccountWithATokenWithoutEnd() {
    OpenedAccount opened = onlyAccount(connect(app()));
    assertThat(opened.id()).isEqualTo(MastodonSimulator.ACCOUNT_ID);
    assertThat(opened.name()).isEqualTo("@steppecourier on 127.0.0.1");
    assertThat(opened.settings()).isEqualTo(Map.of("account-id", MastodonSimulator.ACCOUNT_ID));
    assertThat(opened.credentials()).containsOnlyKeys("access-token");
    assertThat(opened.tokens()).isNull();
    assertThat(opened.endsAt()).isNull();
  }

  @Test
  void takesTheWholeForItsParts() {
    Map<String, Object> whole =
        Map.of("access_token", MastodonSimulator.TOKEN, "scope", "read write");
    this.platform.answerNext(TOKENS.isIt(), SimulatorReply.json(200, whole));
    assertThat(onlyAccount(connect(app())).id()).isEqualTo(MastodonSimulator.ACCOUNT_ID);
  }

  @Test
  void refusesAnAccountThatMayNotLogIn() {
    this.platform.answerNext(
        OWN.isIt(), SimulatorReply.json(403, Map.of("error", "Your login is currently disabled")));
    assertThat(refusal(connect(app()))).contains("currently disabled", "Log in");
  }

  @Test
  void showsNoSecretThatTheInstanceRepeats() {
    Grant grant = allowed(app());
    String secrets = "mastodon-given-token-1 " + grant.code().reveal();
    this.platform.answerNext(OWN.isIt(), SimulatorReply.json(401, Map.of("error", secrets)));
    assertThat(refusal(exchange(app(), grant))).contains("\"*** ***\"");
  }
}
