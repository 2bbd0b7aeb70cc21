// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** Who speaks. */
  enum Caller {
    /** The account. */
    USER,
    /** The app alone, which may read. */
    APP,
    /** Nobody known. */
    NOBODY
  }

  private final XTokens tokens;

  XAuthorization(XTokens tokens) {
    this.tokens = tokens;
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
    return this.tokens.scopesOf(token).isPresent() ? Caller.USER : Caller.NOBODY;
  }

  /** Whether the caller may do this: a signature may do all that the app may. */
  boolean allows(SimulatorRequest request, XEndpoint endpoint) {
    return request
        .bearer()
        .flatMap(this.tokens::scopesOf)
        .map(scopes -> scopes.containsAll(endpoint.scopes()))
        .orElse(true);
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
}
