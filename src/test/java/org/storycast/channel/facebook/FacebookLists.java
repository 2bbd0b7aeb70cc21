// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.storycast.channel.support.MetaLists;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;

/** Which edges, parameters and fields Facebook has, and of which types. */
final class FacebookLists {

  /** Of every call; the lists name only what is an edge's own. */
  private static final Set<String> COMMON = Set.of("fields", "appsecret_proof");

  /** Of every edge that is read in pages. */
  private static final Set<String> PAGING = Set.of("limit", "since", "until", "after", "before");

  /** A look at a token, and the pages of a portfolio. */
  private static final Set<String> OUTSIDE = Set.of("debug_token", "owned_pages", "client_pages");

  /**
   * What an edge adds to the fields of its nodes. Source:
   * https://developers.facebook.com/docs/graph-api/reference/user/accounts/ (2026-11).
   */
  private static final Map<String, Set<String>> ADDED = Map.of("accounts", Set.of("tasks"));

  private FacebookLists() {}

  /**
   * Whether the lists know such requests: they name nodes and their edges, but a reel's bytes,
   * consent, tokens and the look at a token are neither; and there is no list for portfolios.
   */
  static boolean describe(SimulatorRequest request) {
    return !request.path().startsWith("/video-upload/")
        && !request.path().contains("/oauth")
        && !OUTSIDE.contains(request.segments().getLast());
  }

  /** What is wrong with the request; empty where nothing is. */
  static List<String> faultsOf(SimulatorRequest request) {
    Map<String, String> parameters = new HashMap<>(request.query());
    if (request.raw().isMultipart()) {
      request.raw().getParts().stream()
          .filter(it -> !it.getName().equals("source"))
          .forEach(it -> parameters.put(it.getName(), it.getBody().asString()));
    } else {
      parameters.putAll(request.form());
    }
    return faultsOf(request.method(), request.segments(), parameters);
  }

  private static String type(String id) {
    if (id.equals("me")) {
      return "User";
    }
    if (id.contains("_")) {
      return "PagePost";
    }
    return id.startsWith("9") ? "AdVideo" : "Page";
  }

  /** The same of a request that was not sent. */
  static List<String> faultsOf(String method, List<String> path, Map<String, String> parameters) {
    String type = type(path.get(1));
    Optional<JsonNode> call =
        path.size() == 3 ? edge(type, method, path.get(2)) : own(type, method);
    if (call.isEmpty()) {
      return List.of("There is no " + method + " " + path);
    }
    List<String> faults = new ArrayList<>();
    call.get()
        .path("params")
        .valueStream()
        .filter(it -> it.path("required").asBoolean(false))
        .map(it -> it.path("name").asString(""))
        .filter(it -> !parameters.containsKey(it))
        .forEach(it -> faults.add("%s %s lacks %s".formatted(method, path, it)));
    parameters.forEach(
        (name, value) -> {
          if (name.equals("fields")) {
            faults.addAll(
                path.size() == 3
                    ? unknownFields(shown(method, call.get()), path.get(2), value)
                    : unknownFields(type, "", value));
          } else if (!isKnown(call.get(), method, path, name, value)) {
            faults.add("%s %s: %s=%s".formatted(method, path, name, value));
          }
        });
    return faults;
  }

  /** The type of what an edge shows; of what was just made, the list names the owner instead. */
  private static String shown(String method, JsonNode edge) {
    return method.equals("GET") ? edge.path("return").asString("") : "PagePost";
  }

  private static Optional<JsonNode> edge(String type, String method, String name) {
    return MetaLists.calls(type)
        .filter(it -> it.path("endpoint").asString("").equals(name))
        .filter(it -> it.path("method").asString("").equals(method))
        .findFirst();
  }

  private static Optional<JsonNode> own(String type, String method) {
    String name =
        switch (method) {
          case "GET" -> "#get";
          case "POST" -> "#update";
          default -> "#delete";
        };
    return MetaLists.calls(type)
        .filter(it -> it.path("name").asString("").equals(name))
        .findFirst();
  }

  private static boolean isKnown(
      JsonNode call, String method, List<String> path, String name, String value) {
    if (COMMON.contains(name)
        || method.equals("GET") && path.size() == 3 && PAGING.contains(name)) {
      return true;
    }
    return call.path("params")
        .valueStream()
        .filter(it -> it.path("name").asString("").equals(name))
        .anyMatch(it -> MetaLists.fits(it.path("type").asString(""), value));
  }

  /** Fields are the type's own or its edges; what stands in braces is of another type. */
  private static List<String> unknownFields(String type, String edge, String fields) {
    if (!MetaLists.know(type)) {
      return List.of();
    }
    Set<String> known = new HashSet<>(MetaLists.fields(type));
    MetaLists.calls(type).map(it -> it.path("endpoint").asString("")).forEach(known::add);
    known.addAll(ADDED.getOrDefault(edge, Set.of()));
    return Stream.of(fields.replaceAll("\\{[^}]*}|\\.\\w+\\(\\w*\\)", "").split(","))
        .filter(it -> !known.contains(it))
        .map(it -> "unknown field " + it + " of " + type)
        .toList();
  }
}
