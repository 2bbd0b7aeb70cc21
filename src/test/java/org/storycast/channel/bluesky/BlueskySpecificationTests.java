// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Everything that is sent, and answered by the simulator, is what the network's schemas allow. */
class BlueskySpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(BlueskySpecificationTests.class);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final RecordingSimulator bluesky = new RecordingSimulator(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);

  @BeforeEach
  void needTheSchemas() {
    assumeTrue(Lexicons.arePresent(), "There is no folder " + Lexicons.FOLDER);
  }

  @AfterEach
  void stop() {
    this.bluesky.close();
  }

  @Test
  void sendsAndAnswersOnlyWhatTheSchemasDescribe() {
    useEverything();
    Lexicons lexicons = new Lexicons();
    List<Exchange> known =
        this.bluesky.exchanges.stream().filter(it -> Lexicons.describe(it.request())).toList();
    known.forEach(it -> lexicons.exchange(it.request(), it.reply()));
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
    Lexicons lexicons = new Lexicons();
    ObjectNode record = (ObjectNode) new JsonMapper().readTree(json);
    lexicons.record(Beginning.COLLECTION, record.put("$type", Beginning.COLLECTION));
    assertThat(lexicons.faults()).anyMatch(it -> it.contains(fault));
  }

  @Test
  void isHeldAgainstEveryTestsRequests() throws Exception {
    HttpSimulator described = new DescribedBluesky(this.clock);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = described.address().resolve("/xrpc/com.atproto.repo.getRecord?colour=red");
      client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    }
    assertThatThrownBy(described::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has an unknown colour");
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

  private record Exchange(SimulatorRequest request, SimulatorReply reply) {}

  private static final class RecordingSimulator extends BlueskySimulator {

    private final List<Exchange> exchanges = new ArrayList<>();

    private RecordingSimulator(Clock clock) {
      super(clock);
    }

    @Override
    protected SimulatorReply answer(SimulatorRequest request) {
      SimulatorReply reply = super.answer(request);
      this.exchanges.add(new Exchange(request, reply));
      return reply;
    }
  }
}
