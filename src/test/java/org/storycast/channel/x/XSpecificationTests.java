// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.XSimulator;

/** Everything that is sent, and answered by the simulator, is what X's OpenAPI document allows. */
class XSpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(XSpecificationTests.class);

  private static final DeliveryKey KEY = DeliveryKey.of("story", "x-en", "first");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final SamplePictures files = new SamplePictures();
  private final RecordingSimulator x = new RecordingSimulator(this.clock);
  private XDescription description;

  @BeforeEach
  void load() {
    assumeTrue(XDescription.load().isPresent(), "There is no " + XDescription.FILE);
    this.description = XDescription.load().orElseThrow();
  }

  @AfterEach
  void stop() {
    this.x.close();
  }

  @Test
  void sendsAndAnswersOnlyWhatTheDocumentDescribes() {
    useEverything();
    assertThat(this.x.exchanges).hasSizeGreaterThanOrEqualTo(40);
    List<String> faults =
        this.x.exchanges.stream()
            .flatMap(it -> this.description.faultsOf(it.request(), it.reply()).stream())
            .distinct()
            .toList();
    log.info(
        "X's OpenAPI document: {} requests and their answers, {} faults",
        this.x.exchanges.size(),
        faults.size());
    assertThat(faults).isEmpty();
  }

  @Test
  void wouldNoticeAnUnknownFieldAndAnUnknownParameter() {
    Request body =
        SimpleRequest.Builder.post("/2/tweets")
            .withContentType("application/json")
            .withBody("{\"text\":\"a\",\"link\":\"b\"}")
            .build();
    Request query =
        SimpleRequest.Builder.get("/2/users/1/tweets")
            .withQueryParam("tweet.fields", "text")
            .build();
    assertThat(this.description.faultsOf(body)).isNotEmpty();
    assertThat(this.description.faultsOf(query)).isNotEmpty();
  }

  @Test
  void isHeldAgainstEveryTestsRequests() throws Exception {
    HttpSimulator described = new DescribedX(this.clock);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI post = described.address().resolve("/2/tweets/17?link=b");
      client.send(HttpRequest.newBuilder(post).build(), HttpResponse.BodyHandlers.discarding());
    }
    assertThatThrownBy(described::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'link' is unexpected");
  }

  private void useEverything() {
    publishAndDelete();
    publishMedia("pictures", this.files.picture(1, 400, "Rain"), this.files.picture(2, 90, ""));
    publishMedia("film", this.files.film(XMedia.SEGMENT + 1));
    publishMedia("film", this.files.brokenFilm());
    beRefused();
  }

  private XPublisher publisher(String form) {
    Map<String, String> settings =
        Map.of("base-url", this.x.address().toString(), "form", form, "thread", "4");
    return (XPublisher) XFixtures.factory(this.clock, this.files).open(XFixtures.account(settings));
  }

  private void publishAndDelete() {
    XPublisher publisher = publisher("text");
    Attempt attempt = new DeliveryMemory(KEY, this.clock).attempt();
    Post post = XFixtures.thread(KEY, "It had not rained.", "The herds return.");
    this.x.failNext(Fault.TAKE_THEN_GARBLE);
    publisher.publish(post, attempt);
    for (int other = 0; other < 150; other++) {
      this.x.addOwnPost("Another post, number " + other);
    }
    this.clock.advance(Duration.ofMinutes(1));
    publisher.find(post, attempt);
    Receipt receipt = ((Outcome.Published) publisher.publish(post, attempt)).receipt();
    publisher.find(receipt);
    publisher.metrics(receipt);
    publisher.check();
    this.x.deleteByHand(receipt.parts().getLast().remoteId());
    publisher.find(receipt);
    publisher.remove(receipt, attempt);
    publisher.find(receipt);
    publisher.metrics(receipt);
  }

  private void publishMedia(String form, Attachment... media) {
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of(form + this.x.spent()), this.clock);
    Post post =
        XFixtures.with(XFixtures.saying("With " + form + this.x.spent(), KEY), List.of(media));
    for (int attempt = 0; attempt < 5; attempt++) {
      publisher(form).publish(post, memory.attempt());
      this.clock.advance(Duration.ofSeconds(2));
    }
  }

  private void beRefused() {
    XPublisher publisher = publisher("text");
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("refused"), this.clock);
    Receipt gone = Receipt.of("1445880548472328192", null, this.clock.instant());
    publisher.publish(XFixtures.saying("An update", KEY).inReplyTo(gone), memory.attempt());
    publisher.publish(XFixtures.saying("An update", KEY), memory.attempt());
    publisher.publish(
        XFixtures.saying("An update", KEY),
        new DeliveryMemory(DeliveryKey.of("duplicate"), this.clock).attempt());
    this.x.fund(5, true);
    publisher.publish(XFixtures.post(DeliveryKey.of("poor")), memory.attempt());
    publisher.check();
    this.x.makeReadOnly();
    publisher.remove(gone, memory.attempt());
  }

  private record Exchange(SimulatorRequest request, SimulatorReply reply) {}

  private static final class RecordingSimulator extends XSimulator {

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
