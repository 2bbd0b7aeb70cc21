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

  /** What a page's token allows. */
  static final String[] PAGE_SCOPES = {
    "w_organization_social", "r_organization_social", "r_organization_admin"
  };

  private static final Set<String> SCOPES =
      Set.of(
          "w_organization_social",
          "r_organization_social",
          "r_organization_admin",
          "rw_organization_admin",
          "w_member_social",
          "openid",
          "profile");
  private static final Duration LIFE = Duration.ofDays(60);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration CODE_LIFE = Duration.ofMinutes(30);

  private final Clock clock;
  private final Map<String, Token> tokens = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final ConsentDesk desk;
  private boolean isPartner;
  private int refreshed;
  private int given;

  /** A token. */
  record Token(String author, Set<String> scopes, Instant endsAt) {

    boolean may(String scope) {
      return this.scopes.contains(scope);
    }
  }

  LinkedinTokens(Clock clock) {
    this.clock = clock;
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id", LinkedinSimulator.CLIENT_ID, " ", SCOPES, false, CODE_LIFE, ""));
  }

  void registerRedirect(String redirect) {
    this.desk.register(redirect);
  }

  /** Gives refresh tokens, as to approved partners. */
  void makePartner() {
    this.isPartner = true;
  }

  /** The consent page, with LinkedIn's own words for what goes wrong. */
  SimulatorReply visit(SimulatorRequest request) {
    SimulatorReply reply = this.desk.visit(request);
    String back = reply.headers().getOrDefault("Location", "");
    return back.isEmpty()
        ? reply
        : reply.with(
            "Location",
            back.replace("error=access_denied", "error=user_cancelled_authorize")
                .replace("error=invalid_scope", "error=unauthorized_scope_error"));
  }

  /** Answers the token endpoint. */
  SimulatorReply answer(SimulatorRequest request) {
    if (!isTheApp(request.form())) {
      return error(401, "invalid_client", "Client authentication failed");
    }
    return "authorization_code".equals(request.form().get("grant_type"))
        ? exchange(request.form())
        : refresh(request.form());
  }

  private SimulatorReply exchange(Map<String, String> form) {
    return this.desk
        .redeem(form.getOrDefault("code", ""), form.getOrDefault("redirect_uri", ""), "")
        .map(this::given)
        .orElseGet(
            () ->
                error(
                    400,
                    "invalid_request",
                    "Unable to retrieve access token: appid/redirect uri/code verifier does not match"
                        + " authorization code. Or authorization code expired."));
  }

  /** A token of whoever consented: the member, who speaks for the page by its scopes. */
  private SimulatorReply given(Set<String> scopes) {
    this.given++;
    String token = "linkedin-given-token-" + this.given;
    String author =
        scopes.contains("w_organization_social")
            ? LinkedinSimulator.PAGE
            : LinkedinSimulator.MEMBER;
    give(token, author, scopes.toArray(String[]::new));
    Map<String, Object> answer = new HashMap<>();
    answer.put("access_token", token);
    answer.put("expires_in", LIFE.toSeconds());
    answer.put("scope", String.join(",", scopes));
    if (this.isPartner) {
      answer.put("refresh_token", LinkedinSimulator.REFRESH_TOKEN);
      answer.put("refresh_token_expires_in", YEAR.toSeconds());
    }
    return SimulatorReply.json(200, answer);
  }

  private static SimulatorReply error(int status, String error, String description) {
    return SimulatorReply.json(status, Map.of("error", error, "error_description", description));
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
  private SimulatorReply refresh(Map<String, String> form) {
    if (!"refresh_token".equals(form.get("grant_type"))
        || !LinkedinSimulator.REFRESH_TOKEN.equals(form.get("refresh_token"))) {
      return error(
          400, "invalid_request", "The provided authorization grant or refresh token is invalid");
    }
    this.refreshed++;
    String token = "linkedin-refreshed-token-" + this.refreshed;
    give(token, LinkedinSimulator.PAGE, PAGE_SCOPES);
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
            YEAR.toSeconds(),
            "scope",
            String.join(",", PAGE_SCOPES)));
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
