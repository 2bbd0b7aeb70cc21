// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.simulator.RawHttp.Answer;

/** The exchange of a code, whose every field a test may spoil. */
final class RawExchange {

  private final RawHttp http;
  private final URI tokens;
  private final Map<String, String> form;

  /** An exchange as it should be, by the app. */
  RawExchange(RawHttp http, URI tokens, Map<String, String> app) {
    this.http = http;
    this.tokens = tokens;
    this.form = new HashMap<>(app);
    this.form.put("redirect_uri", ConsentVisit.REDIRECT.toString());
    this.form.put("grant_type", "authorization_code");
  }

  /** The same with another field. */
  RawExchange with(String name, String value) {
    this.form.put(name, value);
    return this;
  }

  /** What the token endpoint answers to a code. */
  Answer of(String code) {
    this.form.put("code", code);
    return this.http.send(
        "POST",
        this.tokens,
        ConsentVisit.encoded(this.form),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  static void assertOauthError(Answer answer, int status, String error) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(error);
  }
}
