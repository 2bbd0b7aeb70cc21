// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.storycast.channel.support.MetaLists;
import org.storycast.simulator.Fault;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.InstagramSimulator;

/** Everything that is sent is in the platform's own list of calls, parameters and fields. */
class InstagramSpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(InstagramSpecificationTests.class);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstagramSimulator instagram = new InstagramSimulator(this.clock);

  @BeforeEach
  void needTheLists() {
    assumeTrue(MetaLists.arePresent(), "There is no folder " + MetaLists.FOLDER);
  }

  @AfterEach
  void stop() {
    this.instagram.close();
  }

  @Test
  void sendsOnlyWhatThePlatformLists() {
    useEverything();
    List<String> faults =
        this.instagram.requests().stream()
            .filter(InstagramLists::describe)
            .flatMap(it -> InstagramLists.faultsOf(it).stream())
            .distinct()
            .toList();
    log.info(
        "Instagram's lists: {} requests, {} faults",
        this.instagram.requests().size(),
        faults.size());
    assertThat(this.instagram.requests()).hasSizeGreaterThanOrEqualTo(50);
    assertThat(faults).isEmpty();
  }

  @Test
  void isHeldAgainstEveryTestsRequests() throws Exception {
    HttpSimulator described = new DescribedInstagram(this.clock);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = described.address().resolve("/v24.0/17/insights?metric=colour");
      client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    }
    assertThatThrownBy(described::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("metric=colour");
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
}
