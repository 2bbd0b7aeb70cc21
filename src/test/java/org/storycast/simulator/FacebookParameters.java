// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call's parameters, wherever they stand: in the query, a form, parts or a JSON object. */
record FacebookParameters(Map<String, String> values) {

  static FacebookParameters of(SimulatorRequest request) {
    Map<String, String> values = new LinkedHashMap<>(request.query());
    String type = request.header("content-type").orElse("");
    if (type.startsWith("application/x-www-form-urlencoded")) {
      values.putAll(request.form());
    } else if (type.startsWith("application/json")) {
      request.json().properties().forEach(it -> values.put(it.getKey(), text(it.getValue())));
    } else if (request.raw().isMultipart()) {
      for (Request.Part part : request.raw().getParts()) {
        values.put(part.getName(), part.getBody().asString());
      }
    }
    return new FacebookParameters(values);
  }

  /** A file that a call carries. */
  static byte @Nullable [] file(SimulatorRequest request, String name) {
    if (!request.raw().isMultipart()) {
      return null;
    }
    return request.raw().getParts().stream()
        .filter(it -> it.getName().equals(name))
        .map(it -> it.getBody().asBytes())
        .findFirst()
        .orElse(null);
  }

  private static String text(tools.jackson.databind.JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString("");
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(this.values.get(name)).filter(it -> !it.isBlank());
  }

  boolean says(String name, String value) {
    return value.equals(this.values.get(name));
  }
}
