// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.storycast.simulator.RawHttp.Answer;

/** A consent and the exchange of its code, whose every field a test may spoil. */
final class RawConsent {

  /** The address to come back to. */
  static final String BACK = "https://courier.example.org/connect/platform";

  /** Another address that is registered. */
  static final String OTHER = "https://courier.example.org/other";

  /** A verifier and its challenge, from RFC 7636, appendix B. */
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  final Map<String, String> visit;
  final Map<String, String> exchange;
  private final RawHttp http;
  private final URI page;
  private final URI tokens;

  RawConsent(RawHttp http, URI page, URI tokens) {
    this.http = http;
    this.page = page;
    this.tokens = tokens;
    this.visit =
        new HashMap<>(
            Map.of(
                "response_type", "code",
                "redirect_uri", BACK,
                "state", "s 1",
                "decision", "allow"));
    this.exchange = new HashMap<>(Map.of("redirect_uri", BACK, "grant_type", "authorization_code"));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** What the consent page answers. */
  Answer visited() {
    return this.http.send("GET", URI.create(this.page + "?" + encoded(this.visit)), "");
  }

  /** The code with which the person is sent back. */
  String code() {
    Answer answer = visited();
    Matcher code = CODE.matcher(answer.header("Location"));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(code.find()).isTrue();
    return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
  }

  /** What the token endpoint answers to a code. */
  Answer exchanged(String code) {
    this.exchange.put("code", code);
    return this.http.send(
        "POST",
        this.tokens,
        encoded(this.exchange),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  static void assertOauthError(Answer answer, int status, String error) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(error);
  }
}
