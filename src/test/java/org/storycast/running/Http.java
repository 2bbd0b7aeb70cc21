// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests with a token, or without one where it is empty. */
public final class Http {

  private static final JsonMapper JSON = new JsonMapper();

  private final RunningService service;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Http(RunningService service, String token) {
    this.service = service;
    this.token = token;
  }

  /** GET. */
  public Reply get(String path) {
    return send(request(path).GET());
  }

  /** POST of JSON; without a body where it is null. */
  public Reply post(String path, @Nullable String json) {
    return send(posting(path, json));
  }

  /** POST with an Idempotency-Key. */
  public Reply post(String path, @Nullable String json, String key) {
    return send(posting(path, json).header("Idempotency-Key", key));
  }

  private HttpRequest.Builder posting(String path, @Nullable String json) {
    return json == null
        ? request(path).POST(HttpRequest.BodyPublishers.noBody())
        : request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  /** A request to complete, which carries the token. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(this.service.address(path)).timeout(Duration.ofSeconds(60));
    return this.token.isEmpty() ? request : request.header("Authorization", "Bearer " + this.token);
  }

  /** Sends a request. */
  public Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** An answer. */
  public record Reply(HttpResponse<String> response) {

    /** Its status. */
    public int status() {
      return this.response.statusCode();
    }

    /** Its body. */
    public String body() {
      return this.response.body();
    }

    /** Its body as JSON. */
    public JsonNode json() {
      return JSON.readTree(this.response.body());
    }

    /** A header, empty where it is missing. */
    public String header(String name) {
      return this.response.headers().firstValue(name).orElse("");
    }
  }
}
