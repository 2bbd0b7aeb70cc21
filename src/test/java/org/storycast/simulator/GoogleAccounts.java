// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Google's consent page and token endpoint for one client and one user, who has agreed to some
 * scopes already. Each further consent adds a refresh token, and the earlier ones stay good.
 */
final class GoogleAccounts {

  static final String PREFIX = "https://www.googleapis.com/auth/";

  private static final Duration LIFE = Duration.ofSeconds(3599);
  private static final Duration CODE_LIFE = Duration.ofMinutes(10);
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");

  private final Clock clock;
  private final ConsentDesk desk;
  private final Set<String> redirects = new HashSet<>();
  private final Set<String> offline = new HashSet<>();
  private final Map<String, Consent> consents = new HashMap<>();
  private final Map<String, Access> accesses = new HashMap<>();
  private @Nullable Duration consentLife;
  private int connections;
  private int refreshes;

  GoogleAccounts(Clock clock) {
    this.clock = clock;
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id",
                YoutubeSimulator.CLIENT_ID,
                " ",
                Set.of("youtube", "youtube.upload", "youtube.force-ssl", "youtube.readonly")
                    .stream()
                    .map(PREFIX::concat)
                    .collect(Collectors.toUnmodifiableSet()),
                false,
                CODE_LIFE,
                ""));
    agreeTo(Set.of("youtube", "youtube.force-ssl"));
  }

  private record Consent(Set<String> scopes, @Nullable Instant end) {}

  private record Access(Set<String> scopes, Instant end) {}

  void agreeTo(Set<String> agreed) {
    this.consents.put(YoutubeSimulator.REFRESH_TOKEN, new Consent(agreed, endOfConsent()));
  }

  void endConsentAfter(Duration time) {
    this.consentLife = time;
    this.consents.replaceAll((token, consent) -> new Consent(consent.scopes(), endOfConsent()));
  }

  private @Nullable Instant endOfConsent() {
    return this.consentLife == null ? null : this.clock.instant().plus(this.consentLife);
  }

  void revoke() {
    this.consents.clear();
    this.accesses.clear();
  }

  void forgetAccessTokens() {
    this.accesses.clear();
  }

  int refreshes() {
    return this.refreshes;
  }

  void register(String redirect) {
    this.redirects.add(redirect);
    this.desk.register(redirect);
  }

  /**
   * A consent for offline access that was shown to the user is worth a refresh token. Who comes
   * back brings along more than the standard says.
   */
  SimulatorReply visit(SimulatorRequest request) {
    SimulatorReply reply = this.desk.visit(request);
    Matcher code = CODE.matcher(reply.headers().getOrDefault("Location", ""));
    boolean lasting =
        "offline".equals(request.query().get("access_type"))
            && Set.of(request.query().getOrDefault("prompt", "").split(" ")).contains("consent");
    if (!code.find()) {
      return reply;
    }
    if (lasting) {
      this.offline.add(URLDecoder.decode(code.group(1), StandardCharsets.UTF_8));
    }
    return reply.with("Location", reply.headers().get("Location") + "&authuser=0&prompt=consent");
  }

  SimulatorReply token(SimulatorRequest request) {
    Map<String, String> form = request.form();
    String type = request.header("content-type").orElse("");
    String grant = form.getOrDefault("grant_type", "");
    if (!type.startsWith("application/x-www-form-urlencoded")
        || !Set.of("refresh_token", "authorization_code").contains(grant)) {
      return oauthError(400, "unsupported_grant_type", "Invalid grant_type");
    }
    if (!YoutubeSimulator.CLIENT_ID.equals(form.get("client_id"))
        || !YoutubeSimulator.CLIENT_SECRET.equals(form.get("client_secret"))) {
      return oauthError(401, "invalid_client", "The OAuth client was not found.");
    }
    return grant.equals("refresh_token") ? refresh(form) : exchange(form);
  }

  private SimulatorReply refresh(Map<String, String> form) {
    Consent consent = this.consents.get(form.getOrDefault("refresh_token", ""));
    if (consent == null || isOver(consent.end())) {
      return oauthError(400, "invalid_grant", "Token has been expired or revoked.");
    }
    this.refreshes++;
    return SimulatorReply.json(200, given("ya29.access-" + this.refreshes, consent));
  }

  private boolean isOver(@Nullable Instant end) {
    return end != null && !this.clock.instant().isBefore(end);
  }

  private SimulatorReply exchange(Map<String, String> form) {
    String code = form.getOrDefault("code", "");
    String redirect = form.getOrDefault("redirect_uri", "");
    if (!this.redirects.contains(redirect)) {
      return oauthError(400, "redirect_uri_mismatch", "Bad Request");
    }
    boolean lasting = this.offline.remove(code);
    return this.desk
        .redeem(code, redirect, form.getOrDefault("code_verifier", ""))
        .map(scopes -> connected(shortened(scopes), lasting))
        .orElseGet(() -> oauthError(400, "invalid_grant", "Bad Request"));
  }

  private static Set<String> shortened(Set<String> scopes) {
    return scopes.stream()
        .map(scope -> scope.substring(PREFIX.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private SimulatorReply connected(Set<String> scopes, boolean lasting) {
    this.connections++;
    Consent consent = new Consent(scopes, endOfConsent());
    Map<String, Object> answer = given("ya29.connected-" + this.connections, consent);
    if (lasting) {
      String refreshToken = "1//0g-connected-" + this.connections;
      this.consents.put(refreshToken, consent);
      answer.put("refresh_token", refreshToken);
    }
    return SimulatorReply.json(200, answer);
  }

  private Map<String, Object> given(String token, Consent consent) {
    this.accesses.put(token, new Access(consent.scopes(), this.clock.instant().plus(LIFE)));
    Map<String, Object> answer = new HashMap<>();
    answer.put("access_token", token);
    answer.put("expires_in", LIFE.toSeconds());
    answer.put(
        "scope", consent.scopes().stream().map(PREFIX::concat).collect(Collectors.joining(" ")));
    answer.put("token_type", "Bearer");
    if (consent.end() != null) {
      answer.put(
          "refresh_token_expires_in",
          Duration.between(this.clock.instant(), consent.end()).toSeconds());
    }
    return answer;
  }

  private static SimulatorReply oauthError(int status, String error, String description) {
    return SimulatorReply.json(status, Map.of("error", error, "error_description", description));
  }

  /**
   * The refusal of a request without a good token, or whose token lacks every one of the scopes.
   */
  Optional<SimulatorReply> refusal(SimulatorRequest request, Set<String> sufficient) {
    Access access = this.accesses.get(request.bearer().orElse(""));
    if (access == null || isOver(access.end())) {
      return Optional.of(GoogleReplies.authError());
    }
    return access.scopes().stream().noneMatch(sufficient::contains)
        ? Optional.of(GoogleReplies.insufficientPermissions())
        : Optional.empty();
  }
}
