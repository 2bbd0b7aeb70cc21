// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;

/**
 * What every connector must do, whatever its platform. A kind has one subclass for each of its
 * logins, against its simulator.
 *
 * @param <S> the platform's simulator
 */
public abstract class ConnectorContract<S extends HttpSimulator> extends ConnectorHarness<S> {

  /** Longer than all calls of an exchange may take together; a stall lasts longer. */
  private static final int SECONDS = 20;

  /** Starts the platform. */
  protected ConnectorContract(
      Login login, Function<Clock, S> platform, Function<Clock, AccountConnector> connector) {
    super(login, platform, connector);
  }

  @Test
  void sendsAPersonToAPageThatKnowsTheApp() {
    Account app = app();
    Consent consent = this.connector.consent(app);
    assertThat(this.platform.requests()).isEmpty();
    assertThat(consent.page().toString()).startsWith(this.platform.address().toString());
    assertThat(consent.page().getQuery()).isNull();
    assertThat(consent.scopes()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(consent.parameters())
        .doesNotContainKeys("response_type", "scope", "redirect_uri", "state", "code_challenge");
    assertThat(app.credentials().values())
        .isNotEmpty()
        .allSatisfy(secret -> assertThat(consent.toString()).doesNotContain(secret.reveal()));
    HttpResponse<String> page = new ConsentVisit(consent).look();
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains("Allow", "Deny").contains(consent.scopes());
  }

  @Test
  void namesWhatTheAppLacks() {
    for (String name : this.login.required()) {
      assertNamed("settings." + name, app(name, ""));
    }
    for (String name : app().credentials().keySet()) {
      Map<String, Secret> others = new HashMap<>(app().credentials());
      others.remove(name);
      assertNamed("credentials." + name, account(app().settings(), others));
    }
  }

  @Test
  void namesTheSettingThatIsWrong() {
    this.login
        .mistakes()
        .forEach((name, value) -> assertNamed("settings." + name, app(name, value)));
  }

  private void assertNamed(String name, Account app) {
    assertThatThrownBy(() -> this.connector.consent(app))
        .as(name)
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageStartingWith(name);
  }

  @Test
  void opensAChannelThatPublishesAndIsSound() {
    Account app = app();
    assertIsSound(over(app, opened(connect(app)).getFirst()));
    assertThat(this.platform.publications()).hasSize(1);
  }

  @Test
  void publishesAgainAfterItsTokensDiedAndAPersonConnectedItAnew() {
    Account app = app();
    OpenedAccount opened = opened(connect(app)).getFirst();
    Duration life = opened.tokens() == null ? null : opened.tokens().refreshLife();
    assumeTrue(life != null, "Nothing ends by itself");
    assertThat(publish(over(app, opened))).isInstanceOf(Outcome.Published.class);
    this.clock.advance(life.plusDays(1));
    assertThat(publish(over(app, opened))).isInstanceOf(Outcome.ChannelClosed.class);
    OpenedAccount again = opened(connect(app)).getFirst();
    TestTokens.connect(this.database, this.clock, app.id(), again.tokens());
    assertThat(publish(over(app, again))).isInstanceOf(Outcome.Published.class);
    this.clock.advance(life.multipliedBy(3).dividedBy(4));
    assertThat(publish(over(app, again))).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void comesBackWithoutACodeFromWhoDenies() {
    assertThat(new ConsentVisit(this.connector.consent(app())).deny())
        .containsKey("error")
        .doesNotContainKey("code");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PART")
  void saysWhyThePlatformRefuses(Refusal refusal) {
    Account app = app();
    Grant grant = allowed(app);
    assumeTrue(
        refusal != Refusal.OTHER_VERIFIER || grant.verifier().isPresent(), "There is no challenge");
    Answer answer =
        switch (refusal) {
          case USED_CODE -> {
            opened(exchange(app, grant));
            yield exchange(app, grant);
          }
          case LATE_CODE -> {
            this.clock.advance(this.login.codeLife());
            yield exchange(app, grant);
          }
          case OTHER_ADDRESS ->
              exchange(
                  app,
                  new Grant(
                      grant.code(), URI.create("https://other.example.org/"), grant.verifier()));
          case OTHER_VERIFIER ->
              exchange(
                  app,
                  new Grant(
                      grant.code(),
                      grant.redirect(),
                      Optional.of(new Secret("a-guess".repeat(7)))));
          case OTHER_SECRET -> exchange(withAnotherSecret(app), grant);
          case PART -> throw new IllegalArgumentException("It is no platform's refusal");
        };
    assertThat(refusal(answer)).contains(words(refusal));
  }

  private Account withAnotherSecret(Account app) {
    Map<String, Secret> credentials = new HashMap<>(app.credentials());
    credentials.replaceAll((name, secret) -> new Secret("guessed-" + name));
    return account(app.settings(), credentials);
  }

  @Test
  void namesTheScopesThatAreMissing() {
    Account app = demandingApp();
    Consent consent = divisible(app);
    List<String> missing = new ArrayList<>(this.connector.consent(app).scopes());
    missing.remove(consent.scopes().getFirst());
    assertThat(missing).isNotEmpty();
    assertThat(refusal(exchange(app, new ConsentVisit(consent).allowPart())))
        .contains(String.join(", ", missing))
        .contains(words(Refusal.PART))
        .doesNotContain(consent.scopes().getFirst() + ",");
    assertThat(this.platform.requests()).noneMatch(this.login.steps().getLast().isIt());
  }

  @ParameterizedTest
  @EnumSource(names = {"TAKE_THEN_DROP", "TAKE_THEN_RESET", "REFUSE_DROP"})
  void sendsTheCodeOnceThoughTheConnectionDrops(Fault fault) {
    Step first = this.login.steps().getFirst();
    Account app = app();
    opened(connect(app));
    Grant grant = allowed(app);
    this.platform.failNext(first.isIt(), fault);
    assertThat(failure(exchange(app, grant))).contains(first.failure());
    assertThat(exchanges()).isEqualTo(2);
  }

  /** A question that changes nothing may be asked again when its connection drops. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TAKE_THEN_DROP", "TAKE_THEN_RESET", "REFUSE_DROP"})
  @Timeout(SECONDS)
  void endsInTimeWhicheverCallIsNotAnsweredWell(Fault fault) {
    for (Step step : this.login.steps()) {
      Account app = app();
      Grant grant = allowed(app);
      long before = exchanges();
      long laterBefore = callsAfter(step);
      this.platform.failNext(step.isIt(), fault);
      Answer answer = exchange(app, grant);
      assertEnds(answer, step, fault);
      assertThat(exchanges() - before).isEqualTo(1);
      if (!(answer instanceof Answer.Opened)) {
        assertThat(callsAfter(step)).as("calls after " + step.path()).isEqualTo(laterBefore);
      }
    }
  }

  private long callsAfter(Step step) {
    List<Step> all = this.login.steps();
    List<Step> later =
        all.subList(all.indexOf(step) + 1, all.size()).stream()
            .filter(it -> !it.path().equals(step.path()))
            .toList();
    return this.platform.requests().stream()
        .filter(request -> later.stream().anyMatch(it -> it.isIt().test(request)))
        .count();
  }

  private void assertEnds(Answer answer, Step step, Fault fault) {
    String at = "%s at %s".formatted(fault, step.path());
    switch (fault) {
      case TAKE_IN_PIECES -> assertThat(answer).as(at).isInstanceOf(Answer.Opened.class);
      case REFUSE_CREDENTIALS ->
          assertThat(answer instanceof Answer.Opened).as(at).isEqualTo(mayBeRefused(step));
      default -> {
        assertThat(answer).as(at).isInstanceOf(Answer.Failed.class);
        assertThat(failure(answer)).as(at).contains(step.failure());
      }
    }
  }

  @Test
  void opensNothingWhereAQuestionsConnectionDropsEachTime() {
    for (Step step : this.login.steps().subList(1, this.login.steps().size()).reversed()) {
      Account app = app();
      Grant grant = allowed(app);
      for (int time = 0; time < PublisherHarness.MOST_STEPS; time++) {
        this.platform.failNext(step.isIt(), Fault.TAKE_THEN_DROP);
      }
      assertThat(failure(exchange(app, grant))).as(step.path()).contains(step.failure());
    }
  }

  @Test
  void saysThatNobodyIsThere() {
    Account app = app();
    Grant grant = allowed(app);
    this.platform.close();
    assertThat(failure(exchange(app, grant))).contains("ConnectException");
  }

  /** Whatever an answer repeats of what was sent and given. */
  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {200, 400, 401, 403, 500})
  void repeatsNoSecret(int status) {
    int given = 0;
    for (Step step : this.login.steps()) {
      for (boolean flat : new boolean[] {true, false}) {
        Account app = app();
        Grant grant = allowed(app);
        List<String> secrets = new ArrayList<>(List.of(grant.code().reveal()));
        grant.verifier().map(Secret::reveal).ifPresent(secrets::add);
        app.credentials().values().forEach(secret -> secrets.add(secret.reveal()));
        IntStream.rangeClosed(given + 1, given + step.given())
            .forEach(number -> secrets.addAll(this.login.tokens(number)));
        given += step.given();
        String all = String.join(" ", secrets);
        this.platform.answerNext(step.isIt(), SimulatorReply.json(status, blurted(all, flat)));
        assertThat(exchange(app, grant).toString()).as(step.path()).doesNotContain(secrets);
      }
    }
  }

  private static Map<String, Object> blurted(String all, boolean flat) {
    return flat
        ? Map.of("error", all, "error_description", all, "message", all, "detail", all)
        : Map.of("error", Map.of("code", 100, "message", all, "errors", List.of()));
  }
}
