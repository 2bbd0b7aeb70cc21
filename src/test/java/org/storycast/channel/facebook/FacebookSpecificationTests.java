// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.storycast.channel.support.MetaLists;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.HttpSimulator;

/**
 * Everything that is sent is an edge, a parameter, a type and a field that Meta's own lists name.
 */
class FacebookSpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(FacebookSpecificationTests.class);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);

  @BeforeEach
  void needTheLists() {
    assumeTrue(MetaLists.arePresent(), "There is no folder " + MetaLists.FOLDER);
  }

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  @Test
  void sendsOnlyWhatTheListsName() {
    useEverything();
    List<String> faults =
        this.facebook.requests().stream()
            .filter(FacebookLists::describe)
            .flatMap(it -> FacebookLists.faultsOf(it).stream())
            .distinct()
            .toList();
    log.info(
        "Meta's lists: {} requests, {} faults", this.facebook.requests().size(), faults.size());
    assertThat(this.facebook.requests()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(faults).isEmpty();
  }

  @Test
  void wouldNoticeAnUnknownEdgeParameterTypeAndField() {
    assertThat(FacebookLists.faultsOf("POST", List.of("v24.0", "1", "wall"), Map.of()))
        .isNotEmpty();
    assertThat(FacebookLists.faultsOf("POST", List.of("v24.0", "1", "feed"), Map.of("text", "a")))
        .isNotEmpty();
    assertThat(
            FacebookLists.faultsOf(
                "POST", List.of("v24.0", "1", "feed"), Map.of("published", "yes")))
        .isNotEmpty();
    assertThat(FacebookLists.faultsOf("GET", List.of("v24.0", "1_1"), Map.of("fields", "id,body")))
        .isNotEmpty();
    assertThat(
            FacebookLists.faultsOf(
                "POST", List.of("v24.0", "1", "feed"), Map.of("published", "true")))
        .isEmpty();
  }

  @Test
  void isHeldAgainstEveryTestsRequests() throws Exception {
    HttpSimulator described = new DescribedFacebook(this.clock);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = described.address().resolve("/v24.0/1_1?fields=body");
      client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    }
    assertThatThrownBy(described::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("unknown field body of PagePost");
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
}
