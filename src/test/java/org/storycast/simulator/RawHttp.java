// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends what no adapter of ours would, to see that a simulator refuses it. */
final class RawHttp {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer. */
  record Answer(HttpResponse<String> response) {

    int status() {
      return this.response.statusCode();
    }

    String header(String name) {
      return this.response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      return this.response.body().isEmpty()
          ? MissingNode.getInstance()
          : JSON.readTree(this.response.body());
    }
  }

  /** Sends bytes with headers, whose names and values alternate. */
  Answer send(String method, URI address, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(this.client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("Interrupted while waiting for an answer", interrupted);
    }
  }

  /** Sends a text. */
  Answer send(String method, URI address, String body, String... headers) {
    return send(method, address, body.getBytes(StandardCharsets.UTF_8), headers);
  }
}
