// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Secret;
import org.storycast.channel.UnknownChannelException;

/**
 * Connects accounts: a person goes to the platform's consent page and comes back with a code (RFC
 * 6749 and RFC 7636, with the current practice of RFC 9700). The way back is good once, for ten
 * minutes, and only in the browser in which it began.
 */
@Service
public class ConnectionDesk {

  private static final Duration TIME = Duration.ofMinutes(10);

  private final Map<String, AccountConnector> connectors;
  private final Channels channels;
  private final ConnectionAttempts attempts;
  private final AccountConnections connections;
  private final ConnectionProperties properties;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ConnectionDesk(
      List<AccountConnector> connectors,
      Channels channels,
      ConnectionAttempts attempts,
      AccountConnections connections,
      ConnectionProperties properties,
      Clock clock) {
    this.connectors =
        connectors.stream()
            .collect(Collectors.toUnmodifiableMap(AccountConnector::kind, Function.identity()));
    this.channels = channels;
    this.attempts = attempts;
    this.connections = connections;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether accounts of this channel's kind are connected by a consent page. */
  public boolean isOffered(ChannelId channel) {
    try {
      return this.connectors.containsKey(this.channels.configured(channel).kind());
    } catch (UnknownChannelException | InvalidAccountException unusable) {
      return false;
    }
  }

  /**
   * Begins a way to the platform's consent page.
   *
   * @throws InvalidAccountException when the app's own settings or credentials are missing
   * @throws UnknownChannelException when no such channel is configured
   * @throws NoSuchElementException when accounts of this kind aren't connected so
   */
  public BegunConnection begin(ChannelId channel, Starter starter) {
    Account app = this.channels.configured(channel);
    Consent consent = connector(app.kind()).consent(app);
    ConnectionAttempt attempt =
        new ConnectionAttempt(
            UUID.randomUUID(),
            channel,
            app.kind(),
            starter,
            this.properties.redirectOf(app.kind()),
            consent.challenged() ? Optional.of(secret()) : Optional.empty(),
            now().plus(TIME),
            null);
    ConnectionAttempt.Bonds bonds = new ConnectionAttempt.Bonds(secret(), secret());
    this.attempts.add(attempt, bonds);
    return new BegunConnection(
        attempt.id(),
        ConsentAddress.of(consent, attempt, bonds.state()),
        consent.scopes(),
        attempt.redirect(),
        bonds.browser(),
        attempt.expiresAt());
  }

  /** Who began the way that has this state, on which somebody came back; empty if nobody did. */
  public Optional<ReturnedPerson> returned(String kind, Secret state) {
    return this.attempts
        .find(state)
        .filter(attempt -> attempt.kind().equals(kind))
        .map(it -> new ReturnedPerson(it.id(), it.channel(), it.starter()));
  }

  /**
   * Ends the way back on which somebody came.
   *
   * @param state that the platform gave back
   * @param browser what the browser holds since the way began
   * @param answer what else the platform gave back: a code, or an error with a description
   */
  public ConnectionEnd finish(Secret state, Secret browser, Map<String, String> answer) {
    Optional<ConnectionAttempt> found = this.attempts.find(state);
    if (found.isEmpty() || !this.attempts.take(found.get().id(), browser)) {
      return new ConnectionEnd.Stale();
    }
    ConnectionAttempt attempt = found.get();
    String code = answer.getOrDefault("code", "");
    if (answer.containsKey("error") || code.isEmpty()) {
      return new ConnectionEnd.Refused(PlatformWords.ofRefusal(answer));
    }
    Account app = this.channels.configured(attempt.channel());
    Instant since = now();
    Grant grant = new Grant(new Secret(code), attempt.redirect(), attempt.verifier());
    return switch (connector(attempt.kind()).exchange(app, grant)) {
      case AccountConnector.Answer.Refused(String reason) -> new ConnectionEnd.Refused(reason);
      case AccountConnector.Answer.Failed(String detail) -> new ConnectionEnd.Failed(detail);
      case AccountConnector.Answer.Opened(List<OpenedAccount> accounts) ->
          opened(attempt, app, accounts, since);
    };
  }

  private ConnectionEnd opened(
      ConnectionAttempt attempt, Account app, List<OpenedAccount> accounts, Instant since) {
    List<OpenedAccount> fitting = accounts.stream().filter(it -> Fitting.isOf(app, it)).toList();
    if (fitting.isEmpty()) {
      return new ConnectionEnd.Refused(Fitting.contradiction(app, accounts));
    }
    Optional<Connection> before = this.connections.of(attempt.channel());
    List<OpenedAccount> same =
        fitting.stream()
            .filter(it -> before.isEmpty() || before.get().accountId().equals(it.id()))
            .toList();
    if (same.isEmpty()) {
      return new ConnectionEnd.Refused(Fitting.anotherThan(before.orElseThrow(), fitting));
    }
    if (same.size() > 1) {
      this.attempts.offer(attempt.id(), same, now().plus(TIME));
      return new ConnectionEnd.ToChoose(attempt.id());
    }
    this.connections.connect(attempt, same.getFirst(), since);
    return new ConnectionEnd.Connected(same.getFirst().name());
  }

  /**
   * Among which accounts the person who began this way may choose: names by the platform's ids.
   * Empty where there is nothing to choose, or not any more.
   */
  public Map<String, String> choices(UUID attempt, Starter starter) {
    Map<String, String> names = new LinkedHashMap<>();
    this.attempts
        .choosing(attempt, starter.id())
        .map(it -> this.attempts.choices(it.id()))
        .orElse(List.of())
        .forEach(account -> names.put(account.id(), account.name()));
    return names;
  }

  /**
   * Connects the chosen account.
   *
   * @return the account's name
   * @throws NoSuchElementException when there is no such choice, or it is too late
   */
  public String choose(UUID attempt, String account, Starter starter) {
    ConnectionAttempt open =
        this.attempts
            .choosing(attempt, starter.id())
            .orElseThrow(() -> new NoSuchElementException("It is too late; connect again"));
    OpenedAccount chosen =
        this.attempts.choices(attempt).stream()
            .filter(it -> it.id().equals(account))
            .findFirst()
            .orElseThrow(() -> new NoSuchElementException("There is no such account to choose"));
    if (!this.attempts.chosen(attempt)) {
      throw new NoSuchElementException("An account was chosen already");
    }
    this.connections.connect(
        open, chosen, open.exchangingAt() == null ? now() : open.exchangingAt());
    return chosen.name();
  }

  private AccountConnector connector(String kind) {
    AccountConnector connector = this.connectors.get(kind);
    if (connector == null) {
      throw new NoSuchElementException(
          "Accounts of kind %s are not connected here; enter their credentials as docs/channels says"
              .formatted(kind));
    }
    return connector;
  }

  /** 256 random bits, as 43 letters that every address takes. */
  private Secret secret() {
    byte[] bits = new byte[32];
    this.random.nextBytes(bits);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  private Instant now() {
    return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
