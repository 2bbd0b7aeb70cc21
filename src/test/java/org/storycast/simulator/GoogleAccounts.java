// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Google's token endpoint for one client and one user who agreed to some scopes. */
final class GoogleAccounts {

  private static final Duration LIFE = Duration.ofSeconds(3599);
  private static final String PREFIX = "https://www.googleapis.com/auth/";

  private final Clock clock;
  private final Map<String, Instant> expiries = new HashMap<>();
  private Set<String> scopes = Set.of("youtube", "youtube.force-ssl");
  private Duration consentLife = Duration.ZERO;
  private boolean revoked;
  private int refreshes;

  GoogleAccounts(Clock clock) {
    this.clock = clock;
  }

  void agreeTo(Set<String> agreed) {
    this.scopes = agreed;
  }

  void endConsentAfter(Duration time) {
    this.consentLife = time;
  }

  void revoke() {
    this.revoked = true;
    this.expiries.clear();
  }

  void forgetAccessTokens() {
    this.expiries.clear();
  }

  int refreshes() {
    return this.refreshes;
  }

  SimulatorReply token(SimulatorRequest request) {
    Map<String, String> form = request.form();
    if (!request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")
        || !"refresh_token".equals(form.get("grant_type"))) {
      return oauthError(400, "unsupported_grant_type", "Invalid grant_type");
    }
    if (!YoutubeSimulator.CLIENT_ID.equals(form.get("client_id"))
        || !YoutubeSimulator.CLIENT_SECRET.equals(form.get("client_secret"))) {
      return oauthError(401, "invalid_client", "The OAuth client was not found.");
    }
    if (this.revoked || !YoutubeSimulator.REFRESH_TOKEN.equals(form.get("refresh_token"))) {
      return oauthError(400, "invalid_grant", "Token has been expired or revoked.");
    }
    this.refreshes++;
    String token = "ya29.access-" + this.refreshes;
    this.expiries.put(token, this.clock.instant().plus(LIFE));
    Map<String, Object> answer = new HashMap<>();
    answer.put("access_token", token);
    answer.put("expires_in", LIFE.toSeconds());
    answer.put("scope", String.join(" ", this.scopes.stream().map(it -> PREFIX + it).toList()));
    answer.put("token_type", "Bearer");
    if (!this.consentLife.isZero()) {
      answer.put("refresh_token_expires_in", this.consentLife.toSeconds());
    }
    return SimulatorReply.json(200, answer);
  }

  private static SimulatorReply oauthError(int status, String error, String description) {
    return SimulatorReply.json(status, Map.of("error", error, "error_description", description));
  }

  /**
   * The refusal of a request without a good token, or whose token lacks every one of the scopes.
   */
  Optional<SimulatorReply> refusal(SimulatorRequest request, Set<String> sufficient) {
    Instant expiry = this.expiries.get(request.bearer().orElse(""));
    if (expiry == null || !this.clock.instant().isBefore(expiry)) {
      return Optional.of(GoogleReplies.authError());
    }
    return this.scopes.stream().noneMatch(sufficient::contains)
        ? Optional.of(GoogleReplies.insufficientPermissions())
        : Optional.empty();
  }
}
