// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The consent page and the token endpoint of X's OAuth 2.0, for one confidential client. */
final class XTokens {

  /** All that the app may ask for. */
  static final Set<String> SCOPES =
      Set.of(
          "tweet.read",
          "tweet.write",
          "users.read",
          "media.write",
          "offline.access",
          "follows.read");

  private static final Duration TOKEN_LIFE = Duration.ofHours(2);
  private static final Duration CODE_LIFE = Duration.ofSeconds(30);

  private final Clock clock;
  private final ConsentDesk desk;
  private final Map<String, Bearer> bearers = new HashMap<>();
  private final Map<String, Set<String>> refreshTokens = new HashMap<>();
  private String newest = XSimulator.FIRST_REFRESH_TOKEN;
  private int tokens;

  private record Bearer(Set<String> scopes, Instant end) {}

  XTokens(Clock clock) {
    this.clock = clock;
    this.refreshTokens.put(this.newest, SCOPES);
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id", XSimulator.CLIENT_ID, " ", SCOPES, true, CODE_LIFE, ""));
  }

  void registerRedirect(String redirect) {
    this.desk.register(redirect);
  }

  SimulatorReply visit(SimulatorRequest request) {
    return this.desk.visit(request);
  }

  /** What a user token allows; empty where it is unknown or over. */
  Optional<Set<String>> scopesOf(String token) {
    return Optional.ofNullable(this.bearers.get(token))
        .filter(bearer -> this.clock.instant().isBefore(bearer.end()))
        .map(Bearer::scopes);
  }

  /** A new user token that may do everything. */
  String issueBearer() {
    return issueBearer(SCOPES);
  }

  private String issueBearer(Set<String> scopes) {
    this.tokens++;
    String token = "bearer-" + this.tokens;
    this.bearers.put(token, new Bearer(scopes, this.clock.instant().plus(TOKEN_LIFE)));
    return token;
  }

  void endBearers() {
    this.bearers.clear();
  }

  /** The refresh token that was given last. */
  String refreshToken() {
    return this.newest;
  }

  /** Answers the token endpoint; a code is good once, and so is a refresh token. */
  SimulatorReply answer(SimulatorRequest request) {
    String client =
        Base64.getEncoder()
            .encodeToString(
                (XSimulator.CLIENT_ID + ":" + XSimulator.CLIENT_SECRET)
                    .getBytes(StandardCharsets.UTF_8));
    if (!request.header("authorization").equals(Optional.of("Basic " + client))) {
      return error(401, "unauthorized_client", "Missing valid authorization header");
    }
    return switch (request.form().getOrDefault("grant_type", "")) {
      case "authorization_code" -> exchange(request.form());
      case "refresh_token" -> refresh(request.form());
      default -> error(400, "unsupported_grant_type", "The grant type is not supported");
    };
  }

  private SimulatorReply exchange(Map<String, String> form) {
    return this.desk
        .redeem(
            form.getOrDefault("code", ""),
            form.getOrDefault("redirect_uri", ""),
            form.getOrDefault("code_verifier", ""))
        .map(this::given)
        .orElseGet(
            () ->
                error(
                    400,
                    "invalid_request",
                    "Value passed for the authorization code was invalid."));
  }

  private SimulatorReply refresh(Map<String, String> form) {
    Set<String> scopes = this.refreshTokens.remove(form.getOrDefault("refresh_token", ""));
    return scopes == null
        ? error(400, "invalid_request", "Value passed for the token was invalid.")
        : given(scopes);
  }

  private SimulatorReply given(Set<String> scopes) {
    Map<String, Object> answer = new HashMap<>();
    answer.put("token_type", "bearer");
    answer.put("expires_in", TOKEN_LIFE.toSeconds());
    answer.put("access_token", issueBearer(scopes));
    answer.put("scope", String.join(" ", new LinkedHashSet<>(scopes)));
    if (scopes.contains("offline.access")) {
      this.newest = "refresh-" + this.tokens;
      this.refreshTokens.put(this.newest, scopes);
      answer.put("refresh_token", this.newest);
    }
    return SimulatorReply.json(200, answer);
  }

  private static SimulatorReply error(int status, String error, String description) {
    return SimulatorReply.json(status, Map.of("error", error, "error_description", description));
  }
}
