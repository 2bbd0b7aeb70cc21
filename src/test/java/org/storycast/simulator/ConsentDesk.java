// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A platform's page on which a person allows an app to act for an account, and the codes that the
 * person is sent back with, each good once. It sends back to registered addresses only, and shows
 * its refusals to the person otherwise, as RFC 6749 demands (section 4.1.2.1).
 */
final class ConsentDesk {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Allow</title></head>
      <body><h1>May the app act for this account?</h1><ul>%s</ul>
      <p><a id="allow" href="%s">Allow</a> <a id="part" href="%s">Allow the first only</a>
      <a id="deny" href="%s">Deny</a></p></body></html>
      """;

  private final Clock clock;
  private final Rules rules;
  private final Set<String> redirects = new HashSet<>();
  private final Map<String, Issued> codes = new HashMap<>();
  private int visits;

  ConsentDesk(Clock clock, Rules rules) {
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * How the platform does it.
   *
   * @param clientParameter what it calls the client's id
   * @param clientId of the one registered app
   * @param separator between scopes
   * @param scopes all that the app may ask for
   * @param challenged whether a challenge must come along
   * @param codeLife how long a code is good for
   * @param suffix what it hangs behind the address, such as {@code #_}
   */
  record Rules(
      String clientParameter,
      String clientId,
      String separator,
      Set<String> scopes,
      boolean challenged,
      Duration codeLife,
      String suffix) {}

  private record Issued(Set<String> scopes, String redirect, String challenge, Instant end) {}

  /** Registers an address to come back to; another than exactly this one is refused. */
  void register(String redirect) {
    this.redirects.add(redirect);
  }

  /** The page, or where a decision on it leads. */
  SimulatorReply visit(SimulatorRequest request) {
    Map<String, String> query = request.query();
    if (!this.rules.clientId().equals(query.get(this.rules.clientParameter()))) {
      return SimulatorReply.html(400, "Invalid client");
    }
    if (!this.redirects.contains(query.getOrDefault("redirect_uri", ""))) {
      return SimulatorReply.html(400, "The redirect address is not registered");
    }
    Optional<String> mistake = mistakeIn(query);
    if (mistake.isPresent()) {
      return back(query, Map.of("error", mistake.get()));
    }
    return switch (query.getOrDefault("decision", "")) {
      case "" -> page(request);
      case "deny" ->
          back(query, Map.of("error", "access_denied", "error_description", "The user denied it"));
      case "part" -> back(query, Map.of("code", issue(query, 1)));
      default -> back(query, Map.of("code", issue(query, Integer.MAX_VALUE)));
    };
  }

  private Optional<String> mistakeIn(Map<String, String> query) {
    if (!"code".equals(query.get("response_type"))) {
      return Optional.of("unsupported_response_type");
    }
    if (!this.rules.scopes().containsAll(scopesIn(query))) {
      return Optional.of("invalid_scope");
    }
    boolean challenged =
        "S256".equals(query.get("code_challenge_method"))
            && query.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}");
    boolean unasked = query.containsKey("code_challenge") && !challenged;
    return (this.rules.challenged() && !challenged) || unasked
        ? Optional.of("invalid_request")
        : Optional.empty();
  }

  private Set<String> scopesIn(Map<String, String> query) {
    return Arrays.stream(query.getOrDefault("scope", "").split(this.rules.separator()))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private SimulatorReply page(SimulatorRequest request) {
    String list =
        scopesIn(request.query()).stream()
            .map(scope -> "<li>" + scope + "</li>")
            .collect(Collectors.joining());
    String html =
        PAGE.formatted(
            list, decision(request, "allow"), decision(request, "part"), decision(request, "deny"));
    return new SimulatorReply(
        200,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        html.getBytes(StandardCharsets.UTF_8));
  }

  private static String decision(SimulatorRequest request, String decision) {
    return request.path() + "?" + encoded(request.query()) + "&amp;decision=" + decision;
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&amp;"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String issue(Map<String, String> query, int scopes) {
    this.visits++;
    String code = "code-" + this.visits + "/" + "+x";
    this.codes.put(
        code,
        new Issued(
            scopesIn(query).stream().limit(scopes).collect(Collectors.toUnmodifiableSet()),
            query.getOrDefault("redirect_uri", ""),
            query.getOrDefault("code_challenge", ""),
            this.clock.instant().plus(this.rules.codeLife())));
    return code;
  }

  private SimulatorReply back(Map<String, String> query, Map<String, String> answer) {
    Map<String, String> all = new TreeMap<>(answer);
    if (query.containsKey("state")) {
      all.put("state", query.get("state"));
    }
    String address =
        query.get("redirect_uri") + "?" + encoded(all).replace("&amp;", "&") + this.rules.suffix();
    return SimulatorReply.empty(302).with("Location", address);
  }

  /**
   * Takes a code.
   *
   * @param verifier the one that belongs to the challenge; ignored where there was none
   * @return the scopes that the person allowed; empty where the code is unknown, used, too old, of
   *     another address, or the verifier is wrong
   */
  Optional<Set<String>> redeem(String code, String redirect, String verifier) {
    return Optional.ofNullable(this.codes.remove(code))
        .filter(issued -> issued.redirect().equals(redirect))
        .filter(issued -> this.clock.instant().isBefore(issued.end()))
        .filter(issued -> issued.challenge().isEmpty() || issued.challenge().equals(s256(verifier)))
        .map(Issued::scopes);
  }

  private static String s256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }
}
