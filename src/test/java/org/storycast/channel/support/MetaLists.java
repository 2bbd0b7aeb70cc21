// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Meta's own lists of the calls, parameters and fields of each type of node. */
public final class MetaLists {

  /** Where they are, if they are there. */
  public static final Path FOLDER =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "platform-specs/facebook-instagram");

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

  private MetaLists() {}

  /** Whether there is anything to judge by. */
  public static boolean arePresent() {
    return Files.isDirectory(FOLDER);
  }

  /** Whether there is a list for the type. */
  public static boolean know(String type) {
    return Files.isRegularFile(file(type));
  }

  private static Path file(String type) {
    return FOLDER.resolve(type + ".json");
  }

  private static JsonNode list(String type) {
    return READ.computeIfAbsent(type, name -> JSON.readTree(file(name).toFile()));
  }

  /** The calls of a type: its own, which have names such as {@code #get}, and its edges. */
  public static Stream<JsonNode> calls(String type) {
    return list(type).path("apis").valueStream();
  }

  /** The names of a type's fields. */
  public static Set<String> fields(String type) {
    return list(type)
        .path("fields")
        .valueStream()
        .map(it -> it.path("name").asString(""))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a parameter's text stands for a value of the type. */
  public static boolean fits(String type, String value) {
    if (type.startsWith("list<")) {
      String each = type.substring("list<".length(), type.length() - 1);
      return value.startsWith("[") || Stream.of(value.split(",")).allMatch(it -> fits(each, it));
    }
    return switch (type) {
      case "bool" -> value.equals("true") || value.equals("false");
      case "int" -> value.matches("-?[0-9]+");
      case "unsigned int", "datetime" -> value.matches("[0-9]+");
      case "string" -> true;
      // The metrics of a page have no type of their own.
      case "Object" -> value.startsWith("{") || value.matches("[a-z_]+");
      default -> words(type).anyMatch(value::equalsIgnoreCase);
    };
  }

  private static Stream<String> words(String type) {
    return list("enum_types")
        .valueStream()
        .filter(it -> it.path("name").asString("").equals(type))
        .flatMap(it -> it.path("values").valueStream())
        .map(JsonNode::asString);
  }
}
