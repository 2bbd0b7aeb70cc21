// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.InstagramSimulator;

/** Accounts that are linked to a page, by Facebook's login. */
class InstagramConnectorTests extends MetaConnectorContract<InstagramSimulator> {

  InstagramConnectorTests() {
    super(toPages(), "redirect_uri", DescribedInstagram::new, clock -> new InstagramConnector());
    this.platform.requireProof();
    this.platform.pollsUntilFinished(0);
  }

  @Override
  protected PublisherFactory factory() {
    return InstagramFixtures.factory(this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return InstagramFixtures.post();
  }

  @Test
  void asksForWhatAnAccountsPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.platform.loginPage());
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
    this.platform.endTokenAt(Instant.EPOCH, end);
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
  void saysThatNoAccountIsLinked() {
    this.platform.unlinkAccounts();
    assertThat(refusal(connect(app()))).contains("Steppe Courier", "linked");
    this.platform.leavePages();
    assertThat(refusal(connect(app()))).contains("no page", "settings.portfolio");
  }
}
