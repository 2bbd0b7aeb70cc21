// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.Checkup;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.InstagramSimulator;

/** Accounts that are linked to a page, by Facebook's login. */
class InstagramConnectorTests extends MetaConnectorContract {

  private final InstagramSimulator instagram = new InstagramSimulator(this.clock);
  private final InstagramConnector connector = new InstagramConnector();

  @BeforeEach
  void register() {
    this.instagram.registerRedirect(back());
    this.instagram.requireProof();
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
        "app-id",
        InstagramSimulator.APP_ID,
        "base-url",
        this.instagram.address().toString(),
        "login-url",
        this.instagram.loginPage().toString());
  }

  @Override
  protected String appSecret() {
    return InstagramSimulator.APP_SECRET;
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

  private InstagramPublisher publisher(Account account) {
    return (InstagramPublisher) InstagramFixtures.factory(this.clock).open(account);
  }

  @Override
  protected Outcome publish(Account account) {
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("story"), this.clock);
    publisher(account).publish(InstagramFixtures.post(), memory.attempt());
    return publisher(account).publish(InstagramFixtures.post(), memory.attempt());
  }

  @Test
  void asksForWhatAnAccountsPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.instagram.loginPage());
    assertThat(consent.scopes())
        .containsExactly(
            "pages_show_list",
            "pages_read_engagement",
            "instagram_basic",
            "instagram_content_publish",
            "instagram_manage_contents",
            "instagram_manage_insights");
    assertThat(consent.parameters())
        .containsOnly(
            Map.entry("client_id", InstagramSimulator.APP_ID), Map.entry("auth_type", "rerequest"));
    assertThat(consent.challenged()).isFalse();
    assertThat(this.connector.consent(app("numbers", "false")).scopes())
        .hasSize(5)
        .doesNotContain("instagram_manage_insights");
    assertThat(this.connector.consent(app("login-url", "")).page())
        .isEqualTo(URI.create("https://www.facebook.com/v24.0/dialog/oauth"));
  }

  @Test
  void opensTheAccountsOfThePagesThatHaveOne() {
    Instant end = NOON.plus(Duration.ofDays(90));
    this.instagram.endTokenAt(Instant.EPOCH, end);
    List<OpenedAccount> accounts = opened(connect(app()));
    assertThat(accounts)
        .extracting(OpenedAccount::name)
        .containsExactly("@steppecourier", "@steppecouriersport");
    OpenedAccount courier = accounts.getFirst();
    assertThat(courier.id()).isEqualTo(InstagramSimulator.USER_ID);
    assertThat(courier.settings())
        .containsOnly(
            Map.entry("user-id", InstagramSimulator.USER_ID),
            Map.entry("page-id", InstagramSimulator.PAGE_ID));
    assertThat(courier.credentials())
        .containsOnly(Map.entry("access-token", new Secret(InstagramSimulator.TOKEN)));
    assertThat(courier.tokens()).isNull();
    assertThat(courier.endsAt()).isEqualTo(end);
  }

  @Test
  void opensAnAccountThatTheCheckFindsGood() {
    Account app = app();
    Account account = over(app, opened(connect(app)).getFirst());
    Checkup checkup = publisher(account).check();
    assertThat(checkup.verdict()).as(checkup.toString()).isEqualTo(Checkup.Verdict.GOOD);
  }

  @Test
  void saysThatNoAccountIsLinked() {
    this.instagram.unlinkAccounts();
    assertThat(refused(connect(app()))).contains("Steppe Courier", "linked");
    this.instagram.leavePages();
    assertThat(refused(connect(app()))).contains("no page", "settings.portfolio");
  }
}
