// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request as it came over the wire.
 *
 * @param method in upper case
 * @param path without the query
 * @param query decoded; the last value of a repeated name wins
 * @param headers names in lower case, first values
 * @param body as sent
 * @param raw WireMock's own view, for multipart bodies and the like
 */
public record SimulatorRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    Request raw) {

  private static final JsonMapper JSON = new JsonMapper();

  static SimulatorRequest of(Request raw) {
    String url = raw.getUrl();
    int mark = url.indexOf('?');
    Map<String, String> headers = new LinkedHashMap<>();
    raw.getAllHeaderKeys().forEach(key -> headers.put(lower(key), raw.getHeader(key)));
    byte[] body = raw.getBody() == null ? new byte[0] : raw.getBody();
    return new SimulatorRequest(
        raw.getMethod().getName(),
        mark < 0 ? url : url.substring(0, mark),
        mark < 0 ? Map.of() : pairs(url.substring(mark + 1)),
        headers,
        body,
        raw);
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private static Map<String, String> pairs(String encoded) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        pairs.put(
            decode(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A header by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(this.headers.get(lower(name)));
  }

  /** The token after {@code Bearer}. */
  public Optional<String> bearer() {
    return header("authorization")
        .filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring(7));
  }

  /** The body as text. */
  public String text() {
    return new String(this.body, StandardCharsets.UTF_8);
  }

  /** The body as JSON; a missing node where it is none. */
  public JsonNode json() {
    try {
      JsonNode node = JSON.readTree(this.body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JacksonException malformed) {
      return MissingNode.getInstance();
    }
  }

  /** The fields of a form body. */
  public Map<String, String> form() {
    return pairs(text());
  }

  /** The path's segments, without empty ones. */
  public List<String> segments() {
    return List.of(this.path.split("/")).stream().filter(it -> !it.isEmpty()).toList();
  }
}
