// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TestTokens;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatedChannel;
import org.storycast.simulator.SimulatorRequest;

/**
 * What the contract needs to know of a connector and its platform. Whatever a test exchanges, no
 * secret may get into the answer or into a line of the log.
 *
 * @param <S> the platform's simulator
 */
public abstract class ConnectorHarness<S extends HttpSimulator> {

  /** When the tests begin. */
  protected static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  protected final MutableClock clock = new MutableClock(NOON);
  protected final TestDatabase database = TestTokens.emptied();
  protected final AccessTokens tokens = TestTokens.in(this.database, this.clock);
  protected final Login login;
  protected final S platform;
  protected final AccountConnector connector;

  /** Starts the platform, with the address to come back to registered. */
  protected ConnectorHarness(
      Login login, Function<Clock, S> platform, Function<Clock, AccountConnector> made) {
    this.login = login;
    this.platform = platform.apply(this.clock);
    this.connector = made.apply(this.clock);
  }

  /** Why a platform refuses to exchange a code. */
  public enum Refusal {
    /** The code was used. */
    USED_CODE,
    /** The code is too old. */
    LATE_CODE,
    /** The person came back to another address. */
    OTHER_ADDRESS,
    /** The verifier does not belong to the challenge. */
    OTHER_VERIFIER,
    /** The app's secret is wrong. */
    OTHER_SECRET,
    /** The person allowed too little. */
    PART
  }

  /**
   * A call of an exchange, without which no account is opened.
   *
   * @param path the whole of it
   * @param given how often the platform has given tokens before it
   * @param failure what a person reads where it is not answered well
   */
  public record Step(String path, int given, List<String> failure) {

    /** Whether a request is that call. */
    public Predicate<SimulatorRequest> isIt() {
      return request -> request.path().equals(this.path);
    }
  }

  /**
   * A login to a platform.
   *
   * @param steps the calls of its exchange, the code's first, in their order
   * @param tokens how the tokens look that are given together, by their number
   * @param codeLife how long a code is good
   * @param required the app's settings that have no default
   * @param mistakes values that are refused, by their setting
   */
  public record Login(
      List<Step> steps,
      List<String> tokens,
      Duration codeLife,
      List<String> required,
      Map<String, String> mistakes) {

    /** The tokens that the platform gives as its n-th, from 1 on. */
    public List<String> tokens(int number) {
      return this.tokens.stream().map(token -> token.formatted(number)).toList();
    }
  }

  /** What a person must read of a refusal. */
  protected abstract List<String> words(Refusal refusal);

  /** The factory with its real collaborators, which keeps {@link #tokens}. */
  protected abstract PublisherFactory factory();

  /** A post within all limits. */
  protected abstract Post post(DeliveryKey key);

  /** The app, as it is registered at the simulator. */
  protected Map<String, String> registration() {
    String prefix = "storycast.channels.%s.".formatted(this.connector.kind());
    Map<String, String> registration = new HashMap<>();
    SimulatedChannel.of(this.connector.kind())
        .settingsToConnect(this.platform)
        .forEach((name, value) -> registration.put(name.substring(prefix.length()), value));
    return registration;
  }

  /** The app of a channel that needs the most scopes. */
  protected Account demandingApp() {
    return app();
  }

  /** Whether an account is opened though the platform refuses to answer a call. */
  protected boolean mayBeRefused(Step step) {
    return false;
  }

  /** What the check finds of an account that was just connected. */
  protected Checkup.Verdict verdict() {
    return Checkup.Verdict.GOOD;
  }

  /** A consent for more than one scope. */
  protected Consent divisible(Account app) {
    return this.connector.consent(app);
  }

  @BeforeEach
  void register() {
    SimulatedChannel.of(this.connector.kind())
        .registerRedirect(this.platform, ConsentVisit.REDIRECT);
  }

  @AfterEach
  void stop() {
    this.platform.close();
  }

  /** The channel before anybody connected it, with changed settings. */
  protected final Account app(String... changed) {
    Map<String, String> settings = named("settings.");
    settings.put("timeout", "1s");
    for (int name = 0; name < changed.length; name += 2) {
      settings.put(changed[name], changed[name + 1]);
    }
    Map<String, Secret> credentials = new HashMap<>();
    named("credentials.").forEach((name, value) -> credentials.put(name, new Secret(value)));
    return account(settings, credentials);
  }

  private Map<String, String> named(String prefix) {
    Map<String, String> named = new HashMap<>();
    registration()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                named.put(name.substring(prefix.length()), value);
              }
            });
    return named;
  }

  /** A channel of the connector's kind. */
  protected final Account account(Map<String, String> settings, Map<String, Secret> credentials) {
    String kind = this.connector.kind();
    return new Account(new ChannelId(kind + "-en"), kind, "en", settings, credentials);
  }

  /** The channel with what a connection brings along. */
  protected final Account over(Account app, OpenedAccount opened) {
    Map<String, String> settings = new HashMap<>(app.settings());
    settings.putAll(opened.settings());
    Map<String, Secret> credentials = new HashMap<>(app.credentials());
    credentials.putAll(opened.credentials());
    return account(settings, credentials);
  }

  protected final Grant allowed(Account app) {
    return new ConsentVisit(this.connector.consent(app)).allow();
  }

  /** What comes of a person's full consent. */
  protected final Answer connect(Account app) {
    return exchange(app, allowed(app));
  }

  /** Exchanges a code, and looks for secrets in all that is said. */
  protected final Answer exchange(Account app, Grant grant) {
    try (LogRecording log = new LogRecording()) {
      Answer answer = this.connector.exchange(app, grant);
      List<Secret> secrets = new ArrayList<>(app.credentials().values());
      secrets.add(grant.code());
      grant.verifier().ifPresent(secrets::add);
      if (answer instanceof Answer.Opened(List<OpenedAccount> accounts)) {
        accounts.stream().flatMap(ConnectorHarness::secrets).forEach(secrets::add);
      }
      assertThat(secrets.stream().map(Secret::reveal).filter(it -> !it.isEmpty()))
          .allSatisfy(
              secret -> {
                assertThat(answer.toString()).doesNotContain(secret);
                assertThat(log.lines()).noneMatch(line -> line.contains(secret));
              });
      return answer;
    }
  }

  private static Stream<Secret> secrets(OpenedAccount account) {
    return Stream.concat(
        account.credentials().values().stream(),
        Stream.ofNullable(account.tokens()).map(tokens -> tokens.accessToken()));
  }

  /** The accounts that were opened. */
  protected static List<OpenedAccount> opened(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Opened.class);
    return ((Answer.Opened) answer).accounts();
  }

  /** The one account that was opened. */
  protected static OpenedAccount onlyAccount(Answer answer) {
    assertThat(opened(answer)).hasSize(1);
    return opened(answer).getFirst();
  }

  /** Why the platform or the connector refused. */
  protected static String refusal(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).reason();
  }

  /** Why nobody knows. */
  protected static String failure(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed) answer).detail();
  }

  /** How often a code was exchanged; some platforms exchange tokens at the same address. */
  protected final long exchanges() {
    return this.platform.requests().stream()
        .filter(this.login.steps().getFirst().isIt())
        .filter(it -> "authorization_code".equals(it.form().get("grant_type")))
        .count();
  }

  /** Publishes on an account, as the engine does. */
  protected final Outcome publish(Account account) {
    DeliveryKey key = DeliveryKey.of("story", this.clock.instant().toString());
    DeliveryMemory memory = new DeliveryMemory(key, this.clock);
    Publisher publisher = factory().open(account);
    Outcome outcome = publisher.publish(post(key), memory.attempt());
    for (int step = 0; step < PublisherHarness.MOST_STEPS && isWaiting(outcome); step++) {
      outcome = again(publisher, outcome, post(key), memory.attempt());
    }
    return outcome;
  }

  private Outcome again(Publisher publisher, Outcome outcome, Post post, Attempt attempt) {
    if (outcome instanceof Outcome.Underway(String handle, Instant askAgainAt)) {
      this.clock.set(askAgainAt);
      return ((Follows) publisher).follow(post, handle, attempt);
    }
    return publisher.publish(post, attempt);
  }

  /** The account publishes, and its check finds nothing wrong. */
  protected final void assertIsSound(Account account) {
    assertThat(publish(account)).isInstanceOf(Outcome.Published.class);
    if (factory().open(account) instanceof Checks checks) {
      Checkup checkup = checks.check();
      assertThat(checkup.verdict()).as("%s", checkup).isEqualTo(verdict());
    }
  }

  private static boolean isWaiting(Outcome outcome) {
    return outcome instanceof Outcome.Underway
        || outcome instanceof Outcome.TryLater later && later.reason() == FailureReason.NOT_READY;
  }
}
