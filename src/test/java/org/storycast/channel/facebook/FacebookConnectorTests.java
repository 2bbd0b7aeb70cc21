// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Checkup;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.ConsentVisit;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

class FacebookConnectorTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final URI BACK = URI.create("https://console.example.org/connect/callback");

  private final MutableClock clock = new MutableClock(NOON);
  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);
  private final FacebookConnector connector = new FacebookConnector();

  @BeforeEach
  void register() {
    this.facebook.registerRedirect(BACK);
    this.facebook.needProof();
  }

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  /** The app alone. */
  private Account app(String... changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("app-id", FacebookSimulator.APP_ID);
    settings.put("base-url", this.facebook.address().toString());
    settings.put("login-url", this.facebook.loginPage().toString());
    settings.put("timeout", "1s");
    for (int name = 0; name < changed.length; name += 2) {
      settings.put(changed[name], changed[name + 1]);
    }
    return account(settings, Map.of("app-secret", new Secret(FacebookSimulator.APP_SECRET)));
  }

  private static Account account(Map<String, String> settings, Map<String, Secret> credentials) {
    return new Account(new ChannelId("facebook-en"), "facebook", "en", settings, credentials);
  }

  private Grant allowed(Account app) {
    return new ConsentVisit(this.connector.consent(app), BACK).allow();
  }

  private Answer connect(Account app) {
    return this.connector.exchange(app, allowed(app));
  }

  private static List<OpenedAccount> opened(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Opened.class);
    return ((Answer.Opened) answer).accounts();
  }

  private static Predicate<SimulatorRequest> calls(String end) {
    return request -> request.path().endsWith(end);
  }

  @Test
  void asksForWhatAPagesPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.facebook.loginPage());
    assertThat(consent.scopes())
        .containsExactly(
            "pages_show_list", "pages_read_engagement", "pages_manage_posts", "read_insights");
    assertThat(consent.separator()).isEqualTo(",");
    assertThat(consent.parameters())
        .containsOnly(
            Map.entry("client_id", FacebookSimulator.APP_ID), Map.entry("auth_type", "rerequest"));
    assertThat(consent.challenged()).isFalse();
    assertThat(this.connector.consent(app("portfolio", "true")).scopes())
        .hasSize(5)
        .contains("business_management");
  }

  @Test
  void sendsPeopleToFacebookUnlessToldOtherwise() {
    Account app = app("login-url", "", "api-version", "v25.0");
    assertThat(this.connector.consent(app).page())
        .isEqualTo(URI.create("https://www.facebook.com/v25.0/dialog/oauth"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "app-id, ''",
    "app-id, my app",
    "api-version, latest",
    "base-url, graph",
    "login-url, login",
    "portfolio, perhaps"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> this.connector.consent(app(name, value)))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageStartingWith("settings." + name);
  }

  @Test
  void namesTheSecretThatIsMissing() {
    Account app = account(Map.of("app-id", "1"), Map.of());
    assertThatThrownBy(() -> this.connector.consent(app))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageStartingWith("credentials.app-secret");
  }

  @ParameterizedTest(name = "{0} at a time")
  @ValueSource(ints = {1, 2, 100})
  void opensEveryPageOnWhichThePersonMayCreateContent(int atATime) {
    Instant end = NOON.plus(Duration.ofDays(90));
    this.facebook.endTokenAt(Instant.EPOCH, end);
    this.facebook.listPagesBy(atATime);
    List<OpenedAccount> accounts = opened(connect(app()));
    assertThat(accounts)
        .extracting(OpenedAccount::name)
        .containsExactly("Steppe Courier", "Steppe Courier Sport");
    OpenedAccount courier = accounts.getFirst();
    assertThat(courier.id()).isEqualTo(FacebookSimulator.PAGE_ID);
    assertThat(courier.settings()).containsOnly(Map.entry("page-id", FacebookSimulator.PAGE_ID));
    assertThat(courier.credentials())
        .containsOnly(Map.entry("page-token", new Secret(FacebookSimulator.PAGE_TOKEN)));
    assertThat(courier.endsAt()).isEqualTo(end);
    assertThat(courier.tokens()).isNull();
  }

  @Test
  void publishesOnThePageThatWasOpened() {
    Account app = app();
    OpenedAccount page = opened(connect(app)).getFirst();
    Map<String, String> settings = new HashMap<>(app.settings());
    settings.putAll(page.settings());
    Map<String, Secret> credentials = new HashMap<>(app.credentials());
    credentials.putAll(page.credentials());
    FacebookPublisher publisher =
        (FacebookPublisher)
            FacebookFixtures.factory(this.clock).open(account(settings, credentials));
    DeliveryKey key = DeliveryKey.of("story");
    assertThat(
            publisher.publish(
                FacebookFixtures.post(key), new DeliveryMemory(key, this.clock).attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertThat(publisher.check().verdict()).isEqualTo(Checkup.Verdict.GOOD);
  }

  @Test
  void findsPagesOfAPortfolioWhereItMayLook() {
    this.facebook.movePagesToAPortfolio();
    assertThat(opened(connect(app("portfolio", "true"))))
        .extracting(OpenedAccount::name)
        .contains("Steppe Courier", "Steppe Courier Sport");
    assertThat(connect(app()))
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.reason()).contains("settings.portfolio"));
  }

  @Test
  void saysThatThePersonMayCreateNothing() {
    this.facebook.takeTasks();
    assertThat(connect(app()))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            it -> assertThat(it.reason()).contains("Steppe Courier Sport", "create content"));
    this.facebook.leavePages();
    assertThat(connect(app("portfolio", "true")))
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.reason()).contains("no page"));
  }

  @Test
  void refusesWhereLessWasAllowedAndNamesIt() {
    Account app = app();
    Grant part = new ConsentVisit(this.connector.consent(app), BACK).allowTheFirst();
    assertThat(this.connector.exchange(app, part))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            it ->
                assertThat(it.reason())
                    .contains("pages_read_engagement, pages_manage_posts, read_insights")
                    .doesNotContain("pages_show_list"));
  }

  @Test
  void exchangesACodeOnce() {
    Account app = app();
    Grant grant = allowed(app);
    opened(this.connector.exchange(app, grant));
    assertThat(this.connector.exchange(app, grant))
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.reason()).contains("has been used"));
  }

  @Test
  void takesTheMarkOffThatFacebookHangsBehindTheCode() {
    Account app = app();
    Grant grant = allowed(app);
    Secret marked = new Secret(grant.code().reveal() + "#_=_");
    opened(this.connector.exchange(app, new Grant(marked, BACK, Optional.empty())));
  }

  @Test
  void saysWhatFacebookSaysOfAWrongSecret() {
    Account app = account(app().settings(), Map.of("app-secret", new Secret("another-secret")));
    assertThat(this.connector.exchange(app, allowed(app)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.reason()).contains("client secret"));
  }

  static Stream<String> steps() {
    return Stream.of("/oauth/access_token", "/debug_token", "/me/accounts");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void failsWhereFacebookDoesNotAnswerWell(String step) {
    for (Fault fault :
        List.of(
            Fault.REFUSE_502,
            Fault.TAKE_THEN_BREAK,
            Fault.TAKE_THEN_HTML,
            Fault.TAKE_THEN_GARBLE,
            Fault.TAKE_THEN_EMPTY,
            Fault.TAKE_THEN_STALL)) {
      Account app = app();
      Grant grant = allowed(app);
      this.facebook.failNext(calls(step), fault);
      assertThat(this.connector.exchange(app, grant))
          .as(fault.toString())
          .isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void sendsTheCodeOnceEvenWhereTheConnectionDrops() {
    Account app = app();
    Grant grant = allowed(app);
    this.facebook.failNext(calls("/oauth/access_token"), Fault.TAKE_THEN_DROP);
    assertThat(this.connector.exchange(app, grant)).isInstanceOf(Answer.Failed.class);
    assertThat(this.facebook.requests()).filteredOn(calls("/oauth/access_token")).hasSize(1);
  }

  @Test
  void failsWhereNobodyIsThere() {
    Account app = app();
    Grant grant = allowed(app);
    assertThat(this.connector.exchange(app("base-url", "http://127.0.0.1:1"), grant))
        .isInstanceOf(Answer.Failed.class);
  }

  /** Whatever an answer repeats of what was sent. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void showsNoSecret(String step) {
    Account app = app();
    Grant grant = allowed(app);
    List<String> secrets =
        List.of(grant.code().reveal(), FacebookSimulator.APP_SECRET, "EAAGperson1token");
    this.facebook.answerNext(
        calls(step),
        SimulatorReply.json(
            400,
            Map.of("error", Map.of("code", 190, "message", "Bad: " + String.join(" ", secrets)))));
    Answer answer = this.connector.exchange(app, grant);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    assertThat(answer.toString()).contains("Bad: ***").doesNotContain(secrets.subList(0, 2));
    if (!step.startsWith("/oauth")) {
      assertThat(answer.toString()).doesNotContain(secrets);
    }
  }

  @Test
  void followsNoAddressThatAnAnswerNames() {
    this.facebook.listPagesBy(1);
    opened(connect(app()));
    assertThat(this.facebook.requests()).filteredOn(calls("/me/accounts")).hasSize(3);
    assertThat(this.facebook.requests())
        .filteredOn(calls("/me/accounts"))
        .allMatch(it -> it.bearer().isPresent() && !it.query().containsKey("access_token"));
  }

  @Test
  void doesNotTakeATokenThatIsCalledInvalid() {
    this.facebook.answerNext(
        calls("/debug_token"), SimulatorReply.json(200, Map.of("data", Map.of("is_valid", false))));
    assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
  }
}
