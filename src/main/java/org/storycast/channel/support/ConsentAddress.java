// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.storycast.channel.Secret;

/** Where a person is sent, with everything that the consent page must know. */
final class ConsentAddress {

  private ConsentAddress() {}

  static URI of(Consent consent, ConnectionAttempt attempt, Secret state) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.putAll(consent.parameters());
    query.put("redirect_uri", attempt.redirect().toString());
    query.put("scope", String.join(consent.separator(), consent.scopes()));
    query.put("state", state.reveal());
    attempt
        .verifier()
        .ifPresent(
            verifier -> {
              query.put("code_challenge", challenge(verifier));
              query.put("code_challenge_method", "S256");
            });
    return URI.create(
        consent.page()
            + "?"
            + query.entrySet().stream()
                .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&")));
  }

  private static String challenge(Secret verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  /** A space as %20: not every consent page reads a plus as one. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
