// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * TikTok's consent page and tokens for one app and one creator: each refresh, and each further
 * consent, replaces the refresh token.
 */
final class TiktokAccounts {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** TikTok does not say how long; RFC 6749 advises ten minutes at most. */
  private static final Duration CODE_LIFE = Duration.ofMinutes(10);

  private final Clock clock;
  private final ConsentDesk desk;
  private final Map<String, Instant> expiries = new HashMap<>();
  private final Map<String, Deque<Instant>> calls = new HashMap<>();
  private Set<String> scopes = Set.of("user.info.basic", "video.publish", "video.list");
  private String refreshToken = TiktokSimulator.REFRESH_TOKEN;
  private Instant refreshExpiry;
  private Duration accessLife = Duration.ofSeconds(7_200);
  private Duration refreshLife = Duration.ofSeconds(15_552_000);
  private int refusalStatus = 200;
  private int refreshes;

  TiktokAccounts(Clock clock) {
    this.clock = clock;
    this.refreshExpiry = clock.instant().plus(this.refreshLife);
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_key",
                TiktokSimulator.CLIENT_KEY,
                ",",
                Set.of("user.info.basic", "video.publish", "video.list"),
                false,
                CODE_LIFE,
                ""));
  }

  void register(String redirect) {
    this.desk.register(redirect);
  }

  /** Who comes back with a code brings the scopes along, which the token says too. */
  SimulatorReply visit(SimulatorRequest request) {
    SimulatorReply reply = this.desk.visit(request);
    String location = reply.headers().getOrDefault("Location", "");
    String asked = request.query().getOrDefault("scope", "");
    String allowed = "part".equals(request.query().get("decision")) ? asked.split(",")[0] : asked;
    return location.contains("?code=")
        ? reply.with("Location", location + "&scopes=" + allowed.replace(",", "%2C"))
        : reply;
  }

  void agreeTo(Set<String> agreed) {
    this.scopes = agreed;
  }

  void giveTokensFor(Duration access, Duration refresh) {
    this.accessLife = access;
    this.refreshLife = refresh;
    this.refreshExpiry = this.clock.instant().plus(refresh);
  }

  void refuseWith(int status) {
    this.refusalStatus = status;
  }

  void forgetAccessTokens() {
    this.expiries.clear();
  }

  int refreshes() {
    return this.refreshes;
  }

  SimulatorReply token(SimulatorRequest request) {
    Map<String, String> form = request.form();
    if (!request
        .header("content-type")
        .orElse("")
        .startsWith("application/x-www-form-urlencoded")) {
      return refuse("invalid_request", "Only `application/x-www-form-urlencoded` is supported");
    }
    String grant = form.getOrDefault("grant_type", "");
    if (!Set.of("refresh_token", "authorization_code").contains(grant)) {
      return refuse("unsupported_grant_type", "The grant type is not supported");
    }
    if (!TiktokSimulator.CLIENT_KEY.equals(form.get("client_key"))
        || !TiktokSimulator.CLIENT_SECRET.equals(form.get("client_secret"))) {
      return refuse("invalid_client", "Client key or secret is incorrect.");
    }
    return grant.equals("refresh_token") ? refresh(form) : exchange(form);
  }

  private SimulatorReply refresh(Map<String, String> form) {
    return this.refreshToken.equals(form.get("refresh_token"))
            && this.clock.instant().isBefore(this.refreshExpiry)
        ? rotated()
        : refuse("invalid_grant", "Refresh token is invalid or expired.");
  }

  private SimulatorReply exchange(Map<String, String> form) {
    return this.desk
        .redeem(
            form.getOrDefault("code", ""),
            form.getOrDefault("redirect_uri", ""),
            form.getOrDefault("code_verifier", ""))
        .map(
            agreed -> {
              this.scopes = agreed;
              return rotated();
            })
        .orElseGet(() -> refuse("invalid_grant", "Authorization code is invalid or expired."));
  }

  private SimulatorReply rotated() {
    this.refreshes++;
    Instant now = this.clock.instant();
    String access = "act.simulated-" + this.refreshes;
    this.refreshToken = "rft.simulated-" + this.refreshes;
    this.refreshExpiry = now.plus(this.refreshLife);
    this.expiries.put(access, now.plus(this.accessLife));
    return SimulatorReply.json(
        200,
        Map.of(
            "access_token",
            access,
            "expires_in",
            this.accessLife.toSeconds(),
            "open_id",
            "afd97af1-0000-4000-8000-000000000000",
            "refresh_expires_in",
            this.refreshLife.toSeconds(),
            "refresh_token",
            this.refreshToken,
            "scope",
            String.join(",", this.scopes),
            "token_type",
            "Bearer"));
  }

  private SimulatorReply refuse(String error, String description) {
    return TiktokReplies.oauthError(this.refusalStatus, error, description);
  }

  /** The refusal of a call without a good token, without its scope, or beyond its rate. */
  Optional<SimulatorReply> refusal(SimulatorRequest request, String scope, int perMinute) {
    String token = request.bearer().orElse("");
    Instant expiry = this.expiries.get(token);
    if (expiry == null || !this.clock.instant().isBefore(expiry)) {
      return Optional.of(badToken());
    }
    if (!this.scopes.contains(scope)) {
      return Optional.of(
          TiktokReplies.refusal(
              401, "scope_not_authorized", "The user did not authorize the scope " + scope));
    }
    return isTooFast(token + request.path(), perMinute)
        ? Optional.of(
            TiktokReplies.refusal(
                429, "rate_limit_exceeded", "The API rate limit was exceeded. Try again later."))
        : Optional.empty();
  }

  static SimulatorReply badToken() {
    return TiktokReplies.refusal(
        401, "access_token_invalid", "The access token is invalid or not found in the request.");
  }

  private boolean isTooFast(String what, int perMinute) {
    Deque<Instant> recent = this.calls.computeIfAbsent(what, key -> new ArrayDeque<>());
    Instant now = this.clock.instant();
    while (!recent.isEmpty() && !now.isBefore(recent.getFirst().plus(MINUTE))) {
      recent.removeFirst();
    }
    if (recent.size() >= perMinute) {
      return true;
    }
    recent.addLast(now);
    return false;
  }
}
