// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.channel.support.ConnectorAnswers.failure;
import static org.storycast.channel.support.ConnectorAnswers.onlyAccount;
import static org.storycast.channel.support.ConnectorAnswers.refusal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.LogRecording;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.ConnectorAnswers;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.YoutubeSimulator;

class YoutubeConnectorTests {

  private static final String AUTH = "https://www.googleapis.com/auth/";
  private static final Predicate<SimulatorRequest> TOKEN = it -> it.path().equals("/token");
  private static final Predicate<SimulatorRequest> CHANNELS =
      it -> it.path().equals("/youtube/v3/channels");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final YoutubeSimulator youtube = new DescribedYoutube(this.clock);
  private final YoutubeConnector connector = new YoutubeConnector(this.clock);

  @BeforeEach
  void registerRedirect() {
    this.youtube.registerRedirect(ConsentVisit.REDIRECT);
  }

  @AfterEach
  void stopSimulator() {
    this.youtube.close();
  }

  private Account app(String... settings) {
    return ConnectorAnswers.unconnected(
        YoutubeAccount.at(this.youtube.address(), settings),
        "consent-url",
        this.youtube.address() + "/o/oauth2/v2/auth");
  }

  private Grant allowed(Account app) {
    return new ConsentVisit(this.connector.consent(app)).allow();
  }

  private Answer connected(String... settings) {
    Account app = app(settings);
    return this.connector.exchange(app, allowed(app));
  }

  @Test
  void sendsToGoogleForLastingAccessWithAChallenge() {
    Consent consent = this.connector.consent(YoutubeAccount.at(this.youtube.address()));
    assertThat(consent.page()).hasToString("https://accounts.google.com/o/oauth2/v2/auth");
    assertThat(consent.parameters())
        .isEqualTo(
            Map.of(
                "client_id", YoutubeSimulator.CLIENT_ID,
                "access_type", "offline",
                "prompt", "consent"));
    assertThat(consent.challenged()).isTrue();
    assertThat(consent.separator()).isEqualTo(" ");
    assertThat(this.youtube.requests()).isEmpty();
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

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"client-id, ''", "made-for-kids, ''", "consent-url, nowhere"})
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> this.connector.consent(app(name, value)))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }

  @Test
  void wantsTheAppsSecretBeforeItSendsAPersonAway() {
    Account app = app();
    Account open = new Account(app.id(), app.kind(), app.language(), app.settings(), Map.of());
    assertThatThrownBy(() -> this.connector.consent(open))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("credentials.client-secret");
  }

  @Test
  void opensTheChannelThatTheCodeIsFor() {
    OpenedAccount account = onlyAccount(connected());
    assertThat(account.id()).isEqualTo(YoutubeSimulator.CHANNEL_ID);
    assertThat(account.name()).isEqualTo("The Steppe Courier");
    assertThat(account.settings()).isEqualTo(Map.of("channel-id", YoutubeSimulator.CHANNEL_ID));
    assertThat(account.credentials()).containsOnlyKeys("refresh-token");
    assertThat(account.tokens().refreshToken())
        .isEqualTo(account.credentials().get("refresh-token"));
    assertThat(account.tokens().accessLife()).isEqualTo(Duration.ofSeconds(3599));
    assertThat(account.endsAt()).isNull();
    assertThat(this.youtube.requests())
        .filteredOn(it -> !it.path().contains("oauth2"))
        .extracting(it -> it.method() + " " + it.path())
        .containsExactly("POST /token", "GET /youtube/v3/channels");
  }

  @Test
  void knowsThatTheConsentToAnAppInTestingEnds() {
    this.youtube.endConsentAfter(Duration.ofDays(7));
    OpenedAccount account = onlyAccount(connected());
    assertThat(account.endsAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(7)));
    assertThat(account.tokens().refreshLife()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void theOpenedChannelPublishesWithItsOwnTokens() {
    Account app = app();
    OpenedAccount opened = onlyAccount(this.connector.exchange(app, allowed(app)));
    SampleFilm film = SampleFilm.small();
    Outcome outcome =
        new YoutubeFactory(TestTokens.fresh(this.clock), film, this.clock)
            .open(ConnectorAnswers.connected(app, opened))
            .publish(
                YoutubeAccount.post(film),
                new DeliveryMemory(DeliveryKey.of("story"), this.clock).attempt());
    assertThat(outcome).isInstanceOf(Outcome.Underway.class);
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void refusesAConsentThatAllowsTooLittleAndNamesTheScope() {
    Account app = app("form", "video");
    Consent wanted = this.connector.consent(app);
    Consent both =
        new Consent(
            wanted.page(),
            List.of(AUTH + "youtube.upload", wanted.scopes().getFirst()),
            " ",
            wanted.parameters(),
            true);
    Answer answer = this.connector.exchange(app, new ConsentVisit(both).allowPart());
    assertThat(refusal(answer)).contains(AUTH + "youtube.force-ssl").contains("allow everything");
  }

  @Test
  void saysWhatToDoWhereGoogleGivesNoRefreshToken() {
    Account app = app();
    Consent wanted = this.connector.consent(app);
    Map<String, String> parameters = new HashMap<>(wanted.parameters());
    parameters.remove("prompt");
    Consent quiet = new Consent(wanted.page(), wanted.scopes(), " ", parameters, true);
    assertThat(refusal(this.connector.exchange(app, new ConsentVisit(quiet).allow())))
        .contains("no refresh token")
        .contains("https://myaccount.google.com/connections");
  }

  @Test
  void refusesAnAccountWithoutAChannel() {
    this.youtube.haveNoChannel();
    assertThat(refusal(connected())).contains("youtubeSignupRequired").contains("make a YouTube");
    this.youtube.answerNext(CHANNELS, SimulatorReply.json(200, Map.of("pageInfo", Map.of())));
    assertThat(refusal(connected())).contains("has no YouTube channel");
  }

  @Test
  void doesNotTakeAnyJsonForAnAccountWithoutAChannel() {
    this.youtube.answerNext(CHANNELS, SimulatorReply.json(200, Map.of("status", "ok")));
    assertThat(failure(connected())).contains("whose channel").contains("anew");
  }

  @Test
  void letsAPersonChooseWhereThereAreSeveralChannels() {
    List<Map<String, Object>> channels =
        List.of(
            Map.of("id", "UCone", "snippet", Map.of("title", "One")),
            Map.of("id", "UCtwo", "snippet", Map.of("title", " ")));
    this.youtube.answerNext(CHANNELS, SimulatorReply.json(200, Map.of("items", channels)));
    assertThat(((Answer.Opened) connected()).accounts())
        .extracting(OpenedAccount::name)
        .containsExactly("One", "UCtwo");
  }

  @Test
  void aCodeIsGoodOnce() {
    Account app = app();
    Grant grant = allowed(app);
    this.connector.exchange(app, grant);
    assertThat(refusal(this.connector.exchange(app, grant)))
        .contains("invalid_grant")
        .contains("anew");
    Grant other = new Grant(grant.code(), URI.create("https://other.example/"), grant.verifier());
    assertThat(refusal(this.connector.exchange(app, other)))
        .contains("redirect_uri_mismatch")
        .contains("redirect address");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_DROP",
        "TAKE_THEN_500",
        "TAKE_THEN_STALL",
        "TAKE_THEN_GARBLE",
        "TAKE_THEN_HTML",
        "TAKE_THEN_EMPTY",
        "REFUSE_502",
        "REFUSE_429"
      })
  void triesOnceAndSaysThatAPersonMustBeginAnew(Fault fault) {
    this.youtube.failNext(TOKEN, fault);
    assertThat(failure(connected())).contains("connect the account anew");
    assertThat(this.youtube.requests()).filteredOn(TOKEN).hasSize(1);
    assertThat(this.youtube.requests()).noneMatch(CHANNELS);
  }

  /** A question that changes nothing is asked again by the JDK's client when a connection drops. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_500",
        "TAKE_THEN_STALL",
        "TAKE_THEN_GARBLE",
        "TAKE_THEN_HTML",
        "TAKE_THEN_EMPTY",
        "REFUSE_502",
        "REFUSE_429"
      })
  void opensNothingWhereYoutubeDoesNotSayWhoseChannelItIs(Fault fault) {
    this.youtube.failNext(CHANNELS, fault);
    assertThat(failure(connected())).contains("whose channel").contains("anew");
  }

  @Test
  void saysThatNobodyWasReached() {
    Account app = app("token-url", "http://127.0.0.1:1/token");
    assertThat(failure(this.connector.exchange(app, allowed(app)))).contains("ConnectException");
  }

  @Test
  void refusesWhatGoogleRefuses() {
    this.youtube.answerNext(TOKEN, SimulatorReply.json(401, Map.of("error", "invalid_client")));
    assertThat(refusal(connected())).contains("invalid_client").contains("client-secret");
    this.youtube.failNext(CHANNELS, Fault.REFUSE_CREDENTIALS);
    assertThat(refusal(connected())).contains("authError");
  }

  @ParameterizedTest(name = "HTTP {0}")
  @CsvSource({"200", "400", "401", "403", "500"})
  void doesNotRepeatSecretsThatGoogleBlurtsOut(int status) {
    Account app = app();
    try (LogRecording log = new LogRecording()) {
      for (boolean atChannels : new boolean[] {false, true}) {
        Grant grant = allowed(app);
        String secrets =
            String.join(
                " ",
                grant.code().reveal(),
                grant.verifier().map(Secret::reveal).orElseThrow(),
                YoutubeSimulator.CLIENT_SECRET,
                "ya29.connected-1",
                "1//0g-connected-1");
        Map<String, Object> blurted =
            atChannels
                ? Map.of("error", Map.of("message", secrets, "errors", List.of()))
                : Map.of("error", secrets, "error_description", secrets);
        this.youtube.answerNext(
            atChannels ? CHANNELS : TOKEN, SimulatorReply.json(status, blurted));
        String said = this.connector.exchange(app, grant) + " " + log.lines();
        assertThat(secrets.split(" "))
            .filteredOn(secret -> atChannels || !secret.contains("connected-1"))
            .allSatisfy(secret -> assertThat(said).doesNotContain(secret));
      }
    }
  }

  @Test
  void anOpenedAccountDoesNotShowItsSecrets() {
    OpenedAccount account = onlyAccount(connected());
    assertThat(account.toString())
        .doesNotContain(account.credentials().get("refresh-token").reveal())
        .doesNotContain(account.tokens().accessToken().reveal());
    assertThat(Optional.ofNullable(account.endsAt())).isEmpty();
  }
}
