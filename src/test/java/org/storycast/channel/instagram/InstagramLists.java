// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.storycast.channel.support.MetaLists;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;

/** Which calls, parameters and fields Instagram has, at either of its doors. */
enum InstagramLists {
  BY_PAGE("IGUser", "IGMedia"),
  ALONE("IGUserForIGOnlyAPI", "IGMediaForIGOnlyAPI");

  /** Every call of the Graph API takes these. */
  private static final Set<String> EVERYWHERE =
      Set.of("fields", "limit", "access_token", "appsecret_proof");

  /** The edges whose nodes are posts, or the node itself. */
  private static final Set<String> OF_POSTS = Set.of("", "media", "stories");

  /** The edges of persons and of their portfolios, by which pages are found. */
  private static final Set<String> OF_PERSONS =
      Set.of("accounts", "businesses", "owned_pages", "client_pages");

  private final String account;
  private final String post;

  InstagramLists(String account, String post) {
    this.account = account;
    this.post = post;
  }

  /**
   * Whether the lists know such requests: consent, tokens, a container's state and its bytes are in
   * none; the pages of a person are Facebook's.
   */
  static boolean describe(SimulatorRequest request) {
    List<String> path = request.segments();
    boolean ofContainer =
        request.query().getOrDefault("fields", "").equals("status_code,status")
            || path.getFirst().equals("ig-api-upload");
    boolean ofPages = path.size() == 3 && OF_PERSONS.contains(path.getLast());
    return !ofContainer
        && !ofPages
        && !request.path().contains("/oauth")
        && !path.getLast().equals("access_token")
        && !path.getLast().equals("debug_token");
  }

  /** What is wrong with the request; empty where one of the doors takes it as it is. */
  static List<String> faultsOf(SimulatorRequest request) {
    List<String> faults = BY_PAGE.faultsIn(request);
    return faults.isEmpty() || ALONE.faultsIn(request).isEmpty() ? List.of() : faults;
  }

  private List<String> faultsIn(SimulatorRequest request) {
    String type = type(request.segments());
    String edge = request.segments().size() > 2 ? request.segments().get(2) : "";
    Optional<JsonNode> call = call(type, request.method(), edge);
    if (call.isEmpty()) {
      return List.of("%s %s is not in %s".formatted(request.method(), edge, type));
    }
    Map<String, String> parameters = new HashMap<>(request.query());
    if (request.method().equals("POST")) {
      parameters.putAll(request.form());
    }
    List<String> faults = new ArrayList<>(faults(request.path(), call.get(), parameters));
    if (OF_POSTS.contains(edge) && parameters.containsKey("fields")) {
      faults.addAll(unknownFields(edge.isEmpty() ? type : this.post, parameters.get("fields")));
    }
    return faults;
  }

  /** An account that is not the simulator's is told by its edges. */
  private String type(List<String> path) {
    if (path.size() == 3 && !path.get(2).equals("insights")) {
      return this.account;
    }
    return switch (path.getLast().equals("refresh_access_token") ? path.getLast() : path.get(1)) {
      case "refresh_access_token" -> "IGRefreshAccessTokenForIGOnlyAPI";
      case "me", InstagramSimulator.USER_ID -> this.account;
      case InstagramSimulator.PAGE_ID -> "Page";
      default -> this.post;
    };
  }

  private static Optional<JsonNode> call(String type, String method, String edge) {
    return MetaLists.calls(type)
        .filter(it -> it.path("method").asString("").equals(method))
        .filter(it -> named(it.path("endpoint").asString("")).equals(edge))
        .findFirst();
  }

  /**
   * The list of the door without a page leaves an underscore out. Source:
   * https://developers.facebook.com/docs/instagram-platform/content-publishing (2026-11).
   */
  private static String named(String listed) {
    return listed.equals("mediapublish") ? "media_publish" : listed;
  }

  private static List<String> faults(String path, JsonNode call, Map<String, String> parameters) {
    List<String> faults = new ArrayList<>();
    Map<String, String> types = new HashMap<>();
    for (JsonNode parameter : call.path("params")) {
      String name = parameter.path("name").asString("");
      types.put(name, parameter.path("type").asString(""));
      if (parameter.path("required").asBoolean(false) && !parameters.containsKey(name)) {
        faults.add("%s lacks %s".formatted(path, name));
      }
    }
    parameters.forEach(
        (name, value) -> {
          if (!types.containsKey(name) && !EVERYWHERE.contains(name)) {
            faults.add("%s takes no %s".formatted(path, name));
          } else if (types.containsKey(name) && !MetaLists.fits(types.get(name), value)) {
            faults.add("%s: %s=%s is no %s".formatted(path, name, value, types.get(name)));
          }
        });
    return faults;
  }

  private static List<String> unknownFields(String type, String asked) {
    Set<String> known = MetaLists.fields(type);
    return Stream.of(asked.split(","))
        .filter(it -> !known.contains(it))
        .map(it -> type + " has no " + it)
        .toList();
  }
}
