// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Publisher;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.Fault;
import org.storycast.simulator.LinkedinSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

class LinkedinConnectorTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Predicate<SimulatorRequest> TOKENS =
      it -> it.path().equals("/oauth/v2/accessToken");
  private static final Predicate<SimulatorRequest> ROLES =
      it -> it.path().equals("/rest/organizationAcls");

  private final MutableClock clock = new MutableClock(NOON);
  private final LinkedinSimulator linkedin = new LinkedinSimulator(this.clock);
  private final LinkedinConnector connector = new LinkedinConnector(this.clock);

  @BeforeEach
  void registerTheWayBack() {
    this.linkedin.registerRedirect(ConsentVisit.REDIRECT);
  }

  @AfterEach
  void stop() {
    this.linkedin.close();
  }

  private Account app(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("base-url", this.linkedin.address().toString());
    all.put("oauth-url", this.linkedin.address().toString());
    all.put("upload-hosts", "127.0.0.1");
    all.put("client-id", LinkedinSimulator.CLIENT_ID);
    all.put("timeout", "1s");
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return account(all, Map.of("client-secret", new Secret(LinkedinSimulator.CLIENT_SECRET)));
  }

  private static Account account(Map<String, String> settings, Map<String, Secret> credentials) {
    return new Account(new ChannelId("linkedin-en"), "linkedin", "en", settings, credentials);
  }

  private Grant granted(Account app) {
    return new ConsentVisit(this.connector.consent(app)).allow();
  }

  private List<OpenedAccount> opened(Account app) {
    return ((Answer.Opened) this.connector.exchange(app, granted(app))).accounts();
  }

  private String refusal(Account app, Grant grant) {
    return ((Answer.Refused) this.connector.exchange(app, grant)).reason();
  }

  private static Account overlaid(Account app, OpenedAccount opened) {
    Map<String, String> settings = new HashMap<>(app.settings());
    settings.putAll(opened.settings());
    Map<String, Secret> credentials = new HashMap<>(app.credentials());
    credentials.putAll(opened.credentials());
    return account(settings, credentials);
  }

  private void assertPublishes(Account account) {
    Publisher publisher = LinkedinFixtures.factory(this.clock).open(account);
    DeliveryKey key = DeliveryKey.of("story");
    assertThat(
            publisher.publish(
                LinkedinFixtures.article(key), new DeliveryMemory(key, this.clock).attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertThat(((Checks) publisher).check().verdict()).isEqualTo(Checkup.Verdict.GOOD);
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
  void namesWhatTheAppLacks() {
    Map<String, Secret> secret = Map.of("client-secret", new Secret("s"));
    assertNamed("settings.client-id", account(Map.of(), secret));
    assertNamed("credentials.client-secret", account(Map.of("client-id", "c"), Map.of()));
    assertNamed("settings.author-kind", app("author-kind", "choir"));
    assertNamed("settings.admin-scope", app("admin-scope", "everything"));
    assertNamed("settings.author", app("author", "courier"));
  }

  private void assertNamed(String name, Account app) {
    assertThatThrownBy(() -> this.connector.consent(app))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining(name);
  }

  @Test
  void offersThePagesOnWhichTheMemberMayPublish() {
    List<OpenedAccount> opened = opened(app());
    assertThat(opened)
        .extracting(OpenedAccount::id)
        .containsExactly(LinkedinSimulator.PAGE, LinkedinSimulator.SECOND_PAGE);
    assertThat(opened)
        .extracting(OpenedAccount::name)
        .containsExactly("The Steppe Courier", "The Steppe Courier, Sports");
  }

  @Test
  void opensOnlyThePageThatTheOperatorNamed() {
    assertThat(opened(app("author", LinkedinSimulator.SECOND_PAGE)))
        .singleElement()
        .matches(it -> it.settings().get("author").equals(LinkedinSimulator.SECOND_PAGE));
    assertThat(opened(app("author", "urn:li:organization:1"))).hasSize(2);
  }

  @Test
  void givesATokenOfSixtyDaysThatPublishes() {
    OpenedAccount page = opened(app()).getFirst();
    assertThat(page.tokens()).isNull();
    assertThat(page.endsAt()).isEqualTo(NOON.plus(Duration.ofDays(60)));
    assertThat(page.settings())
        .isEqualTo(
            Map.of("author", LinkedinSimulator.PAGE, "token-ends-at", "2027-01-19T12:00:00Z"));
    assertThat(page.credentials()).containsOnlyKeys("access-token");
    assertPublishes(overlaid(app(), page));
  }

  @Test
  void givesAPartnersRefreshTokenThatPublishes() {
    this.linkedin.makePartner();
    OpenedAccount page = opened(app()).getFirst();
    assertThat(page.credentials())
        .isEqualTo(Map.of("refresh-token", new Secret(LinkedinSimulator.REFRESH_TOKEN)));
    assertThat(page.tokens().accessLife()).isEqualTo(Duration.ofDays(60));
    assertThat(page.tokens().refreshLife()).isEqualTo(Duration.ofDays(365));
    assertThat(page.endsAt()).isEqualTo(NOON.plus(Duration.ofDays(365)));
    assertPublishes(overlaid(app(), page));
  }

  @Test
  void opensAMember() {
    OpenedAccount member = opened(app("author-kind", "member")).getFirst();
    assertThat(member.id()).isEqualTo(LinkedinSimulator.MEMBER);
    assertThat(member.name()).isEqualTo("Olga Petrova");
    assertThat(member.settings()).containsEntry("author", LinkedinSimulator.MEMBER);
  }

  @Test
  void countsBeforeARefreshTokenOfEarlierDays() {
    Account app = overlaid(app("token-ends-at", "2026-12-01T00:00:00Z"), earlier());
    OpenedAccount page = opened(app).getFirst();
    assertThat(page.settings()).doesNotContainKey("token-ends-at");
    assertPublishes(overlaid(app, page));
    assertThat(this.linkedin.refreshes()).isZero();
  }

  private static OpenedAccount earlier() {
    return new OpenedAccount(
        "", "", Map.of(), Map.of("refresh-token", new Secret("a dead one")), null, null);
  }

  @Test
  void refusesWhatLinkedinRefuses() {
    Account app = app();
    Grant grant = granted(app);
    this.connector.exchange(app, grant);
    assertThat(refusal(app, grant)).contains("Unable to retrieve access token");
    Grant late = granted(app);
    this.clock.advance(Duration.ofMinutes(30));
    assertThat(refusal(app, late)).contains("authorization code expired");
    Account stranger = account(app.settings(), Map.of("client-secret", new Secret("another")));
    assertThat(refusal(stranger, granted(stranger))).contains("invalid_client", "its secret");
  }

  @Test
  void namesTheScopesThatAreMissing() {
    Grant grant = new ConsentVisit(this.connector.consent(app())).allowPart();
    assertThat(refusal(app(), grant)).contains("r_organization_social, r_organization_admin");
    assertThat(this.linkedin.requests()).noneMatch(ROLES);
  }

  @Test
  void refusesAMemberWithoutAPage() {
    this.linkedin.dismiss();
    assertThat(refusal(app(), granted(app()))).contains("administers no company page");
  }

  @Test
  void namesAPageByItsNumberWhereLinkedinDoesNotTellItsName() {
    this.linkedin.answerNext(
        it -> it.path().equals("/rest/organizations"), SimulatorReply.html(502, "Bad gateway"));
    assertThat(opened(app())).extracting(OpenedAccount::name).contains(LinkedinSimulator.PAGE);
  }

  @Test
  void saysWhatLinkedinSaysOfADeadVersion() {
    assertThat(refusal(app("api-version", "202401"), granted(app()))).contains("202401");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSE_502", "REFUSE_429", "TAKE_THEN_HTML", "TAKE_THEN_EMPTY", "TAKE_THEN_STALL"})
  void triesOnceAndSaysWhenNoUsableAnswerCame(Fault fault) {
    for (Predicate<SimulatorRequest> which : List.of(TOKENS, ROLES)) {
      Grant grant = granted(app());
      this.linkedin.failNext(which, fault);
      long before = exchanges();
      assertThat(this.connector.exchange(app(), grant)).isInstanceOf(Answer.Failed.class);
      assertThat(exchanges() - before).isEqualTo(1);
    }
  }

  private long exchanges() {
    return this.linkedin.requests().stream().filter(TOKENS).count();
  }

  @Test
  void showsNoSecretThatLinkedinRepeats() {
    Grant grant = granted(app());
    this.linkedin.answerNext(
        ROLES,
        SimulatorReply.json(
            403, Map.of("message", "linkedin-given-token-1 " + grant.code().reveal())));
    assertThat(refusal(app(), grant)).contains("\"*** ***\"");
  }
}
