// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the Bot API without any library. */
final class RawTelegram {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BOUNDARY = "----courier";

  /**
   * An answer.
   *
   * @param retryAfter the header; empty where there is none
   */
  record Answer(int status, String retryAfter, JsonNode body) {

    String description() {
      return this.body.path("description").stringValue("");
    }
  }

  private final URI api;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RawTelegram(URI api) {
    this.api = api;
  }

  /** What a refusal without parameters looks like. */
  static Answer refusal(int code, String description) {
    return new Answer(
        code,
        "",
        JSON.valueToTree(Map.of("ok", false, "error_code", code, "description", description)));
  }

  static Answer badRequest(String description) {
    return refusal(400, "Bad Request: " + description);
  }

  /** Encodes names and values that take turns. */
  static String form(String... pairs) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < pairs.length; i++) {
      form.append(URLEncoder.encode(pairs[i], StandardCharsets.UTF_8));
      form.append(i % 2 == 0 ? '=' : '&');
    }
    return form.toString();
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(this.api + path)).GET().build());
  }

  Answer json(String token, String method, String body) {
    return post(token, method, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  Answer form(String token, String method, String body) {
    return post(
        token, method, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Fields as {@code name=value}, and one file if there are bytes. */
  Answer multipart(
      String token, String method, List<String> fields, String part, byte @Nullable [] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String field : fields) {
      int equals = field.indexOf('=');
      body.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(BOUNDARY, field.substring(0, equals), field.substring(equals + 1))
              .getBytes(StandardCharsets.UTF_8));
    }
    if (file != null) {
      body.writeBytes(
          ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.jpg\"\r\n"
                  + "Content-Type: application/octet-stream\r\n\r\n")
              .formatted(BOUNDARY, part)
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(file);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return post(token, method, "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
  }

  private Answer post(String token, String method, String type, byte[] body) {
    return send(
        HttpRequest.newBuilder(URI.create("%s/bot%s/%s".formatted(this.api, token, method)))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response =
          this.client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Retry-After").orElse(""),
          json ? JSON.readTree(response.body()) : JSON.createObjectNode());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
