// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Account;
import org.storycast.channel.ConnectorContract;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.YoutubeSimulator;

class YoutubeConnectorTests extends ConnectorContract<YoutubeSimulator> {

  private static final String AUTH = "https://www.googleapis.com/auth/";
  private static final Step TOKEN = new Step("/token", 0, List.of("connect the account anew"));
  private static final Step CHANNELS =
      new Step("/youtube/v3/channels", 1, List.of("whose channel", "connect the account anew"));

  private static final Login LOGIN =
      new Login(
          List.of(TOKEN, CHANNELS),
          List.of("ya29.connected-%d", "1//0g-connected-%d"),
          Duration.ofMinutes(10),
          List.of("client-id", "made-for-kids"),
          Map.of("consent-url", "nowhere"));

  private final SampleFilm film = SampleFilm.small();

  YoutubeConnectorTests() {
    super(LOGIN, DescribedYoutube::new, YoutubeConnector::new);
  }

  @Override
  protected List<String> words(Refusal refusal) {
    return switch (refusal) {
      case USED_CODE, LATE_CODE, OTHER_VERIFIER -> List.of("invalid_grant", "anew");
      case OTHER_ADDRESS -> List.of("redirect_uri_mismatch", "redirect address");
      case OTHER_SECRET -> List.of("invalid_client", "client-secret");
      case PART -> List.of("allow everything");
    };
  }

  @Override
  protected Account demandingApp() {
    return app("form", "video");
  }

  /** One scope is enough for everything, so that a second one is added. */
  @Override
  protected Consent divisible(Account app) {
    Consent wanted = this.connector.consent(app);
    return new Consent(
        wanted.page(),
        List.of(AUTH + "youtube.upload", wanted.scopes().getFirst()),
        wanted.separator(),
        wanted.parameters(),
        wanted.challenged());
  }

  @Override
  protected PublisherFactory factory() {
    return new YoutubeFactory(this.tokens, this.film, this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return YoutubeAccount.post(this.film);
  }

  @Test
  void sendsToGoogleForLastingAccessWithAChallenge() {
    Consent consent = this.connector.consent(app("consent-url", ""));
    assertThat(consent.page()).hasToString("https://accounts.google.com/o/oauth2/v2/auth");
    assertThat(consent.parameters())
        .isEqualTo(
            Map.of(
                "client_id", YoutubeSimulator.CLIENT_ID,
                "access_type", "offline",
                "prompt", "consent"));
    assertThat(consent.challenged()).isTrue();
    assertThat(consent.separator()).isEqualTo(" ");
    assertThat(this.platform.requests()).isEmpty();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "form, short, youtube",
    "form, video, youtube.force-ssl",
    "captions, true, youtube.force-ssl",
    "playlists, PLall, youtube"
  })
  void asksForTheLeastScopeThatTheSettingsNeed(String name, String value, String scope) {
    assertThat(this.connector.consent(app(name, value)).scopes()).containsExactly(AUTH + scope);
  }

  @Test
  void opensTheChannelThatTheCodeIsFor() {
    OpenedAccount account = onlyAccount(connect(app()));
    assertThat(account.id()).isEqualTo(YoutubeSimulator.CHANNEL_ID);
    assertThat(account.name()).isEqualTo("The Steppe Courier");
    assertThat(account.settings()).isEqualTo(Map.of("channel-id", YoutubeSimulator.CHANNEL_ID));
    assertThat(account.credentials()).containsOnlyKeys("refresh-token");
    assertThat(account.tokens().refreshToken())
        .isEqualTo(account.credentials().get("refresh-token"));
    assertThat(account.tokens().accessLife()).isEqualTo(Duration.ofSeconds(3599));
    assertThat(account.endsAt()).isNull();
    assertThat(this.platform.requests())
        .filteredOn(it -> !it.path().contains("oauth2"))
        .extracting(it -> it.method() + " " + it.path())
        .containsExactly("POST /token", "GET /youtube/v3/channels");
  }

  @Test
  void knowsThatTheConsentToAnAppInTestingEnds() {
    this.platform.endConsentAfter(Duration.ofDays(7));
    OpenedAccount account = onlyAccount(connect(app()));
    assertThat(account.endsAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(7)));
    assertThat(account.tokens().refreshLife()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void saysWhatToDoWhereGoogleGivesNoRefreshToken() {
    Account app = app();
    Consent wanted = this.connector.consent(app);
    Map<String, String> parameters = new HashMap<>(wanted.parameters());
    parameters.remove("prompt");
    Consent quiet = new Consent(wanted.page(), wanted.scopes(), " ", parameters, true);
    assertThat(refusal(exchange(app, new ConsentVisit(quiet).allow())))
        .contains("no refresh token")
        .contains("https://myaccount.google.com/connections");
  }

  @Test
  void refusesAnAccountWithoutAChannel() {
    this.platform.haveNoChannel();
    assertThat(refusal(connect(app())))
        .contains("youtubeSignupRequired")
        .contains("make a YouTube");
    this.platform.answerNext(
        CHANNELS.isIt(), SimulatorReply.json(200, Map.of("pageInfo", Map.of())));
    assertThat(refusal(connect(app()))).contains("has no YouTube channel");
  }

  @Test
  void doesNotTakeAnyJsonForAnAccountWithoutAChannel() {
    this.platform.answerNext(CHANNELS.isIt(), SimulatorReply.json(200, Map.of("status", "ok")));
    assertThat(failure(connect(app()))).contains("whose channel").contains("anew");
  }

  @Test
  void letsAPersonChooseWhereThereAreSeveralChannels() {
    List<Map<String, Object>> channels =
        List.of(
            Map.of("id", "UCone", "snippet", Map.of("title", "One")),
            Map.of("id", "UCtwo", "snippet", Map.of("title", " ")));
    this.platform.answerNext(CHANNELS.isIt(), SimulatorReply.json(200, Map.of("items", channels)));
    assertThat(opened(connect(app())))
        .extracting(OpenedAccount::name)
        .containsExactly("One", "UCtwo");
  }

  @Test
  void refusesWhatGoogleRefuses() {
    this.platform.answerNext(
        TOKEN.isIt(), SimulatorReply.json(401, Map.of("error", "invalid_client")));
    assertThat(refusal(connect(app()))).contains("invalid_client").contains("client-secret");
    this.platform.failNext(CHANNELS.isIt(), Fault.REFUSE_CREDENTIALS);
    assertThat(refusal(connect(app()))).contains("authError");
  }
}
