// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Access tokens: exchanged, refreshed when a day old, lost when sixty. */
final class InstagramTokens {

  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofDays(60);
  private static final Duration REFRESHABLE = Duration.ofDays(1);

  private final Clock clock;
  private final Map<String, Instant> issuedAt = new HashMap<>();
  private final Map<String, Duration> lifetimes = new HashMap<>();
  private int count;

  InstagramTokens(Clock clock) {
    this.clock = clock;
  }

  void issue(String token, Duration lifetime) {
    this.issuedAt.put(token, this.clock.instant());
    this.lifetimes.put(token, lifetime);
  }

  void check(String token) {
    if (!this.issuedAt.containsKey(token)) {
      throw new InstagramError.Refused(InstagramError.INVALID_TOKEN);
    }
    Instant end = this.issuedAt.get(token).plus(this.lifetimes.get(token));
    if (!this.clock.instant().isBefore(end)) {
      throw new InstagramError.Refused(InstagramError.EXPIRED_TOKEN);
    }
  }

  /** A code from the login page becomes a token of an hour; both known shapes of the answer. */
  SimulatorReply exchangeCode(Map<String, String> form, boolean wrapped) {
    if (!form.getOrDefault("code", "").equals(InstagramSimulator.LOGIN_CODE)
        || !form.getOrDefault("client_secret", "").equals(InstagramSimulator.APP_SECRET)) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    String token = fresh(SHORT);
    Map<String, Object> answer =
        Map.of("access_token", token, "user_id", InstagramSimulator.USER_ID, "permissions", "");
    return SimulatorReply.json(200, wrapped ? Map.of("data", List.of(answer)) : answer);
  }

  SimulatorReply exchange(Map<String, String> query) {
    check(query.getOrDefault("access_token", ""));
    if (!query.getOrDefault("client_secret", "").equals(InstagramSimulator.APP_SECRET)) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    return longLived();
  }

  SimulatorReply refresh(Map<String, String> query) {
    String token = query.getOrDefault("access_token", "");
    check(token);
    if (this.clock.instant().isBefore(this.issuedAt.get(token).plus(REFRESHABLE))) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    return longLived();
  }

  private SimulatorReply longLived() {
    return SimulatorReply.json(
        200,
        Map.of(
            "access_token", fresh(LONG), "token_type", "bearer", "expires_in", LONG.toSeconds()));
  }

  private String fresh(Duration lifetime) {
    this.count++;
    String token = "IGAAfresh" + this.count;
    issue(token, lifetime);
    return token;
  }
}
