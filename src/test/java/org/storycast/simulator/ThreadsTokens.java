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
  private int count;

  private record Token(Instant issuedAt, Duration life, Set<String> scopes) {}

  ThreadsTokens(Clock clock) {
    this.clock = clock;
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

  SimulatorReply exchangeCode(Map<String, String> form) {
    if (!form.getOrDefault("grant_type", "").equals("authorization_code")
        || !form.getOrDefault("code", "").equals(ThreadsSimulator.LOGIN_CODE)
        || !form.getOrDefault("client_secret", "").equals(ThreadsSimulator.APP_SECRET)) {
      throw new ThreadsError.Refused(ThreadsError.INVALID);
    }
    String token = fresh(SHORT, ThreadsSimulator.SCOPES);
    return SimulatorReply.json(
        200, Map.of("access_token", token, "user_id", Long.parseLong(ThreadsSimulator.USER_ID)));
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
