// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.storycast.channel.Secret;

/** A person's visit to a platform's consent page, sent there and received as the product does. */
public final class ConsentVisit {

  /** Where the person comes back to; it must be registered at the platform. */
  public static final URI REDIRECT = URI.create("https://storycast.example.org/connect/platform");

  private static final String STATE = "state-of-the-visit";
  private static final String VERIFIER = "a-verifier-of-43-characters-and-some-more-0";

  private final Consent consent;

  /** A visit that has not begun. */
  public ConsentVisit(Consent consent) {
    this.consent = consent;
  }

  /** Allows everything, and comes back with a code. */
  public Grant allow() {
    return grant(decide("allow"));
  }

  /** Allows the first scope only, and comes back with a code. */
  public Grant allowPart() {
    return grant(decide("part"));
  }

  private Grant grant(Map<String, String> answer) {
    return new Grant(new Secret(answer.get("code")), REDIRECT, verifier());
  }

  private Optional<Secret> verifier() {
    return this.consent.challenged() ? Optional.of(new Secret(VERIFIER)) : Optional.empty();
  }

  /** Decides, and answers the parameters with which the person comes back. */
  public Map<String, String> decide(String decision) {
    HttpResponse<Void> response = fetch(address(decision));
    URI back = URI.create(response.headers().firstValue("Location").orElseThrow());
    Map<String, String> answer = parameters(back);
    if (response.statusCode() != 302
        || !back.toString().startsWith(REDIRECT + "?")
        || !STATE.equals(answer.get("state"))) {
      throw new AssertionError("Sent back wrongly: %d %s".formatted(response.statusCode(), back));
    }
    return answer;
  }

  private URI address(String decision) {
    UriComponentsBuilder address = UriComponentsBuilder.fromUri(this.consent.page());
    this.consent.parameters().forEach((name, value) -> add(address, name, value));
    add(address, "response_type", "code");
    add(address, "scope", String.join(this.consent.separator(), this.consent.scopes()));
    add(address, "redirect_uri", REDIRECT.toString());
    add(address, "state", STATE);
    if (this.consent.challenged()) {
      add(address, "code_challenge", challenge());
      add(address, "code_challenge_method", "S256");
    }
    add(address, "decision", decision);
    return address.build(true).toUri();
  }

  private static void add(UriComponentsBuilder address, String name, String value) {
    address.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
  }

  private static String challenge() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  private static HttpResponse<Void> fetch(URI address) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("Interrupted on a consent page", interrupted);
    }
  }

  private static Map<String, String> parameters(URI back) {
    UriComponents components = UriComponentsBuilder.fromUriString(back.toString()).build(true);
    Map<String, String> parameters = new HashMap<>();
    components
        .getQueryParams()
        .forEach(
            (name, values) ->
                parameters.put(name, URLDecoder.decode(values.getFirst(), StandardCharsets.UTF_8)));
    return parameters;
  }
}
