// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who calls X: an OAuth 1.0a signature, checked, or a bearer token of OAuth 2.0. */
final class XAuthorization {

  private static final Set<String> NEEDED =
      Set.of(
          "oauth_consumer_key",
          "oauth_nonce",
          "oauth_signature",
          "oauth_signature_method",
          "oauth_timestamp",
          "oauth_token",
          "oauth_version");
  private static final Duration TOKEN_LIFE = Duration.ofHours(2);

  /** Who speaks. */
  enum Caller {
    /** The account. */
    USER,
    /** The app alone, which may read. */
    APP,
    /** Nobody known. */
    NOBODY
  }

  private final Clock clock;
  private final Map<String, Instant> bearers = new HashMap<>();
  private String refreshToken = XSimulator.FIRST_REFRESH_TOKEN;
  private int tokens;

  XAuthorization(Clock clock) {
    this.clock = clock;
  }

  Caller callerOf(SimulatorRequest request) {
    String header = request.header("authorization").orElse("");
    if (header.startsWith("OAuth ")) {
      return isSigned(request, header.substring(6)) ? Caller.USER : Caller.NOBODY;
    }
    return request.bearer().map(this::bearer).orElse(Caller.NOBODY);
  }

  private Caller bearer(String token) {
    if (token.equals(XSimulator.APP_TOKEN)) {
      return Caller.APP;
    }
    Instant end = this.bearers.get(token);
    return end != null && this.clock.instant().isBefore(end) ? Caller.USER : Caller.NOBODY;
  }

  private static boolean isSigned(SimulatorRequest request, String header) {
    Map<String, String> given = parse(header);
    return given.keySet().equals(NEEDED)
        && given.get("oauth_consumer_key").equals(XSimulator.API_KEY)
        && given.get("oauth_token").equals(XSimulator.ACCESS_TOKEN)
        && given.get("oauth_signature_method").equals("HMAC-SHA1")
        && given.get("oauth_version").equals("1.0")
        && given.get("oauth_timestamp").matches("[0-9]{10}")
        && !given.get("oauth_nonce").isEmpty()
        && given.get("oauth_signature").equals(expected(request, given));
  }

  private static Map<String, String> parse(String header) {
    Map<String, String> given = new HashMap<>();
    for (String pair : header.split(",")) {
      String[] sides = pair.strip().split("=", 2);
      if (sides.length == 2) {
        String value = sides[1].replaceAll("^\"|\"$", "");
        given.put(sides[0], URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return given;
  }

  private static String expected(SimulatorRequest request, Map<String, String> given) {
    Map<String, String> parameters = new LinkedHashMap<>(request.query());
    if (request.header("content-type").orElse("").startsWith("application/x-www-form")) {
      parameters.putAll(request.form());
    }
    parameters.putAll(given);
    parameters.remove("oauth_signature");
    return OAuthSignature.of(
        request.method(),
        "http://" + request.header("host").orElse("") + request.path(),
        parameters,
        XSimulator.API_SECRET,
        XSimulator.ACCESS_TOKEN_SECRET);
  }

  /** A new user token, as the authorisation page would give it. */
  String issueBearer() {
    this.tokens++;
    String token = "bearer-" + this.tokens;
    this.bearers.put(token, this.clock.instant().plus(TOKEN_LIFE));
    return token;
  }

  void endBearers() {
    this.bearers.clear();
  }

  /** The refresh token that is good now. */
  String refreshToken() {
    return this.refreshToken;
  }

  /** Answers the token endpoint; a refresh token is good once. */
  SimulatorReply refresh(SimulatorRequest request) {
    Map<String, String> form = request.form();
    String client =
        Base64.getEncoder()
            .encodeToString(
                (XSimulator.CLIENT_ID + ":" + XSimulator.CLIENT_SECRET)
                    .getBytes(StandardCharsets.UTF_8));
    if (!request.header("authorization").equals(Optional.of("Basic " + client))) {
      return oauthError(401, "unauthorized_client", "Missing valid authorization header");
    }
    if (!"refresh_token".equals(form.get("grant_type"))
        || !this.refreshToken.equals(form.get("refresh_token"))) {
      return oauthError(400, "invalid_request", "Value passed for the token was invalid.");
    }
    String access = issueBearer();
    this.refreshToken = "refresh-" + this.tokens;
    return SimulatorReply.json(
        200,
        Map.of(
            "token_type",
            "bearer",
            "expires_in",
            TOKEN_LIFE.toSeconds(),
            "access_token",
            access,
            "scope",
            "tweet.read tweet.write users.read media.write offline.access",
            "refresh_token",
            this.refreshToken));
  }

  private static SimulatorReply oauthError(int status, String error, String description) {
    return SimulatorReply.json(status, Map.of("error", error, "error_description", description));
  }
}
