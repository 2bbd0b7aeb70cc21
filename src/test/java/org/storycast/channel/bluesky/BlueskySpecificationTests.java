// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.Attachment;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Edits;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.BlueskySimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that is sent, and answered by the simulator, is what the network's schemas allow. */
class BlueskySpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(BlueskySpecificationTests.class);

  private static final Path FOLDER =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "platform-specs",
          "bluesky",
          "lexicons");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final RecordingSimulator bluesky = new RecordingSimulator(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);

  @BeforeEach
  void needTheSchemas() {
    assumeTrue(Files.isDirectory(FOLDER), () -> "There is no folder " + FOLDER);
  }

  @AfterEach
  void stop() {
    this.bluesky.close();
  }

  @Test
  void sendsAndAnswersOnlyWhatTheSchemasDescribe() {
    useEverything();
    Lexicons lexicons = new Lexicons(FOLDER);
    List<Exchange> known =
        this.bluesky.exchanges.stream().filter(it -> lexicons.knows(it.method())).toList();
    known.forEach(it -> check(lexicons, it));
    log.info(
        "Bluesky's lexicons: {} of {} exchanges, {} faults",
        known.size(),
        this.bluesky.exchanges.size(),
        lexicons.faults().size());
    assertThat(known).hasSizeGreaterThan(15);
    assertThat(lexicons.faults()).isEmpty();
  }

  @Test
  void wouldNoticeWhatTheSchemasDoNotAllow() {
    assertFault("{\"text\":\"a\",\"createdAt\":\"2026-11-20T12:00:00Z\",\"link\":\"b\"}", "link");
    assertFault("{\"text\":\"a\"}", "misses createdAt");
    assertFault("{\"text\":\"a\",\"createdAt\":\"today\"}", "datetime");
    assertFault(
        "{\"text\":\"%s\",\"createdAt\":\"2026-11-20T12:00:00Z\"}".formatted("a".repeat(301)),
        "maxGraphemes");
    assertFault(
        "{\"text\":\"a\",\"createdAt\":\"2026-11-20T12:00:00Z\",\"embed\":{\"$type\":\"x\"}}",
        "union");
  }

  private static void assertFault(String json, String fault) {
    Lexicons lexicons = new Lexicons(FOLDER);
    ObjectNode record = (ObjectNode) new JsonMapper().readTree(json);
    lexicons.record(Beginning.COLLECTION, record.put("$type", Beginning.COLLECTION));
    assertThat(lexicons.faults()).anyMatch(it -> it.contains(fault));
  }

  private void useEverything() {
    Receipt first = publish("card", "first", BlueskyFixtures.pictures(0), null);
    publish("pictures", "pictures", BlueskyFixtures.pictures(4), first);
    publish("video", "film", BlueskyFixtures.film(), first);
    publish("text", "text", List.of(), first);
    this.clock.advance(Duration.ofMinutes(1));
    BlueskyPublisher publisher = publisher("text");
    publisher.find(first);
    publisher.metrics(first);
    publisher.check();
    ((Edits) publisher).edit(first, post("edited"), attempt("edit"));
    publisher.remove(first, attempt("remove"));
    publisher.remove(first, attempt("remove"));
    publisher.find(first);
  }

  private DeliveryMemory memory(String name) {
    return new DeliveryMemory(DeliveryKey.of(name), this.clock);
  }

  private org.storycast.channel.Attempt attempt(String name) {
    return memory(name).attempt();
  }

  private static Post post(String name) {
    return BlueskyFixtures.post(DeliveryKey.of(name));
  }

  private Receipt publish(
      String form,
      String name,
      List<Attachment> files,
      @org.jspecify.annotations.Nullable Receipt earlier) {
    Post post = files.isEmpty() ? post(name) : BlueskyFixtures.with(post(name), files);
    Outcome outcome =
        publisher(form).publish(earlier == null ? post : post.inReplyTo(earlier), attempt(name));
    this.clock.advance(Duration.ofSeconds(1));
    return ((Outcome.Published) outcome).receipt();
  }

  private BlueskyPublisher publisher(String form) {
    return (BlueskyPublisher)
        new BlueskyPublisherFactory(this.tokens, BlueskyFixtures.attachments(), this.clock)
            .open(BlueskyFixtures.account(this.bluesky.address(), "form", form, "edits", "true"));
  }

  private static void check(Lexicons lexicons, Exchange exchange) {
    JsonNode method = lexicons.main(exchange.method());
    JsonNode input = method.path("input").path("schema");
    if (!input.isMissingNode()) {
      JsonNode body = exchange.request().json();
      lexicons.object(exchange.method(), exchange.method(), input, body);
      if (body.has("record")) {
        lexicons.record(body.path("collection").asString(), body.path("record"));
      }
    }
    if (method.has("parameters")) {
      ObjectNode query = JsonNodeFactory.instance.objectNode();
      exchange.request().query().forEach(query::put);
      lexicons.object(exchange.method(), exchange.method(), method.path("parameters"), query);
    }
    if (exchange.reply().status() == 200) {
      JsonNode answer = new JsonMapper().readTree(exchange.reply().body());
      lexicons.object(
          exchange.method(),
          exchange.method() + " →",
          method.path("output").path("schema"),
          answer);
    }
  }

  private record Exchange(String method, SimulatorRequest request, SimulatorReply reply) {}

  private static final class RecordingSimulator extends BlueskySimulator {

    private final List<Exchange> exchanges = new ArrayList<>();

    private RecordingSimulator(Clock clock) {
      super(clock);
    }

    @Override
    protected SimulatorReply answer(SimulatorRequest request) {
      SimulatorReply reply = super.answer(request);
      this.exchanges.add(new Exchange(request.path().replaceFirst("^/xrpc/", ""), request, reply));
      return reply;
    }
  }
}
