// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** LinkedIn's tokens: whose they are, what they allow, when they end. */
final class LinkedinTokens {

  private static final Duration LIFE = Duration.ofDays(60);

  private final Clock clock;
  private final Map<String, Token> tokens = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private int refreshed;

  /** A token. */
  record Token(String author, Set<String> scopes, Instant endsAt) {

    boolean may(String scope) {
      return this.scopes.contains(scope);
    }
  }

  LinkedinTokens(Clock clock) {
    this.clock = clock;
  }

  void give(String token, String author, String... scopes) {
    this.tokens.put(token, new Token(author, Set.of(scopes), this.clock.instant().plus(LIFE)));
  }

  void revoke(String token) {
    this.revoked.add(token);
  }

  int refreshed() {
    return this.refreshed;
  }

  /** Why a token is not good; empty where it is. */
  Optional<SimulatorReply> refusal(String token) {
    if (token.isEmpty()) {
      return Optional.of(
          LinkedinReplies.token("EMPTY_ACCESS_TOKEN", "Empty oauth2_access_token", 65604));
    }
    if (this.revoked.contains(token)) {
      return Optional.of(
          LinkedinReplies.token(
              "REVOKED_ACCESS_TOKEN",
              "The token used in the request has been revoked by the user",
              65601));
    }
    Token known = this.tokens.get(token);
    if (known == null) {
      return Optional.of(
          LinkedinReplies.token("INVALID_ACCESS_TOKEN", "Invalid access token", 65600));
    }
    return this.clock.instant().isBefore(known.endsAt())
        ? Optional.empty()
        : Optional.of(
            LinkedinReplies.token(
                "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired", 65602));
  }

  Token of(String token) {
    return this.tokens.get(token);
  }

  /** Another token of the page; the refresh token stays and does not live longer. */
  SimulatorReply refresh(SimulatorRequest request) {
    Map<String, String> form = request.form();
    if (!isTheApp(form)) {
      return SimulatorReply.json(
          401,
          Map.of("error", "invalid_client", "error_description", "Client authentication failed"));
    }
    if (!"refresh_token".equals(form.get("grant_type"))
        || !LinkedinSimulator.REFRESH_TOKEN.equals(form.get("refresh_token"))) {
      return SimulatorReply.json(
          400,
          Map.of(
              "error", "invalid_request",
              "error_description", "The provided authorization grant or refresh token is invalid"));
    }
    this.refreshed++;
    String token = "linkedin-refreshed-token-" + this.refreshed;
    give(token, LinkedinSimulator.PAGE, "w_organization_social", "r_organization_social");
    return SimulatorReply.json(
        200,
        Map.of(
            "access_token",
            token,
            "expires_in",
            LIFE.toSeconds(),
            "refresh_token",
            LinkedinSimulator.REFRESH_TOKEN,
            "refresh_token_expires_in",
            31_536_000,
            "scope",
            "w_organization_social,r_organization_social"));
  }

  SimulatorReply introspect(SimulatorRequest request) {
    Map<String, String> form = request.form();
    Token token = this.tokens.get(form.get("token"));
    if (!isTheApp(form) || token == null) {
      return SimulatorReply.json(
          400, Map.of("error", "invalid_request", "error_description", "Invalid request"));
    }
    boolean active = refusal(form.get("token")).isEmpty();
    return SimulatorReply.json(
        200,
        Map.of(
            "active",
            active,
            "client_id",
            LinkedinSimulator.CLIENT_ID,
            "status",
            active ? "active" : "expired",
            "created_at",
            token.endsAt().minus(LIFE).getEpochSecond(),
            "expires_at",
            token.endsAt().getEpochSecond(),
            "scope",
            String.join(",", token.scopes().stream().sorted().toList()),
            "auth_type",
            "3L"));
  }

  private static boolean isTheApp(Map<String, String> form) {
    return LinkedinSimulator.CLIENT_ID.equals(form.get("client_id"))
        && LinkedinSimulator.CLIENT_SECRET.equals(form.get("client_secret"));
  }
}
