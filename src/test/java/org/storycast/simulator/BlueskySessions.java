// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sessions: opened with a password, renewed with a token that is replaced each time. */
final class BlueskySessions {

  private static final Duration ACCESS = Duration.ofMinutes(120);
  private static final Duration REFRESH = Duration.ofDays(90);
  private static final Duration GRACE = Duration.ofHours(2);

  boolean active = true;
  boolean emailConfirmed = true;
  boolean secondFactor;

  private final Clock clock;
  private final Map<String, Instant> access = new HashMap<>();
  private final Map<String, Instant> refresh = new HashMap<>();
  private String server = "";
  private int count;

  BlueskySessions(Clock clock) {
    this.clock = clock;
  }

  void servedAt(String server) {
    this.server = server;
  }

  SimulatorReply create(JsonNode given) {
    String who = given.path("identifier").asString("");
    if (given.path("password").asString("").isEmpty() || who.isEmpty()) {
      return BlueskyReplies.invalid("Input must have the property \"identifier\"");
    }
    boolean isKnown = who.equals(BlueskySimulator.HANDLE) || who.equals(BlueskySimulator.DID);
    if (!isKnown || !given.path("password").asString("").equals(BlueskySimulator.PASSWORD)) {
      return BlueskyReplies.error(401, "AuthenticationRequired", "Invalid identifier or password");
    }
    if (this.secondFactor) {
      return BlueskyReplies.error(
          401, "AuthFactorTokenRequired", "A sign in code has been sent to your email address");
    }
    return opened();
  }

  private SimulatorReply opened() {
    Map<String, Object> session = described();
    session.put("accessJwt", token("access", ACCESS, this.access));
    session.put("refreshJwt", token("refresh", REFRESH, this.refresh));
    return SimulatorReply.json(200, session);
  }

  private Map<String, Object> described() {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("did", BlueskySimulator.DID);
    session.put("handle", BlueskySimulator.HANDLE);
    session.put("email", "desk@courier.example");
    session.put("emailConfirmed", this.emailConfirmed);
    session.put("emailAuthFactor", this.secondFactor);
    session.put("active", this.active);
    if (!this.active) {
      session.put("status", "deactivated");
    }
    session.put(
        "didDoc",
        Map.of(
            "id",
            BlueskySimulator.DID,
            "service",
            List.of(
                Map.of(
                    "id",
                    "#atproto_pds",
                    "type",
                    "AtprotoPersonalDataServer",
                    "serviceEndpoint",
                    this.server))));
    return session;
  }

  private String token(String kind, Duration life, Map<String, Instant> tokens) {
    this.count++;
    String claims =
        "{\"scope\":\"com.atproto.%s\",\"sub\":\"%s\",\"jti\":\"%d\"}"
            .formatted(kind, BlueskySimulator.DID, this.count);
    String token =
        "eyJhbGciOiJFUzI1NksifQ.%s.sig%d"
            .formatted(
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(claims.getBytes(StandardCharsets.UTF_8)),
                this.count);
    tokens.put(token, this.clock.instant().plus(life));
    return token;
  }

  /** The old token stays good for two hours, so that a lost answer does no harm. */
  SimulatorReply renew(String token) {
    if (!isGood(token, this.refresh)) {
      return this.refresh.containsKey(token)
          ? BlueskyReplies.error(400, "ExpiredToken", "Token has been revoked")
          : BlueskyReplies.error(400, "InvalidToken", "Token could not be verified");
    }
    Instant grace = this.clock.instant().plus(GRACE);
    this.refresh.merge(token, grace, (end, limit) -> end.isBefore(limit) ? end : limit);
    return opened();
  }

  SimulatorReply show() {
    return SimulatorReply.json(200, described());
  }

  /** Ends with what a server says to a token that is not good. */
  void check(String token) {
    if (token.isEmpty()) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(401, "AuthMissing", "Authentication Required"));
    }
    if (!this.access.containsKey(token)) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(400, "InvalidToken", "Token could not be verified"));
    }
    if (!isGood(token, this.access)) {
      throw new BlueskyReplies.Refused(BlueskyReplies.expired());
    }
    if (!this.active) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(401, "AccountTakedown", "Account has been taken down"));
    }
  }

  private boolean isGood(String token, Map<String, Instant> tokens) {
    Instant end = tokens.get(token);
    return end != null && this.clock.instant().isBefore(end);
  }

  /** Revokes every session, as a changed password does. */
  void revokeAll() {
    this.access.replaceAll((token, end) -> Instant.EPOCH);
    this.refresh.replaceAll((token, end) -> Instant.EPOCH);
  }
}
