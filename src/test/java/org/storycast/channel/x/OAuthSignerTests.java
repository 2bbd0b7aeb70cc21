// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Secret;
import org.storycast.simulator.OAuthSignature;
import twitter4j.RequestMethod;

/**
 * Twitter4J chooses nonce and time itself, so its signature is compared with the one that {@link
 * OAuthSignature}, which knows the documented example, makes of the same.
 */
class OAuthSignerTests {

  private static final String CONSUMER_SECRET = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw";
  private static final String TOKEN_SECRET = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE";

  private final OAuthSigner signer =
      new OAuthSigner(
          new Account(
              new ChannelId("x-en"),
              "x",
              "en",
              Map.of(),
              Map.of(
                  "api-key", new Secret("xvz1evFS4wEEPTGEFPHBog"),
                  "api-secret", new Secret(CONSUMER_SECRET),
                  "access-token", new Secret("370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
                  "access-token-secret", new Secret(TOKEN_SECRET))));

  @Test
  void signsAsTheDocumentationDoes() {
    URI address = URI.create("https://api.x.com/2/tweets");
    Map<String, String> given = given(this.signer.authorize(RequestMethod.POST, address));
    assertThat(given)
        .containsEntry("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog")
        .containsEntry("oauth_signature_method", "HMAC-SHA1")
        .containsEntry("oauth_version", "1.0")
        .hasSize(7);
    assertThat(given.get("oauth_signature"))
        .isEqualTo(expected("POST", "https://api.x.com/2/tweets", given, Map.of()));
  }

  @Test
  void signsTheQueryAsItIsSent() {
    URI address =
        URI.create(
            "https://api.x.com/2/users/1/tweets?post.fields=text%2Centities&start_time=2026-11-20T11%3A59%3A00Z");
    Map<String, String> given = given(this.signer.authorize(RequestMethod.GET, address));
    assertThat(given.get("oauth_signature"))
        .isEqualTo(
            expected(
                "GET",
                "https://api.x.com/2/users/1/tweets",
                given,
                Map.of("post.fields", "text,entities", "start_time", "2026-11-20T11:59:00Z")));
  }

  @Test
  void neverSignsTwiceWithOneNonce() {
    URI address = URI.create("https://api.x.com/2/tweets");
    assertThat(this.signer.authorize(RequestMethod.POST, address))
        .isNotEqualTo(this.signer.authorize(RequestMethod.POST, address));
  }

  private static String expected(
      String method, String url, Map<String, String> given, Map<String, String> query) {
    Map<String, String> parameters = new HashMap<>(given);
    parameters.remove("oauth_signature");
    parameters.putAll(query);
    return OAuthSignature.of(method, url, parameters, CONSUMER_SECRET, TOKEN_SECRET);
  }

  private static Map<String, String> given(String header) {
    Map<String, String> given = new HashMap<>();
    for (String pair : header.substring("OAuth ".length()).split(",")) {
      String[] sides = pair.split("=", 2);
      given.put(sides[0], URLDecoder.decode(sides[1].replace("\"", ""), StandardCharsets.UTF_8));
    }
    return given;
  }
}
