// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.storycast.channel.TextMeasure;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds data against the network's published schemas: types, limits, formats, unknown names. */
final class Lexicons {

  /** Where they are, if they are there. */
  static final Path FOLDER =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "platform-specs/bluesky/lexicons");

  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<String, Pattern> FORMATS =
      Map.ofEntries(
          Map.entry(
              "datetime",
              Pattern.compile(
                  "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)")),
          Map.entry("language", Pattern.compile("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")),
          Map.entry("uri", Pattern.compile("[a-z][a-z.-]{0,80}:[^\\s]+")),
          Map.entry(
              "at-uri", Pattern.compile("at://[a-zA-Z0-9._:%-]+/[a-zA-Z0-9.]+/[a-zA-Z0-9._:~-]+")),
          Map.entry("cid", Pattern.compile("b[a-z2-7]{58,100}")),
          Map.entry("nsid", Pattern.compile("[a-z]+(\\.[a-zA-Z0-9-]+){2,}")),
          Map.entry("record-key", Pattern.compile("[A-Za-z0-9._:~-]{1,512}")),
          Map.entry(
              "at-identifier",
              Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]+|[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)+")),
          Map.entry("tid", Pattern.compile("[234567abcdefghij][234567a-z]{12}")),
          Map.entry("did", Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]+")),
          Map.entry("handle", Pattern.compile("[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)+")));

  private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

  private final List<String> faults = new ArrayList<>();

  /** Whether there is anything to judge by. */
  static boolean arePresent() {
    return Files.isDirectory(FOLDER);
  }

  /** Whether the schemas have such requests: those of sessions and films are not among them. */
  static boolean describe(SimulatorRequest request) {
    return methodOf(request).startsWith("com.atproto.repo.");
  }

  /** What is wrong with the request; empty where nothing is. */
  static List<String> faultsOf(SimulatorRequest request) {
    Lexicons lexicons = new Lexicons();
    lexicons.request(request);
    return lexicons.faults();
  }

  private static String methodOf(SimulatorRequest request) {
    return request.path().replaceFirst("^/xrpc/", "");
  }

  List<String> faults() {
    return this.faults;
  }

  private static boolean knows(String id) {
    return Files.isRegularFile(file(id));
  }

  private static Path file(String id) {
    return FOLDER.resolve(id.replace('.', '/') + ".json");
  }

  private static JsonNode definitions(String id) {
    return READ.computeIfAbsent(id, it -> JSON.readTree(file(it).toFile()).path("defs"));
  }

  private static JsonNode main(String id) {
    return definitions(id).path("main");
  }

  private void request(SimulatorRequest request) {
    String method = methodOf(request);
    if (!knows(method)) {
      fault(method, "is no method");
      return;
    }
    JsonNode input = main(method).path("input").path("schema");
    if (!input.isMissingNode()) {
      JsonNode body = request.json();
      object(method, method, input, body);
      if (body.has("record")) {
        record(body.path("collection").asString(), body.path("record"));
      }
    }
    ObjectNode query = JSON.createObjectNode();
    request.query().forEach(query::put);
    object(method, method, main(method).path("parameters"), query);
  }

  /** Judges a request with its answer. */
  void exchange(SimulatorRequest request, SimulatorReply reply) {
    request(request);
    if (reply.status() == 200) {
      String method = methodOf(request);
      JsonNode schema = main(method).path("output").path("schema");
      object(method, method + " →", schema, JSON.readTree(reply.body()));
    }
  }

  void record(String id, JsonNode record) {
    if (!record.path("$type").asString("").equals(id)) {
      fault(id, "has no $type");
    }
    object(id, id, main(id).path("record"), record);
  }

  void object(String id, String at, JsonNode schema, JsonNode value) {
    schema
        .path("required")
        .valueStream()
        .map(JsonNode::asString)
        .filter(name -> !value.has(name))
        .forEach(name -> fault(at, "misses " + name));
    Set<String> nullable = new HashSet<>();
    schema.path("nullable").valueStream().forEach(it -> nullable.add(it.asString()));
    value
        .propertyStream()
        .filter(it -> !it.getKey().equals("$type"))
        .forEach(
            it -> {
              JsonNode property = schema.path("properties").path(it.getKey());
              if (property.isMissingNode()) {
                fault(at, "has an unknown " + it.getKey());
              } else if (!it.getValue().isNull() || !nullable.contains(it.getKey())) {
                value(id, at + "." + it.getKey(), property, it.getValue());
              }
            });
  }

  private void value(String id, String at, JsonNode schema, JsonNode value) {
    switch (schema.path("type").asString("")) {
      case "string" -> string(at, schema, value);
      case "integer" -> integer(at, schema, value);
      case "boolean" -> require(at, value.isBoolean(), "is no boolean");
      case "array" -> {
        require(at, value.isArray(), "is no array");
        most(at, schema, "maxLength", value.size());
        value.valueStream().forEach(it -> value(id, at + "[]", schema.path("items"), it));
      }
      case "object" -> object(id, at, schema, value);
      case "ref" -> reference(id, at, schema.path("ref").asString(), value);
      case "union" -> union(id, at, schema, value);
      case "blob" -> blob(at, schema, value);
      case "unknown" -> require(at, value.isObject(), "is no object");
      default -> fault(at, "has a schema that is not understood: " + schema);
    }
  }

  private void string(String at, JsonNode schema, JsonNode value) {
    require(at, value.isString(), "is no string");
    String text = value.asString("");
    most(at, schema, "maxLength", text.getBytes(StandardCharsets.UTF_8).length);
    most(at, schema, "maxGraphemes", TextMeasure.graphemes().lengthOf(text));
    String format = schema.path("format").asString("");
    if (!format.isEmpty()) {
      Pattern pattern = FORMATS.get(format);
      require(at, pattern != null, "has a format that is not understood: " + format);
      require(at, pattern != null && pattern.matcher(text).matches(), "is no " + format);
    }
  }

  private void integer(String at, JsonNode schema, JsonNode value) {
    require(at, value.isIntegralNumber(), "is no integer");
    require(at, value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE), "is too small");
    most(at, schema, "maximum", value.asInt());
  }

  private void most(String at, JsonNode schema, String limit, int number) {
    if (schema.has(limit)) {
      require(at, number <= schema.path(limit).asInt(), "is above " + limit + ": " + number);
    }
  }

  private void reference(String id, String at, String reference, JsonNode value) {
    int mark = reference.indexOf('#');
    String other = mark == 0 ? id : mark < 0 ? reference : reference.substring(0, mark);
    String name = mark < 0 ? "main" : reference.substring(mark + 1);
    if (knows(other)) {
      JsonNode schema = definitions(other).path(name);
      value(other, at, schema, value);
    } else {
      fault(at, "refers to a schema that is not here: " + other);
    }
  }

  private void union(String id, String at, JsonNode schema, JsonNode value) {
    String type = value.path("$type").asString("");
    boolean isOne =
        schema
            .path("refs")
            .valueStream()
            .map(JsonNode::asString)
            .anyMatch(it -> type.equals(it.startsWith("#") ? id + it : it));
    require(at, isOne, "is none of the union: " + type);
    if (isOne) {
      reference(id, at, type, value);
    }
  }

  private void blob(String at, JsonNode schema, JsonNode value) {
    require(at, value.path("$type").asString("").equals("blob"), "is no blob");
    String type = value.path("mimeType").asString("");
    boolean isTaken =
        !schema.has("accept")
            || schema
                .path("accept")
                .valueStream()
                .map(it -> it.asString().replace("*", ""))
                .anyMatch(type::startsWith);
    require(at, isTaken, "is of a type that is not taken: " + type);
    most(at, schema, "maxSize", value.path("size").asInt());
    require(
        at,
        FORMATS.get("cid").matcher(value.path("ref").path("$link").asString("")).matches(),
        "has no CID");
  }

  private void require(String at, boolean holds, String otherwise) {
    if (!holds) {
      fault(at, otherwise);
    }
  }

  private void fault(String at, String what) {
    this.faults.add(at + " " + what);
  }
}
