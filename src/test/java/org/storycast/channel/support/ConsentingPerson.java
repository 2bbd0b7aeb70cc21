// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.storycast.channel.Secret;

/** A person before a simulator's consent page, with a browser that stops at the way back. */
public final class ConsentingPerson {

  /** Where the person comes back to; a simulator must know it. */
  public static final URI REDIRECT = URI.create("https://storycast.example.org/connect/callback");

  /** To the challenge that the person brings along. */
  public static final String VERIFIER = "verifier-0123456789-abcdefghijklmnopqrstuvwxyz";

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private ConsentingPerson() {}

  /** Allows everything. */
  public static Grant allow(Consent consent) {
    return decide(consent, "allow");
  }

  /** Allows the first scope only. */
  public static Grant allowPart(Consent consent) {
    return decide(consent, "part");
  }

  private static Grant decide(Consent consent, String decision) {
    String code = wayBack(consent, decision).getOrDefault("code", "");
    return new Grant(
        new Secret(code),
        REDIRECT,
        consent.challenged() ? Optional.of(new Secret(VERIFIER)) : Optional.empty());
  }

  /** The parameters with which the platform sends the person back. */
  public static Map<String, String> wayBack(Consent consent, String decision) {
    Map<String, String> query = new LinkedHashMap<>(consent.parameters());
    query.put("response_type", "code");
    query.put("scope", String.join(consent.separator(), consent.scopes()));
    query.put("redirect_uri", REDIRECT.toString());
    query.put("state", "state-1");
    if (consent.challenged()) {
      query.put("code_challenge", challenge());
      query.put("code_challenge_method", "S256");
    }
    query.put("decision", decision);
    return parse(locationOf(URI.create(consent.page() + "?" + encoded(query))));
  }

  private static String challenge() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String locationOf(URI page) {
    try {
      HttpResponse<String> answer =
          BROWSER.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      return answer
          .headers()
          .firstValue("Location")
          .orElseThrow(() -> new IllegalStateException(answer.statusCode() + answer.body()));
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> parse(String location) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : location.substring(location.indexOf('?') + 1).split("[&#]")) {
      String[] sides = pair.split("=", 2);
      query.put(
          sides[0], sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
