// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters of a call, however they came: query, form, JSON or multipart.
 *
 * @param texts by name in lower case; objects as JSON
 * @param files by the name of their part
 */
record TelegramParameters(Map<String, String> texts, Map<String, byte[]> files) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> YES = Set.of("true", "yes", "1");

  static TelegramParameters of(SimulatorRequest request) {
    Map<String, String> texts = new LinkedHashMap<>(request.query());
    Map<String, byte[]> files = new LinkedHashMap<>();
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json")) {
      readJson(request, texts);
    } else if (type.startsWith("application/x-www-form-urlencoded")) {
      texts.putAll(request.form());
    } else if (type.startsWith("multipart/form-data")) {
      readParts(request.raw(), texts, files);
    }
    return new TelegramParameters(texts, files);
  }

  private static void readJson(SimulatorRequest request, Map<String, String> texts) {
    JsonNode body = request.json();
    if (!body.isObject()) {
      throw TelegramRefusal.badRequest("can't parse request: expected a JSON object");
    }
    body.properties().stream()
        .filter(it -> !it.getValue().isNull())
        .forEach(it -> texts.put(it.getKey(), textOf(it.getValue())));
  }

  private static String textOf(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static void readParts(Request raw, Map<String, String> texts, Map<String, byte[]> files) {
    for (Request.Part part : raw.getParts()) {
      byte[] body = part.getBody().asBytes();
      if (part.getFileName() != null) {
        files.put(part.getName(), body);
      } else {
        texts.put(part.getName(), new String(body, StandardCharsets.UTF_8));
      }
    }
  }

  /** A text; empty where it is absent. */
  String text(String name) {
    return this.texts.getOrDefault(name, "");
  }

  boolean flag(String name) {
    return YES.contains(text(name).strip().toLowerCase(Locale.ROOT));
  }

  /** A whole number; the default where it is absent or none. */
  int number(String name, int otherwise) {
    try {
      return Integer.parseInt(text(name).strip());
    } catch (NumberFormatException malformed) {
      return otherwise;
    }
  }

  /** An object or list; empty where it is absent or malformed. */
  Optional<JsonNode> json(String name) {
    try {
      return text(name).isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text(name)));
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }
}
