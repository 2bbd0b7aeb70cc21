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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.SimulatorReply;

class FacebookConnectorTests extends MetaConnectorContract<FacebookSimulator> {

  FacebookConnectorTests() {
    super(toPages(), "redirect_uri", DescribedFacebook::new, clock -> new FacebookConnector());
    this.platform.needProof();
  }

  @Override
  protected PublisherFactory factory() {
    return FacebookFixtures.factory(this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return FacebookFixtures.post(key);
  }

  @Test
  void asksForWhatAPagesPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.platform.loginPage());
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
    this.platform.endTokenAt(Instant.EPOCH, end);
    this.platform.listPagesBy(atATime);
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
  void findsPagesOfAPortfolioWhereItMayLook() {
    this.platform.movePagesToAPortfolio();
    assertThat(opened(connect(app("portfolio", "true"))))
        .extracting(OpenedAccount::name)
        .contains("Steppe Courier", "Steppe Courier Sport");
    assertThat(refusal(connect(app()))).contains("settings.portfolio");
  }

  @Test
  void saysThatThePersonMayCreateNothing() {
    this.platform.takeTasks();
    assertThat(refusal(connect(app()))).contains("Steppe Courier Sport", "create content");
    this.platform.leavePages();
    assertThat(refusal(connect(app("portfolio", "true")))).contains("no page");
  }

  @Test
  void followsNoAddressThatAnAnswerNames() {
    this.platform.listPagesBy(1);
    opened(connect(app()));
    assertThat(this.platform.requests())
        .filteredOn(it -> it.path().endsWith("/me/accounts"))
        .hasSize(3)
        .allMatch(it -> it.bearer().isPresent() && !it.query().containsKey("access_token"));
  }

  @Test
  void doesNotTakeATokenThatIsCalledInvalid() {
    this.platform.answerNext(
        request -> request.path().endsWith("/debug_token"),
        SimulatorReply.json(200, Map.of("data", Map.of("is_valid", false))));
    assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
  }
}
