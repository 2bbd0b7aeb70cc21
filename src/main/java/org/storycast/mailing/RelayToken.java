// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An access token for a relay, kept until shortly before it expires. */
final class RelayToken {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final int USUAL_LIFE_SECONDS = 300;

  private final RelayProperties.Oauth settings;
  private final Clock clock;
  private @Nullable String token;
  private Instant expires = Instant.MIN;

  RelayToken(RelayProperties.Oauth settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A token that is good for some time; connections that are opened at once share one refresh.
   *
   * @throws IOException when there is none; the message says why and holds no secret
   */
  synchronized String get() throws IOException {
    String known = this.token;
    if (known != null && this.clock.instant().isBefore(this.expires)) {
      return known;
    }
    return refresh();
  }

  /** Forgets a token that the relay has refused. */
  synchronized void forget() {
    this.token = null;
  }

  private String refresh() throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer = client.send(request(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("its token endpoint answers " + answer.statusCode());
      }
      return read(answer.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a token was asked for", stopped);
    }
  }

  private HttpRequest request() {
    String form =
        Map.of(
                "grant_type", "refresh_token",
                "client_id", this.settings.clientId(),
                "client_secret", this.settings.clientSecret(),
                "refresh_token", this.settings.refreshToken())
            .entrySet()
            .stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(this.settings.tokenAddress())
        .timeout(TIMEOUT)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private String read(String answer) throws IOException {
    try {
      JsonNode json = JSON.readTree(answer);
      String fresh = json.path("access_token").asString("");
      if (fresh.isEmpty()) {
        throw new IOException("its token endpoint's answer has no access_token");
      }
      Duration life = Duration.ofSeconds(json.path("expires_in").asInt(USUAL_LIFE_SECONDS));
      this.expires = this.clock.instant().plus(life).minus(MARGIN);
      this.token = fresh;
      return fresh;
    } catch (JacksonException garbled) {
      throw new IOException("its token endpoint does not answer in JSON");
    }
  }
}
