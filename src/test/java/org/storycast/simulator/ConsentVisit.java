// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.storycast.channel.Secret;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;

/** A person who was sent to a platform's consent page, and decides there. */
public final class ConsentVisit {

  private final Consent consent;
  private final URI redirect;

  /**
   * Sends a person to the page.
   *
   * @param redirect where they are to come back to
   */
  public ConsentVisit(Consent consent, URI redirect) {
    this.consent = consent;
    this.redirect = redirect;
  }

  /** They allow all that was asked for, and come back with a code. */
  public Grant allow() {
    return grant("allow");
  }

  /** They allow the first of it only. */
  public Grant allowTheFirst() {
    return grant("part");
  }

  /** They deny it; answers what they come back with. */
  public Map<String, String> deny() {
    return decide("deny");
  }

  private Grant grant(String decision) {
    Map<String, String> answer = decide(decision);
    return new Grant(new Secret(answer.get("code")), this.redirect, Optional.empty());
  }

  private Map<String, String> decide(String decision) {
    String page = this.consent.page() + "?" + encoded(query());
    RawRequests.Answer shown = get(page);
    assertThat(shown.status()).as(shown.body()).isEqualTo(200);
    assertThat(shown.body()).contains("Allow", "Deny");
    RawRequests.Answer sent = get(page + "&decision=" + decision);
    assertThat(sent.status()).as(sent.body()).isEqualTo(302);
    URI location = URI.create(sent.header("Location"));
    assertThat(location.toString()).startsWith(this.redirect + "?");
    Map<String, String> answer = decoded(location.getRawQuery());
    assertThat(answer).containsEntry("state", "the state");
    return answer;
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>(this.consent.parameters());
    query.put("response_type", "code");
    query.put("scope", String.join(this.consent.separator(), this.consent.scopes()));
    query.put("redirect_uri", this.redirect.toString());
    query.put("state", "the state");
    return query;
  }

  private static RawRequests.Answer get(String address) {
    return RawRequests.send("GET", URI.create(address), Map.of(), (String) null);
  }

  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> decoded(String query) {
    Map<String, String> decoded = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      decoded.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return decoded;
  }
}
