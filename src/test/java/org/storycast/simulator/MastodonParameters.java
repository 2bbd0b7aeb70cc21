// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a request gives, whether as a form, as multipart or as JSON, under the names that forms use:
 * {@code media_ids[]}.
 */
record MastodonParameters(Map<String, List<String>> values) {

  static MastodonParameters of(SimulatorRequest request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String type = request.header("content-type").orElse("");
    if (type.startsWith("application/json")) {
      flatten("", request.json(), values);
    } else if (type.startsWith("application/x-www-form-urlencoded")) {
      readForm(request.text(), values);
    } else if (request.raw().isMultipart()) {
      for (Request.Part part : request.raw().getParts()) {
        add(values, part.getName(), part.getBody().asString());
      }
    }
    return new MastodonParameters(values);
  }

  private static void flatten(String name, JsonNode node, Map<String, List<String>> values) {
    if (node.isArray()) {
      node.valueStream().forEach(it -> flatten(name + "[]", it, values));
    } else if (node.isObject()) {
      node.propertyStream()
          .forEach(
              it ->
                  flatten(
                      name.isEmpty() ? it.getKey() : "%s[%s]".formatted(name, it.getKey()),
                      it.getValue(),
                      values));
    } else if (!node.isNull() && !name.isEmpty()) {
      add(values, name, node.asString());
    }
  }

  private static void readForm(String form, Map<String, List<String>> values) {
    for (String pair : form.split("&")) {
      String[] sides = pair.split("=", 2);
      add(values, decoded(sides[0]), sides.length == 1 ? "" : decoded(sides[1]));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void add(Map<String, List<String>> values, String name, String value) {
    values.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
  }

  Optional<String> one(String name) {
    return all(name).stream().findFirst();
  }

  String text(String name) {
    return one(name).orElse("");
  }

  List<String> all(String name) {
    return this.values.getOrDefault(name, List.of());
  }

  boolean hasAnyOf(String prefix) {
    return this.values.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }
}
