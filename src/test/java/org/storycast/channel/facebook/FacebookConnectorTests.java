// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Account;
import org.storycast.channel.Checkup;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;

class FacebookConnectorTests extends MetaConnectorContract {

  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);
  private final FacebookConnector connector = new FacebookConnector();

  @BeforeEach
  void register() {
    this.facebook.registerRedirect(back());
    this.facebook.needProof();
  }

  @Override
  protected HttpSimulator simulator() {
    return this.facebook;
  }

  @Override
  protected AccountConnector connector() {
    return this.connector;
  }

  @Override
  protected Map<String, String> appSettings() {
    return Map.of(
        "app-id",
        FacebookSimulator.APP_ID,
        "base-url",
        this.facebook.address().toString(),
        "login-url",
        this.facebook.loginPage().toString());
  }

  @Override
  protected String appSecret() {
    return FacebookSimulator.APP_SECRET;
  }

  @Override
  protected String token(int number) {
    return "EAAGperson%dtoken".formatted(number);
  }

  @Override
  protected List<Step> steps() {
    return List.of(
        new Step("/v24.0/oauth/access_token", 0),
        new Step("/v24.0/debug_token", 2),
        new Step("/v24.0/me/accounts", 2));
  }

  @Override
  protected Outcome publish(Account account) {
    DeliveryKey key = DeliveryKey.of("story");
    return publisher(account)
        .publish(FacebookFixtures.post(key), new DeliveryMemory(key, this.clock).attempt());
  }

  private FacebookPublisher publisher(Account account) {
    return (FacebookPublisher) FacebookFixtures.factory(this.clock).open(account);
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
    assertThat(this.connector.consent(app("numbers", "false")).scopes())
        .containsExactly("pages_show_list", "pages_read_engagement", "pages_manage_posts");
  }

  @Test
  void sendsPeopleToFacebookUnlessToldOtherwise() {
    Account app = app("login-url", "", "api-version", "v25.0");
    assertThat(this.connector.consent(app).page())
        .isEqualTo(URI.create("https://www.facebook.com/v25.0/dialog/oauth"));
    assertThatThrownBy(() -> this.connector.consent(app("portfolio", "perhaps")))
        .hasMessageStartingWith("settings.portfolio");
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
  void opensAPageThatTheCheckFindsGood() {
    Account app = app();
    Account page = over(app, opened(connect(app)).getFirst());
    assertThat(publisher(page).check().verdict()).isEqualTo(Checkup.Verdict.GOOD);
  }

  @Test
  void findsPagesOfAPortfolioWhereItMayLook() {
    this.facebook.movePagesToAPortfolio();
    assertThat(opened(connect(app("portfolio", "true"))))
        .extracting(OpenedAccount::name)
        .contains("Steppe Courier", "Steppe Courier Sport");
    assertThat(refused(connect(app()))).contains("settings.portfolio");
  }

  @Test
  void saysThatThePersonMayCreateNothing() {
    this.facebook.takeTasks();
    assertThat(refused(connect(app()))).contains("Steppe Courier Sport", "create content");
    this.facebook.leavePages();
    assertThat(refused(connect(app("portfolio", "true")))).contains("no page");
  }

  @Test
  void followsNoAddressThatAnAnswerNames() {
    this.facebook.listPagesBy(1);
    opened(connect(app()));
    assertThat(this.facebook.requests())
        .filteredOn(it -> it.path().endsWith("/me/accounts"))
        .hasSize(3)
        .allMatch(it -> it.bearer().isPresent() && !it.query().containsKey("access_token"));
  }

  @Test
  void doesNotTakeATokenThatIsCalledInvalid() {
    this.facebook.answerNext(
        request -> request.path().endsWith("/debug_token"),
        SimulatorReply.json(200, Map.of("data", Map.of("is_valid", false))));
    assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
  }
}
