// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is sent is in the platform's own list of calls, parameters and fields. */
class InstagramSpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(InstagramSpecificationTests.class);
  private static final Path FOLDER =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "platform-specs",
          "facebook-instagram");
  private static final JsonMapper JSON = new JsonMapper();

  /** Every call of the Graph API takes these; a container is in no list. */
  private static final Set<String> EVERYWHERE =
      Set.of("fields", "limit", "access_token", "appsecret_proof");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstagramSimulator instagram = new InstagramSimulator(this.clock);

  @BeforeEach
  void needTheLists() {
    assumeTrue(Files.isDirectory(FOLDER), () -> "There is no " + FOLDER);
  }

  @AfterEach
  void stop() {
    this.instagram.close();
  }

  @Test
  void sendsOnlyWhatThePlatformLists() {
    useEverything();
    List<String> faults = new ArrayList<>();
    this.instagram.requests().forEach(request -> faults.addAll(faultsOf(request)));
    log.info(
        "Instagram's lists: {} requests, {} faults",
        this.instagram.requests().size(),
        faults.size());
    assertThat(this.instagram.requests()).hasSizeGreaterThanOrEqualTo(50);
    assertThat(faults).isEmpty();
  }

  private void useEverything() {
    use("picture", InstagramFixtures.post());
    use("carousel", InstagramFixtures.carousel(2));
    use("reel", InstagramFixtures.reel());
    use("story", InstagramFixtures.story());
  }

  private void use(String form, Post post) {
    Map<String, String> settings =
        Map.of(
            "base-url",
            this.instagram.address().toString(),
            "form",
            form,
            "page-id",
            InstagramSimulator.PAGE_ID,
            "cover-card",
            "true");
    InstagramPublisher publisher =
        (InstagramPublisher)
            InstagramFixtures.factory(this.clock).open(InstagramFixtures.account(settings));
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("story", form), this.clock);
    this.instagram.failNext(Fault.TAKE_THEN_DROP);
    Outcome outcome = publisher.publish(post, memory.attempt());
    while (outcome instanceof Outcome.TryLater) {
      this.instagram.finishProcessing();
      outcome = publisher.publish(post, memory.attempt());
    }
    Receipt receipt = ((Outcome.Published) outcome).receipt();
    publisher.find(receipt);
    publisher.metrics(receipt);
    publisher.check();
    publisher.remove(receipt, memory.attempt());
  }

  private List<String> faultsOf(SimulatorRequest request) {
    List<String> path = request.segments();
    if (path.get(1).equals("debug_token")) {
      return List.of();
    }
    if (path.get(1).equals(InstagramSimulator.PAGE_ID)) {
      return unknownFields(request.query().get("fields"), "Page.json");
    }
    boolean ofAccount = path.get(1).equals(InstagramSimulator.USER_ID);
    String endpoint = path.size() > 2 ? path.get(2) : "";
    if (!ofAccount && request.query().getOrDefault("fields", "").equals("status_code,status")) {
      return List.of();
    }
    String list = ofAccount ? "IGUser.json" : "IGMedia.json";
    JsonNode call = call(list, request.method(), endpoint);
    if (call.isMissingNode()) {
      return List.of("%s %s is not in %s".formatted(request.method(), endpoint, list));
    }
    return faults(
        request,
        call,
        endpoint.isEmpty() || endpoint.equals("media") || endpoint.equals("stories"));
  }

  private static JsonNode call(String list, String method, String endpoint) {
    for (JsonNode call : read(list).path("apis")) {
      if (call.path("method").asString("").equals(method)
          && call.path("endpoint").asString("").equals(endpoint)) {
        return call;
      }
    }
    return read(list).path("none");
  }

  private static List<String> faults(SimulatorRequest request, JsonNode call, boolean media) {
    Map<String, String> parameters =
        request.method().equals("POST") ? request.form() : request.query();
    List<String> faults = new ArrayList<>();
    Set<String> known = new HashSet<>(EVERYWHERE);
    for (JsonNode parameter : call.path("params")) {
      String name = parameter.path("name").asString("");
      known.add(name);
      if (parameter.path("required").asBoolean(false) && !parameters.containsKey(name)) {
        faults.add("%s lacks %s".formatted(request.path(), name));
      }
    }
    parameters.keySet().stream()
        .filter(it -> !known.contains(it))
        .forEach(it -> faults.add("%s takes no %s".formatted(request.path(), it)));
    if (media && request.method().equals("GET")) {
      boolean account = request.segments().size() == 2 && isAccount(request);
      faults.addAll(
          unknownFields(
              parameters.getOrDefault("fields", "id"), account ? "IGUser.json" : "IGMedia.json"));
    }
    return faults;
  }

  private static boolean isAccount(SimulatorRequest request) {
    return request.segments().get(1).equals(InstagramSimulator.USER_ID);
  }

  private static List<String> unknownFields(String asked, String list) {
    Set<String> fields = new HashSet<>();
    read(list).path("fields").forEach(it -> fields.add(it.path("name").asString("")));
    return Stream.of(asked.split(","))
        .filter(it -> !fields.contains(it))
        .map(it -> list + " has no " + it)
        .toList();
  }

  private static JsonNode read(String file) {
    return JSON.readTree(FOLDER.resolve(file).toFile());
  }
}
