// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.ConnectorContract;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.LinkedinSimulator;
import org.storycast.simulator.SimulatorReply;

class LinkedinConnectorTests extends ConnectorContract<LinkedinSimulator> {

  private static final Step TOKENS =
      new Step("/oauth/v2/accessToken", 0, List.of("connect the account anew"));
  private static final Step ROLES =
      new Step("/rest/organizationAcls", 1, List.of("whose account", "connect the account anew"));

  private static final Login LOGIN =
      new Login(
          List.of(TOKENS, ROLES),
          List.of("linkedin-given-token-%d"),
          Duration.ofMinutes(30),
          List.of("client-id"),
          Map.of("author-kind", "choir", "admin-scope", "everything", "author", "courier"));

  LinkedinConnectorTests() {
    super(LOGIN, LinkedinSimulator::new, LinkedinConnector::new);
  }

  @Override
  protected List<String> words(Refusal refusal) {
    return switch (refusal) {
      case USED_CODE -> List.of("Unable to retrieve access token");
      case LATE_CODE -> List.of("authorization code expired");
      case OTHER_ADDRESS, OTHER_VERIFIER -> List.of("does not match", "redirect address");
      case OTHER_SECRET -> List.of("invalid_client", "its secret");
      case PART -> List.of("see that the app has the product for it");
    };
  }

  @Override
  protected PublisherFactory factory() {
    return LinkedinFixtures.factory(this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return LinkedinFixtures.article(key);
  }

  @Test
  void asksForWhatTheAuthorNeeds() {
    Account app = account(Map.of("client-id", "c"), Map.of("client-secret", new Secret("s")));
    assertThat(this.connector.consent(app).page())
        .isEqualTo(URI.create("https://www.linkedin.com/oauth/v2/authorization"));
    assertThat(this.connector.consent(app).challenged()).isFalse();
    assertThat(this.connector.consent(app).scopes())
        .containsExactly("w_organization_social", "r_organization_social", "r_organization_admin");
    assertThat(this.connector.consent(app("admin-scope", "rw_organization_admin")).scopes())
        .contains("rw_organization_admin")
        .doesNotContain("r_organization_admin");
    assertThat(this.connector.consent(app("author-kind", "member")).scopes())
        .containsExactly("w_member_social", "openid", "profile");
    assertThat(this.connector.consent(app("author", LinkedinSimulator.MEMBER)).scopes())
        .contains("w_member_social");
  }

  @Test
  void offersThePagesOnWhichTheMemberMayPublish() {
    List<OpenedAccount> opened = opened(connect(app()));
    assertThat(opened)
        .extracting(OpenedAccount::id)
        .containsExactly(LinkedinSimulator.PAGE, LinkedinSimulator.SECOND_PAGE);
    assertThat(opened)
        .extracting(OpenedAccount::name)
        .containsExactly("The Steppe Courier", "The Steppe Courier, Sports");
  }

  @Test
  void opensOnlyThePageThatTheOperatorNamed() {
    assertThat(opened(connect(app("author", LinkedinSimulator.SECOND_PAGE))))
        .singleElement()
        .matches(it -> it.settings().get("author").equals(LinkedinSimulator.SECOND_PAGE));
    assertThat(opened(connect(app("author", "urn:li:organization:1")))).hasSize(2);
  }

  @Test
  void givesATokenOfSixtyDaysThatPublishes() {
    OpenedAccount page = opened(connect(app())).getFirst();
    assertThat(page.tokens()).isNull();
    assertThat(page.endsAt()).isEqualTo(NOON.plus(Duration.ofDays(60)));
    assertThat(page.settings())
        .isEqualTo(
            Map.of("author", LinkedinSimulator.PAGE, "token-ends-at", "2027-01-19T12:00:00Z"));
    assertThat(page.credentials()).containsOnlyKeys("access-token");
    assertIsSound(over(app(), page));
  }

  @Test
  void givesAPartnersRefreshTokenThatPublishes() {
    this.platform.makePartner();
    OpenedAccount page = opened(connect(app())).getFirst();
    assertThat(page.credentials())
        .isEqualTo(Map.of("refresh-token", new Secret(LinkedinSimulator.REFRESH_TOKEN)));
    assertThat(page.tokens().accessLife()).isEqualTo(Duration.ofDays(60));
    assertThat(page.tokens().refreshLife()).isEqualTo(Duration.ofDays(365));
    assertThat(page.endsAt()).isEqualTo(NOON.plus(Duration.ofDays(365)));
    assertIsSound(over(app(), page));
  }

  @Test
  void opensAMember() {
    OpenedAccount member = opened(connect(app("author-kind", "member"))).getFirst();
    assertThat(member.id()).isEqualTo(LinkedinSimulator.MEMBER);
    assertThat(member.name()).isEqualTo("Olga Petrova");
    assertThat(member.settings()).containsEntry("author", LinkedinSimulator.MEMBER);
  }

  @Test
  void countsBeforeARefreshTokenOfEarlierDays() {
    Account app = over(app("token-ends-at", "2026-12-01T00:00:00Z"), earlier());
    OpenedAccount page = opened(connect(app)).getFirst();
    assertThat(page.settings()).doesNotContainKey("token-ends-at");
    assertIsSound(over(app, page));
    assertThat(this.platform.refreshes()).isZero();
  }

  private static OpenedAccount earlier() {
    return new OpenedAccount(
        "", "", Map.of(), Map.of("refresh-token", new Secret("a dead one")), null, null);
  }

  @Test
  void refusesAMemberWithoutAPage() {
    this.platform.dismiss();
    assertThat(refusal(connect(app()))).contains("administers no company page");
  }

  @Test
  void namesAPageByItsNumberWhereLinkedinDoesNotTellItsName() {
    this.platform.answerNext(
        it -> it.path().equals("/rest/organizations"), SimulatorReply.html(502, "Bad gateway"));
    assertThat(opened(connect(app())))
        .extracting(OpenedAccount::name)
        .contains(LinkedinSimulator.PAGE);
  }

  @Test
  void saysWhatLinkedinSaysOfADeadVersion() {
    assertThat(refusal(connect(app("api-version", "202401")))).contains("202401");
  }

  @Test
  void showsNoSecretThatLinkedinRepeats() {
    Grant grant = allowed(app());
    this.platform.answerNext(
        ROLES.isIt(),
        SimulatorReply.json(
            403, Map.of("message", "linkedin-given-token-1 " + grant.code().reveal())));
    assertThat(refusal(exchange(app(), grant))).contains("\"*** ***\"");
  }
}
