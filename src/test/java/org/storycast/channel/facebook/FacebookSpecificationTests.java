// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.Attempt;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is sent is an edge, a parameter, a type and a field that Meta's own lists name.
 */
class FacebookSpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(FacebookSpecificationTests.class);

  private static final Path LISTS =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "platform-specs",
          "facebook-instagram");

  /** Of every call; the lists name only what is an edge's own. */
  private static final Set<String> COMMON = Set.of("fields", "appsecret_proof");

  /** Of every edge that is read in pages. */
  private static final Set<String> PAGING = Set.of("limit", "since", "until", "after", "before");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);

  @BeforeEach
  void needTheLists() {
    assumeTrue(Files.isDirectory(LISTS), () -> "There is no folder " + LISTS);
  }

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  @Test
  void sendsOnlyWhatTheListsName() {
    useEverything();
    List<String> faults =
        this.facebook.requests().stream().flatMap(it -> faults(it).stream()).distinct().toList();
    log.info(
        "Meta's lists: {} requests, {} faults", this.facebook.requests().size(), faults.size());
    assertThat(this.facebook.requests()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(faults).isEmpty();
  }

  @Test
  void wouldNoticeAnUnknownEdgeParameterTypeAndField() {
    assertThat(faults("POST", List.of("v24.0", "1", "wall"), Map.of())).isNotEmpty();
    assertThat(faults("POST", List.of("v24.0", "1", "feed"), Map.of("text", "a"))).isNotEmpty();
    assertThat(faults("POST", List.of("v24.0", "1", "feed"), Map.of("published", "yes")))
        .isNotEmpty();
    assertThat(faults("GET", List.of("v24.0", "1_1"), Map.of("fields", "id,body"))).isNotEmpty();
    assertThat(faults("POST", List.of("v24.0", "1", "feed"), Map.of("published", "true")))
        .isEmpty();
  }

  private void useEverything() {
    for (String form : List.of("link", "photos", "video", "reel")) {
      use(form);
    }
  }

  private void use(String form) {
    FacebookPublisher publisher =
        (FacebookPublisher)
            FacebookFixtures.factory(this.clock)
                .open(FacebookFixtures.account(this.facebook.address(), form));
    DeliveryKey key = DeliveryKey.of("story", "facebook-en", form);
    Attempt attempt = new DeliveryMemory(key, this.clock).attempt();
    Post post =
        switch (form) {
          case "link" -> FacebookFixtures.post(key);
          case "photos" -> FacebookFixtures.photos(key, 2);
          default -> FacebookFixtures.film(key);
        };
    Receipt receipt = published(publisher, post, attempt);
    for (int other = 0; other < 150; other++) {
      this.facebook.addPost("Another post, number " + other, "");
    }
    this.clock.advance(Duration.ofMinutes(1));
    publisher.find(post, attempt);
    publisher.find(receipt);
    publisher.metrics(receipt);
    publisher.check();
    publisher.edit(receipt, post, attempt);
    publisher.remove(receipt, attempt);
    publisher.remove(receipt, attempt);
  }

  private Receipt published(FacebookPublisher publisher, Post post, Attempt attempt) {
    Outcome outcome = publisher.publish(post, attempt);
    while (outcome instanceof Outcome.Underway underway) {
      this.clock.set(underway.askAgainAt());
      outcome = publisher.follow(post, underway.handle(), attempt);
    }
    return ((Outcome.Published) outcome).receipt();
  }

  private static List<String> faults(SimulatorRequest request) {
    if (isBesideTheLists(request)) {
      return List.of();
    }
    Map<String, String> parameters = new HashMap<>(request.query());
    if (request.raw().isMultipart()) {
      request.raw().getParts().stream()
          .filter(it -> !it.getName().equals("source"))
          .forEach(it -> parameters.put(it.getName(), it.getBody().asString()));
    } else {
      parameters.putAll(request.form());
    }
    return faults(request.method(), request.segments(), parameters);
  }

  /** Meta lists nodes and their edges; a reel's bytes and the look at a token are neither. */
  private static boolean isBesideTheLists(SimulatorRequest request) {
    return request.path().startsWith("/video-upload/") || request.path().endsWith("/debug_token");
  }

  private static String type(String id) {
    if (id.contains("_")) {
      return "PagePost";
    }
    return id.startsWith("9") ? "AdVideo" : "Page";
  }

  private static List<String> faults(
      String method, List<String> path, Map<String, String> parameters) {
    String type = type(path.get(1));
    JsonNode node = read(type);
    Optional<JsonNode> call =
        path.size() == 3 ? edge(node, method, path.get(2)) : own(node, method);
    if (call.isEmpty()) {
      return List.of("There is no " + method + " " + path);
    }
    List<String> faults = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          if (name.equals("fields")) {
            faults.addAll(unknownFields(path.size() == 3 ? "PagePost" : type, value));
          } else if (!isKnown(call.get(), method, path, name, value)) {
            faults.add("%s %s: %s=%s".formatted(method, path, name, value));
          }
        });
    return faults;
  }

  private static Optional<JsonNode> edge(JsonNode node, String method, String name) {
    return calls(node)
        .filter(it -> it.path("endpoint").asString("").equals(name))
        .filter(it -> it.path("method").asString("").equals(method))
        .findFirst();
  }

  private static Optional<JsonNode> own(JsonNode node, String method) {
    String name =
        switch (method) {
          case "GET" -> "#get";
          case "POST" -> "#update";
          default -> "#delete";
        };
    return calls(node).filter(it -> it.path("name").asString("").equals(name)).findFirst();
  }

  private static Stream<JsonNode> calls(JsonNode node) {
    return node.path("apis").valueStream();
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
        .anyMatch(it -> fits(it.path("type").asString(""), value));
  }

  private static boolean fits(String type, String value) {
    return switch (type) {
      case "bool" -> value.equals("true") || value.equals("false");
      case "int" -> value.matches("-?[0-9]+");
      case "unsigned int" -> value.matches("[0-9]+");
      case "string" -> true;
      case "list<Object>" -> value.startsWith("[{") || value.matches("[a-z_,]+");
      case "pagevideos_upload_phase_enum_param" -> value.matches("start|transfer|finish");
      case "pagevideo_reels_upload_phase_enum_param" -> value.matches("start|finish");
      case "pagevideo_reels_video_state_enum_param" -> value.equals("PUBLISHED");
      default -> false;
    };
  }

  /** Fields are the type's own or its edges; what stands in braces is of another type. */
  private static List<String> unknownFields(String type, String fields) {
    JsonNode node = read(type);
    Set<String> known =
        Stream.concat(
                node.path("fields").valueStream().map(it -> it.path("name").asString("")),
                calls(node).map(it -> it.path("endpoint").asString("")))
            .collect(Collectors.toSet());
    return Stream.of(fields.replaceAll("\\{[^}]*}|\\.\\w+\\(\\w*\\)", "").split(","))
        .filter(it -> !known.contains(it))
        .map(it -> "unknown field " + it + " of " + type)
        .toList();
  }

  private static JsonNode read(String type) {
    return new JsonMapper().readTree(LISTS.resolve(type + ".json").toFile());
  }
}
