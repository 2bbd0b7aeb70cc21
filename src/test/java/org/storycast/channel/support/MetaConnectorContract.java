// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.simulator.ConsentVisit;
import org.storycast.simulator.Fault;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

/** What holds of every login of Meta's. */
public abstract class MetaConnectorContract {

  protected static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  protected final MutableClock clock = new MutableClock(NOON);

  /** The platform. */
  protected abstract HttpSimulator simulator();

  protected abstract AccountConnector connector();

  /** The app's settings alone, as {@code SimulatedChannel} has them. */
  protected abstract Map<String, String> appSettings();

  /** The app's secret. */
  protected abstract String appSecret();

  /** The token that the platform gives as its n-th, from 1 on. */
  protected abstract String token(int number);

  /** The calls of an exchange, the code's first. */
  protected abstract List<Step> steps();

  /** Publishes on an account that was opened. */
  protected abstract Outcome publish(Account account);

  /**
   * A call of an exchange.
   *
   * @param path the whole of it
   * @param seen how many new tokens came before it
   */
  public record Step(String path, int seen) {

    /** Whether a request is that call. */
    public Predicate<SimulatorRequest> isIt() {
      return request -> request.path().equals(this.path);
    }
  }

  @AfterEach
  void stop() {
    simulator().close();
  }

  /** Where people are sent back to; it must be registered. */
  protected URI back() {
    return URI.create("https://console.example.org/connect/" + connector().kind());
  }

  /** The channel before anybody connected it, with changed settings. */
  protected Account app(String... changed) {
    Map<String, String> settings = new HashMap<>(appSettings());
    settings.put("timeout", "1s");
    for (int name = 0; name < changed.length; name += 2) {
      settings.put(changed[name], changed[name + 1]);
    }
    return account(settings, Map.of("app-secret", new Secret(appSecret())));
  }

  private Account account(Map<String, String> settings, Map<String, Secret> credentials) {
    String kind = connector().kind();
    return new Account(new ChannelId(kind + "-en"), kind, "en", settings, credentials);
  }

  /** The channel with what a connection brings along. */
  protected Account over(Account app, OpenedAccount opened) {
    Map<String, String> settings = new HashMap<>(app.settings());
    settings.putAll(opened.settings());
    Map<String, Secret> credentials = new HashMap<>(app.credentials());
    credentials.putAll(opened.credentials());
    return account(settings, credentials);
  }

  protected ConsentVisit visit(Account app) {
    return new ConsentVisit(connector().consent(app), back());
  }

  protected Answer connect(Account app) {
    return connector().exchange(app, visit(app).allow());
  }

  protected static List<OpenedAccount> opened(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Opened.class);
    return ((Answer.Opened) answer).accounts();
  }

  protected static String refused(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).reason();
  }

  @Test
  void publishesOnTheAccountThatWasOpened() {
    Account app = app();
    assertThat(publish(over(app, opened(connect(app)).getFirst())))
        .isInstanceOf(Outcome.Published.class);
  }

  @Test
  void namesTheSettingThatIsWrong() {
    for (String name : List.of("app-id", "base-url", "login-url", "api-version", "timeout")) {
      assertThatThrownBy(() -> connector().consent(app(name, "-")))
          .as(name)
          .isInstanceOf(InvalidAccountException.class)
          .hasMessageStartingWith("settings." + name);
    }
    assertThatThrownBy(() -> connector().consent(app("app-id", "")))
        .hasMessageStartingWith("settings.app-id");
    assertThatThrownBy(() -> connector().consent(account(appSettings(), Map.of())))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageStartingWith("credentials.app-secret");
  }

  @Test
  void refusesWhereLessWasAllowedAndNamesIt() {
    Account app = app();
    List<String> scopes = connector().consent(app).scopes();
    assertThat(refused(connector().exchange(app, visit(app).allowTheFirst())))
        .contains(scopes.subList(1, scopes.size()))
        .doesNotContain(scopes.getFirst() + ",");
  }

  @Test
  void exchangesACodeOnce() {
    Account app = app();
    Grant grant = visit(app).allow();
    opened(connector().exchange(app, grant));
    assertThat(refused(connector().exchange(app, grant))).contains("used");
  }

  @Test
  void takesTheMarkOffThatMetaHangsBehindTheCode() {
    Account app = app();
    for (String mark : List.of("#_", "#_=_")) {
      Secret code = new Secret(visit(app).allow().code().reveal() + mark);
      opened(connector().exchange(app, new Grant(code, back(), Optional.empty())));
    }
  }

  @Test
  void saysWhatIsSaidOfAWrongSecret() {
    Account app = app();
    Account wrong = account(app.settings(), Map.of("app-secret", new Secret("another")));
    assertThat(refused(connector().exchange(wrong, visit(app).allow()))).contains("validating");
  }

  @Test
  void failsWhereAStepIsNotAnsweredWell() {
    for (Step step : steps()) {
      for (Fault fault :
          List.of(
              Fault.REFUSE_502,
              Fault.TAKE_THEN_BREAK,
              Fault.TAKE_THEN_HTML,
              Fault.TAKE_THEN_GARBLE,
              Fault.TAKE_THEN_EMPTY,
              Fault.TAKE_THEN_STALL)) {
        Account app = app();
        Grant grant = visit(app).allow();
        simulator().failNext(step.isIt(), fault);
        assertThat(connector().exchange(app, grant))
            .as("%s at %s", fault, step.path())
            .isInstanceOf(Answer.Failed.class);
      }
    }
  }

  @Test
  void sendsTheCodeOnceEvenWhereTheConnectionDrops() {
    Account app = app();
    Grant grant = visit(app).allow();
    simulator().failNext(steps().getFirst().isIt(), Fault.TAKE_THEN_DROP);
    assertThat(connector().exchange(app, grant)).isInstanceOf(Answer.Failed.class);
    assertThat(simulator().requests()).filteredOn(steps().getFirst().isIt()).hasSize(1);
  }

  @Test
  void failsWhereNobodyIsThere() {
    Account app = app();
    assertThat(connector().exchange(app("base-url", "http://127.0.0.1:1"), visit(app).allow()))
        .isInstanceOf(Answer.Failed.class);
  }

  /** Whatever a refusal repeats of what was sent. */
  @Test
  void showsNoSecret() {
    int given = 0;
    for (Step step : steps()) {
      Account app = app();
      Grant grant = visit(app).allow();
      List<String> secrets = new ArrayList<>(List.of(grant.code().reveal(), appSecret()));
      IntStream.rangeClosed(given + 1, given + step.seen())
          .mapToObj(this::token)
          .forEach(secrets::add);
      given += step.seen();
      String all = "Bad: " + String.join(" ", secrets);
      simulator()
          .answerNext(
              step.isIt(),
              SimulatorReply.json(400, Map.of("error", Map.of("code", 100, "message", all))));
      assertThat(connector().exchange(app, grant).toString())
          .as(step.path())
          .doesNotContain(secrets);
    }
  }
}
