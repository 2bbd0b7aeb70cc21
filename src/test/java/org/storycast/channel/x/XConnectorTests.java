// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.Checkup;
import org.storycast.channel.ConnectorContract;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.XSimulator;

class XConnectorTests extends ConnectorContract<XSimulator> {

  private static final Step TOKENS =
      new Step("/2/oauth2/token", 0, List.of("connect the account anew"));
  private static final Step ME = new Step("/2/users/me", 1, List.of("whose account", "anew"));

  private static final Login LOGIN =
      new Login(
          List.of(TOKENS, ME),
          List.of("bearer-%d", "refresh-%d"),
          Duration.ofSeconds(30),
          List.of("client-id"),
          Map.of("form", "song", "consent-url", "x.com"));

  XConnectorTests() {
    super(LOGIN, DescribedX::new, XConnector::new);
  }

  @Override
  protected List<String> words(Refusal refusal) {
    return switch (refusal) {
      case USED_CODE, LATE_CODE, OTHER_VERIFIER ->
          List.of("invalid_request", "Connect the account anew");
      case OTHER_ADDRESS -> List.of("invalid_request", "redirect address");
      case OTHER_SECRET -> List.of("unauthorized_client", "its secret");
      case PART -> List.of("give the app \"Read and write\"");
    };
  }

  @Override
  protected Account demandingApp() {
    return app("form", "film");
  }

  /** X does not say how many credits there are. */
  @Override
  protected Checkup.Verdict verdict() {
    return Checkup.Verdict.UNKNOWN;
  }

  @Override
  protected PublisherFactory factory() {
    return new XPublisherFactory(this.tokens, new SamplePictures(), this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return XFixtures.post(key);
  }

  @Test
  void asksForWhatThePostsNeed() {
    Account app = account(Map.of("client-id", "c"), Map.of("client-secret", new Secret("s")));
    assertThat(this.connector.consent(app).page())
        .isEqualTo(URI.create("https://x.com/i/oauth2/authorize"));
    assertThat(this.connector.consent(app).parameters()).isEqualTo(Map.of("client_id", "c"));
    assertThat(this.connector.consent(app).separator()).isEqualTo(" ");
    assertThat(this.connector.consent(app).challenged()).isTrue();
    assertThat(this.connector.consent(app).scopes())
        .containsExactly("tweet.read", "tweet.write", "users.read", "offline.access");
    assertThat(this.connector.consent(app("form", "pictures")).scopes())
        .containsExactly(
            "tweet.read", "tweet.write", "users.read", "media.write", "offline.access");
  }

  @Test
  void opensTheAccountThatAllowedIt() {
    OpenedAccount opened = onlyAccount(connect(app()));
    assertThat(opened.id()).isEqualTo(XSimulator.USER_ID);
    assertThat(opened.name()).isEqualTo("@steppecourier");
    assertThat(opened.settings())
        .isEqualTo(Map.of("user-id", XSimulator.USER_ID, "username", XSimulator.USERNAME));
    assertThat(opened.credentials())
        .isEqualTo(Map.of("refresh-token", new Secret(this.platform.refreshToken())));
    assertThat(opened.tokens().accessLife()).isEqualTo(Duration.ofHours(2));
    assertThat(opened.endsAt()).isNull();
  }

  @Test
  void leavesTheOperatorsSpellingOfTheName() {
    assertThat(onlyAccount(connect(app("username", "SteppeCourier"))).settings())
        .containsEntry("username", "SteppeCourier");
    assertThat(
            onlyAccount(connect(app("user-id", XSimulator.USER_ID, "username", "oldname")))
                .settings())
        .isEqualTo(Map.of("user-id", XSimulator.USER_ID));
    assertThat(onlyAccount(connect(app("username", "somebody"))).settings())
        .containsEntry("username", XSimulator.USERNAME);
  }

  @Test
  void opensAChannelThatPublishesThoughOtherCredentialsAreConfigured() {
    OpenedAccount opened = onlyAccount(connect(app()));
    Account signed = XFixtures.account(this.platform.address());
    Map<String, String> settings = new HashMap<>(app().settings());
    settings.putAll(opened.settings());
    Map<String, Secret> credentials = new HashMap<>(signed.credentials());
    credentials.putAll(app().credentials());
    credentials.putAll(opened.credentials());
    assertThat(publish(account(settings, credentials))).isInstanceOf(Outcome.Published.class);
    assertThat(this.platform.requests().getLast().bearer()).isPresent();
  }

  @Test
  void needsARefreshTokenAndTakesSilenceAboutScopesForAll() {
    Map<String, Object> answer = Map.of("token_type", "bearer", "access_token", "bearer-9");
    this.platform.answerNext(TOKENS.isIt(), SimulatorReply.json(200, answer));
    assertThat(refusal(connect(app()))).contains("offline.access");
  }

  @Test
  void saysThatThereAreNoCreditsToLookTheAccountUp() {
    this.platform.fund(0, true);
    assertThat(refusal(connect(app()))).contains("buy credits");
  }

  @Test
  void failsWhereXNamesNobody() {
    for (Object user : List.of(Map.of("id", "x", "username", "a"), Map.of("id", "1"), "me")) {
      this.platform.answerNext(ME.isIt(), SimulatorReply.json(200, Map.of("data", user)));
      assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void showsNoSecretThatXRepeats() {
    Account app = app();
    Grant grant = allowed(app);
    String secrets =
        grant.code().reveal() + grant.verifier().orElseThrow().reveal() + XSimulator.CLIENT_SECRET;
    Map<String, Object> error = Map.of("error", "invalid_request", "error_description", secrets);
    this.platform.answerNext(TOKENS.isIt(), SimulatorReply.json(400, error));
    assertThat(refusal(exchange(app, grant))).contains("*********").doesNotContain(secrets);
    Grant next = allowed(app);
    this.platform.answerNext(
        ME.isIt(),
        SimulatorReply.json(403, Map.of("title", "Forbidden", "detail", "bearer-1 refresh-1")));
    assertThat(refusal(exchange(app, next)))
        .contains("*** ***")
        .doesNotContain("bearer-1", "refresh-1");
  }
}
