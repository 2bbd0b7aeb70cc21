// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.storycast.channel.Secret;

/**
 * A person's visit to a platform's consent page, sent there and received as the product does;
 * unless a test spoils what they are sent with.
 */
public final class ConsentVisit {

  /** Where the person comes back to; it must be registered at the platform. */
  public static final URI REDIRECT = URI.create("https://storycast.example.org/connect/platform");

  /** A verifier, from RFC 7636, appendix B, as is its challenge. */
  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String STATE = "state of the visit";
  private static final HttpClient BROWSER =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Consent consent;
  private final Map<String, String> query;

  /** A visit that has not begun. */
  public ConsentVisit(Consent consent) {
    this.consent = consent;
    this.query = new LinkedHashMap<>(consent.parameters());
    this.query.put("response_type", "code");
    this.query.put("scope", String.join(consent.separator(), consent.scopes()));
    this.query.put("redirect_uri", REDIRECT.toString());
    this.query.put("state", STATE);
    if (consent.challenged()) {
      this.query.put("code_challenge", CHALLENGE);
      this.query.put("code_challenge_method", "S256");
    }
  }

  /** The same visit with another parameter. */
  public ConsentVisit with(String name, String value) {
    this.query.put(name, value);
    return this;
  }

  /** Looks at the page. */
  public HttpResponse<String> look() {
    return fetch(this.query);
  }

  /** Decides, and answers what the page answers to that. */
  public HttpResponse<String> decide(String decision) {
    Map<String, String> decided = new LinkedHashMap<>(this.query);
    decided.put("decision", decision);
    return fetch(decided);
  }

  /** Allows everything, and comes back with a code. */
  public Grant allow() {
    return grant(returned("allow"));
  }

  /** Allows the first scope only, and comes back with a code. */
  public Grant allowPart() {
    return grant(returned("part"));
  }

  /** Allows nothing, and answers the parameters with which the person comes back. */
  public Map<String, String> deny() {
    return returned("deny");
  }

  private Grant grant(Map<String, String> answer) {
    Optional<Secret> verifier =
        this.consent.challenged() ? Optional.of(new Secret(VERIFIER)) : Optional.empty();
    return new Grant(new Secret(answer.get("code")), REDIRECT, verifier);
  }

  private Map<String, String> returned(String decision) {
    HttpResponse<String> response = decide(decision);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
    URI back = URI.create(response.headers().firstValue("Location").orElseThrow());
    assertThat(back.toString()).startsWith(REDIRECT + "?");
    Map<String, String> answer = decoded(back.getRawQuery());
    assertThat(answer).containsEntry("state", STATE);
    return answer;
  }

  private HttpResponse<String> fetch(Map<String, String> parameters) {
    URI address = URI.create(this.consent.page() + "?" + encoded(parameters));
    try {
      return BROWSER.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("Interrupted on a consent page", interrupted);
    }
  }

  /** Parameters as a query or a form. */
  public static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> decoded(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
