// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Access tokens: exchanged, refreshed when a day old, lost when sixty. */
final class InstagramTokens {

  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofDays(60);
  private static final Duration REFRESHABLE = Duration.ofDays(1);

  private final Clock clock;
  private final ConsentDesk desk;
  private final Map<String, Instant> issuedAt = new HashMap<>();
  private final Map<String, Duration> lifetimes = new HashMap<>();
  private int count;

  InstagramTokens(Clock clock) {
    this.clock = clock;
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id",
                InstagramSimulator.INSTAGRAM_APP_ID,
                ",",
                InstagramSimulator.INSTAGRAM_SCOPES,
                false,
                SHORT,
                "#_"));
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

  ConsentDesk desk() {
    return this.desk;
  }

  /** A code becomes a token of an hour; both known shapes of the answer, and errors are flat. */
  SimulatorReply exchangeCode(Map<String, String> form, boolean wrapped) {
    boolean known =
        form.getOrDefault("client_id", "").equals(InstagramSimulator.INSTAGRAM_APP_ID)
            && form.getOrDefault("client_secret", "")
                .equals(InstagramSimulator.INSTAGRAM_APP_SECRET);
    if (!known) {
      return flat("Error validating application");
    }
    if (!form.getOrDefault("grant_type", "").equals("authorization_code")) {
      return flat("Invalid grant_type");
    }
    return this.desk
        .redeem(form.getOrDefault("code", ""), form.getOrDefault("redirect_uri", ""), "")
        .map(scopes -> brief(scopes, wrapped))
        .orElseGet(() -> flat("Matching code was not found or was already used"));
  }

  private SimulatorReply brief(Set<String> scopes, boolean wrapped) {
    Map<String, Object> answer =
        Map.of(
            "access_token",
            fresh(SHORT),
            "user_id",
            InstagramSimulator.USER_ID,
            "permissions",
            scopes.stream().sorted().collect(Collectors.joining(",")));
    return SimulatorReply.json(200, wrapped ? Map.of("data", List.of(answer)) : answer);
  }

  private static SimulatorReply flat(String message) {
    return SimulatorReply.json(
        400, Map.of("error_type", "OAuthException", "code", 400, "error_message", message));
  }

  SimulatorReply exchange(Map<String, String> query) {
    check(query.getOrDefault("access_token", ""));
    boolean right =
        query.getOrDefault("client_secret", "").equals(InstagramSimulator.INSTAGRAM_APP_SECRET)
            && query.getOrDefault("grant_type", "").equals("ig_exchange_token");
    if (!right) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    return longLived();
  }

  SimulatorReply refresh(Map<String, String> query) {
    String token = query.getOrDefault("access_token", "");
    check(token);
    boolean young = this.clock.instant().isBefore(this.issuedAt.get(token).plus(REFRESHABLE));
    if (young || !query.getOrDefault("grant_type", "").equals("ig_refresh_token")) {
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
