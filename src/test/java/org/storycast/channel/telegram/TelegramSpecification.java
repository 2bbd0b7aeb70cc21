// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published description of the Bot API: which methods there are, and their fields. */
final class TelegramSpecification {

  static final Path FILE =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"))
          .resolve("platform-specs/telegram/api.json");

  /** The library names the method in the body too, as answers to webhooks must. */
  private static final String METHOD = "method";

  private static final Optional<TelegramSpecification> PUBLISHED = read();

  private final JsonNode methods;
  private final JsonNode types;

  private TelegramSpecification(JsonNode root) {
    this.methods = root.path("methods");
    this.types = root.path("types");
  }

  /** Empty where the file is not there. */
  static Optional<TelegramSpecification> load() {
    return PUBLISHED;
  }

  private static Optional<TelegramSpecification> read() {
    if (!Files.exists(FILE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TelegramSpecification(new JsonMapper().readTree(Files.readAllBytes(FILE))));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What is wrong with a request; empty where nothing is. */
  List<String> complaintsAbout(SimulatorRequest request) {
    String called = request.segments().getLast();
    Optional<JsonNode> method =
        this.methods.properties().stream()
            .filter(it -> it.getKey().equalsIgnoreCase(called))
            .map(Map.Entry::getValue)
            .findFirst();
    if (method.isEmpty()) {
      return List.of("no method " + called);
    }
    List<String> complaints = new ArrayList<>();
    JsonNode fields = method.get().path("fields");
    boolean hasParts = request.header("content-type").orElse("").startsWith("multipart/");
    JsonNode body =
        hasParts ? new TelegramParts(request, fields).asJson(complaints) : request.json();
    checkFields(called, fields, body, complaints);
    return complaints.stream()
        .filter(it -> !it.equals("%s: no field %s".formatted(called, METHOD)))
        .toList();
  }

  /** What is wrong with a value of a named type. */
  List<String> complaintsAbout(String type, JsonNode value) {
    List<String> complaints = new ArrayList<>();
    if (!matches(type, value, complaints)) {
      complaints.add("%s is no %s".formatted(value, type));
    }
    return complaints;
  }

  private void checkFields(
      String where, JsonNode fields, JsonNode object, List<String> complaints) {
    for (JsonNode field : fields) {
      String name = field.path("name").stringValue();
      JsonNode value = object.path(name);
      if (value.isMissingNode() && field.path("required").booleanValue()) {
        complaints.add("%s: %s is missing".formatted(where, name));
      } else if (!value.isMissingNode() && !matchesAny(field.path("types"), value, complaints)) {
        complaints.add("%s: %s is %s".formatted(where, name, value));
      }
    }
    object.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> lacks(fields, name))
        .forEach(name -> complaints.add("%s: no field %s".formatted(where, name)));
  }

  private static boolean lacks(JsonNode fields, String name) {
    for (JsonNode field : fields) {
      if (field.path("name").stringValue().equals(name)) {
        return false;
      }
    }
    return true;
  }

  private boolean matchesAny(JsonNode types, JsonNode value, List<String> complaints) {
    for (JsonNode type : types) {
      if (matches(type.stringValue(), value, complaints)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(String type, JsonNode value, List<String> complaints) {
    if (type.startsWith("Array of ")) {
      boolean good = value.isArray();
      for (JsonNode item : value) {
        good &= matches(type.substring("Array of ".length()), item, complaints);
      }
      return good;
    }
    return switch (type) {
      case "Integer" -> value.isIntegralNumber();
      case "Float" -> value.isNumber();
      case "Boolean" -> value.isBoolean();
      case "String" -> value.isString();
      default -> matchesNamed(type, value, complaints);
    };
  }

  private boolean matchesNamed(String type, JsonNode value, List<String> complaints) {
    JsonNode declared = this.types.path(type);
    if (!value.isObject() || declared.isMissingNode()) {
      return false;
    }
    for (JsonNode subtype : declared.path("subtypes")) {
      if (complaintsAbout(subtype.stringValue(), value).isEmpty()) {
        return true;
      }
    }
    if (!declared.path("subtypes").isEmpty()) {
      return false;
    }
    checkFields(type, declared.path("fields"), value, complaints);
    return true;
  }
}
