// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** YouTube's discovery document: which requests there are, and what may be in them. */
record Discovery(JsonNode document) {

  static final Path FILE =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "platform-specs/youtube/youtube-v3.discovery.json");

  private static final Optional<Discovery> PUBLISHED = read();

  /** Empty where the file is not there. */
  static Optional<Discovery> load() {
    return PUBLISHED;
  }

  private static Optional<Discovery> read() {
    if (!Files.exists(FILE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Discovery(new JsonMapper().readTree(Files.readAllBytes(FILE))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether the request is one to the Data API; those to Google's accounts are not in it. */
  static boolean describes(SimulatorRequest request) {
    return request.path().startsWith("/youtube/") || request.path().startsWith("/upload/");
  }

  /** The scopes of which each lets the request be made. */
  Set<String> scopesOf(SimulatorRequest request) {
    return methodOf(request)
        .map(method -> method.path("scopes").valueStream())
        .orElseGet(Stream::empty)
        .map(JsonNode::asString)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What is wrong with the request; empty where nothing is. */
  List<String> faultsOf(SimulatorRequest request) {
    Optional<JsonNode> method = methodOf(request);
    if (method.isEmpty()) {
      return List.of("There is no %s %s".formatted(request.method(), request.path()));
    }
    List<String> faults = new ArrayList<>();
    checkParameters(request, method.get(), faults);
    if (method.get().has("request") && !isUploadOfBytes(request)) {
      String schema = method.get().path("request").path("$ref").asString();
      checkObject(resourceOf(request), schema, schema, faults);
    }
    return faults;
  }

  /** Of an upload in two parts, the first part. */
  private static JsonNode resourceOf(SimulatorRequest request) {
    if (!request.header("content-type").orElse("").startsWith("multipart/related")) {
      return request.json();
    }
    String first = request.text().split("\r\n--")[0];
    return new JsonMapper().readTree(first.substring(first.indexOf("\r\n\r\n")));
  }

  private static boolean isUploadOfBytes(SimulatorRequest request) {
    return request.header("content-range").isPresent();
  }

  private Optional<JsonNode> methodOf(SimulatorRequest request) {
    for (JsonNode resource : this.document.path("resources")) {
      for (JsonNode method : resource.path("methods")) {
        if (isMethodOf(request, method)) {
          return Optional.of(method);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isMethodOf(SimulatorRequest request, JsonNode method) {
    String upload =
        method.path("mediaUpload").path("protocols").path("simple").path("path").asString("");
    boolean sendsBytes = isUploadOfBytes(request) && request.method().equals("PUT");
    return request.path().equals(upload) && (sendsBytes || isHttp(request, method))
        || request.path().equals("/" + method.path("path").asString()) && isHttp(request, method);
  }

  private static boolean isHttp(SimulatorRequest request, JsonNode method) {
    return method.path("httpMethod").asString().equals(request.method());
  }

  private void checkParameters(SimulatorRequest request, JsonNode method, List<String> faults) {
    for (String name : request.query().keySet()) {
      boolean known =
          method.path("parameters").has(name)
              || this.document.path("parameters").has(name)
              || name.equals("upload_id");
      if (!known) {
        faults.add("There is no parameter " + name);
      }
    }
    for (Map.Entry<String, JsonNode> parameter : method.path("parameters").properties()) {
      boolean missing = !request.query().containsKey(parameter.getKey());
      if (parameter.getValue().path("required").asBoolean(false) && missing) {
        faults.add("The parameter %s is missing".formatted(parameter.getKey()));
      }
    }
  }

  private void checkObject(JsonNode value, String schema, String where, List<String> faults) {
    if (!value.isObject()) {
      faults.add(where + " is no object");
    }
    JsonNode properties = this.document.path("schemas").path(schema).path("properties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String place = where + "." + field.getKey();
      if (properties.has(field.getKey())) {
        checkValue(field.getValue(), properties.path(field.getKey()), place, faults);
      } else {
        faults.add("There is no field " + place);
      }
    }
  }

  private void checkValue(JsonNode value, JsonNode type, String where, List<String> faults) {
    if (type.has("$ref")) {
      checkObject(value, type.path("$ref").asString(), where, faults);
      return;
    }
    boolean right =
        switch (type.path("type").asString()) {
          case "string" -> value.isString();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "array" -> value.isArray();
          default -> true;
        };
    if (!right) {
      faults.add("%s is no %s".formatted(where, type.path("type").asString()));
    }
    for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
      checkValue(item, type.path("items"), where + "[]", faults);
    }
    checkWord(value, type, where, faults);
  }

  private static void checkWord(JsonNode value, JsonNode type, String where, List<String> faults) {
    if (type.has("enum") && type.path("enum").valueStream().noneMatch(value::equals)) {
      faults.add("%s is none of %s".formatted(where, type.path("enum")));
    }
  }
}
