// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Access tokens: exchanged, renewed when a day old, dead when sixty; each with its scopes. */
final class ThreadsTokens {

  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofDays(60);
  private static final Duration RENEWABLE = Duration.ofDays(1);

  private final Clock clock;
  private final Map<String, Token> tokens = new HashMap<>();
  private final ConsentDesk desk;
  private boolean tellsTesters = true;
  private int count;

  private record Token(Instant issuedAt, Duration life, Set<String> scopes) {}

  ThreadsTokens(Clock clock) {
    this.clock = clock;
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id",
                ThreadsSimulator.APP_ID,
                ",",
                ThreadsSimulator.SCOPES,
                false,
                SHORT,
                "#_"));
  }

  void issue(String token, Set<String> scopes) {
    this.tokens.put(token, new Token(this.clock.instant(), LONG, scopes));
  }

  private Token check(String token) {
    Token known = this.tokens.get(token);
    if (known == null) {
      throw new ThreadsError.Refused(ThreadsError.INVALID_TOKEN);
    }
    if (!this.clock.instant().isBefore(known.issuedAt().plus(known.life()))) {
      throw new ThreadsError.Refused(ThreadsError.EXPIRED_TOKEN);
    }
    return known;
  }

  void check(String token, String scope) {
    if (!check(token).scopes().contains(scope)) {
      throw new ThreadsError.Refused(ThreadsError.PERMISSION);
    }
  }

  ConsentDesk desk() {
    return this.desk;
  }

  /** Nobody but testers of the app is told what their token is worth. */
  void forgetTesters() {
    this.tellsTesters = false;
  }

  /** The host of logins writes its errors flat. */
  SimulatorReply exchangeCode(Map<String, String> form) {
    boolean known =
        form.getOrDefault("client_id", "").equals(ThreadsSimulator.APP_ID)
            && form.getOrDefault("client_secret", "").equals(ThreadsSimulator.APP_SECRET);
    if (!known) {
      return flat("Error validating application");
    }
    if (!form.getOrDefault("grant_type", "").equals("authorization_code")) {
      return flat("Invalid grant_type");
    }
    return this.desk
        .redeem(form.getOrDefault("code", ""), form.getOrDefault("redirect_uri", ""), "")
        .map(
            scopes ->
                SimulatorReply.json(
                    200,
                    Map.of(
                        "access_token",
                        fresh(SHORT, scopes),
                        "user_id",
                        Long.parseLong(ThreadsSimulator.USER_ID))))
        .orElseGet(() -> flat("Matching code was not found or was already used"));
  }

  private static SimulatorReply flat(String message) {
    return SimulatorReply.json(
        400, Map.of("error_type", "OAuthException", "code", 400, "error_message", message));
  }

  /** What a token is worth, by another of the same app. */
  SimulatorReply worth(String asking, String asked) {
    check(asking);
    if (!this.tellsTesters) {
      throw new ThreadsError.Refused(ThreadsError.PERMISSION);
    }
    Token token = check(asked);
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            Map.of(
                "type",
                "USER",
                "is_valid",
                true,
                "issued_at",
                token.issuedAt().getEpochSecond(),
                "expires_at",
                token.issuedAt().plus(token.life()).getEpochSecond(),
                "scopes",
                token.scopes().stream().sorted().toList(),
                "user_id",
                ThreadsSimulator.USER_ID)));
  }

  SimulatorReply exchange(Map<String, String> query) {
    Token old = check(query.getOrDefault("access_token", ""));
    if (!query.getOrDefault("grant_type", "").equals("th_exchange_token")
        || !query.getOrDefault("client_secret", "").equals(ThreadsSimulator.APP_SECRET)) {
      throw new ThreadsError.Refused(ThreadsError.INVALID);
    }
    return longLived(old);
  }

  /** The old token stays good until its own end. */
  SimulatorReply renew(Map<String, String> query) {
    Token old = check(query.getOrDefault("access_token", ""));
    boolean isYoung = this.clock.instant().isBefore(old.issuedAt().plus(RENEWABLE));
    if (isYoung || !query.getOrDefault("grant_type", "").equals("th_refresh_token")) {
      throw new ThreadsError.Refused(ThreadsError.INVALID);
    }
    return longLived(old);
  }

  private SimulatorReply longLived(Token old) {
    return SimulatorReply.json(
        200,
        Map.of(
            "access_token",
            fresh(LONG, old.scopes()),
            "token_type",
            "bearer",
            "expires_in",
            LONG.toSeconds()));
  }

  private String fresh(Duration life, Set<String> scopes) {
    this.count++;
    String token = "THAAfresh" + this.count;
    this.tokens.put(token, new Token(this.clock.instant(), life, scopes));
    return token;
  }
}
