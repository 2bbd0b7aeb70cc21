// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.YoutubeSimulator;

/** Every request that the adapter makes is one that YouTube's own description knows. */
class YoutubeConformanceTests {

  private static final Logger log = LoggerFactory.getLogger(YoutubeConformanceTests.class);
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final YoutubeSimulator youtube = new YoutubeSimulator(this.clock);

  @AfterEach
  void stopSimulator() {
    this.youtube.close();
  }

  private static Discovery discovery() {
    assumeTrue(Discovery.load().isPresent(), "There is no discovery document at " + Discovery.FILE);
    return Discovery.load().orElseThrow();
  }

  private List<SimulatorRequest> requests() {
    return this.youtube.requests().stream().filter(Discovery::describes).toList();
  }

  @Test
  void makesOnlyRequestsThatTheDiscoveryDocumentKnows() {
    Discovery discovery = discovery();
    doEverything();
    doEverythingWithAVideo();
    List<String> faults =
        requests().stream().flatMap(it -> discovery.faultsOf(it).stream()).toList();
    log.info(
        "YouTube: {} requests, {} faults by the discovery document",
        requests().size(),
        faults.size());
    assertThat(requests()).hasSizeGreaterThan(25);
    assertThat(faults).isEmpty();
  }

  /** What a person is asked to allow is enough for all that is done, and no less would be. */
  @Test
  void asksForAScopeThatCoversEveryRequest() {
    Discovery discovery = discovery();
    doEverything();
    String manage = "https://www.googleapis.com/auth/youtube";
    assertThat(requests()).allMatch(it -> discovery.scopesOf(it).contains(manage));
    assertThat(requests()).anyMatch(it -> !discovery.scopesOf(it).contains(manage + ".upload"));
    doEverythingWithAVideo();
    assertThat(requests()).anyMatch(it -> !discovery.scopesOf(it).contains(manage));
    assertThat(requests()).allMatch(it -> discovery.scopesOf(it).contains(manage + ".force-ssl"));
  }

  /** The document is of a revision before that field, which proves that a strange one is seen. */
  @Test
  void seesAFieldThatTheDocumentDoesNotKnow() {
    Discovery discovery = discovery();
    SampleFilm film = SampleFilm.small();
    new YoutubeFactory(TestTokens.fresh(this.clock), film, this.clock)
        .open(YoutubeAccount.at(this.youtube.address(), "synthetic-media", "true"))
        .publish(
            YoutubeAccount.post(film),
            new DeliveryMemory(DeliveryKey.of("story"), this.clock).attempt());
    assertThat(this.youtube.requests())
        .flatExtracting(discovery::faultsOf)
        .contains("There is no field Video.status.containsSyntheticMedia");
  }

  private void doEverything() {
    SampleFilm film = SampleFilm.ofSize(2 * YoutubeSettings.CHUNK_UNIT + 100);
    Post post = YoutubeAccount.post(film);
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("story"), this.clock);
    YoutubePublisher publisher =
        (YoutubePublisher)
            new YoutubeFactory(TestTokens.fresh(this.clock), film, this.clock)
                .open(
                    YoutubeAccount.at(
                        this.youtube.address(),
                        "channel-id",
                        YoutubeSimulator.CHANNEL_ID,
                        "notify-subscribers",
                        "false"));
    memory.killAt(2, false);
    try {
      publisher.publish(post, memory.attempt());
    } catch (DeliveryMemory.Killed killed) {
      log.debug("Killed as ordered");
    }
    publisher.find(post, memory.attempt());
    publisher.publish(post, memory.attempt());
    this.youtube.expireSessions();
    this.clock.advance(Duration.ofMinutes(1));
    Outcome outcome = publisher.follow(post, "vid00000001", memory.attempt());
    Receipt receipt = ((Outcome.Published) outcome).receipt();
    publisher.find(receipt);
    publisher.metrics(receipt);
    publisher.edit(receipt, post, memory.attempt());
    lookAmongUploads(publisher, post);
    publisher.remove(receipt, memory.attempt());
  }

  private void doEverythingWithAVideo() {
    this.youtube.makePlaylist("PLall");
    VideoMedia media = new VideoMedia(SampleFilm.ofSize(YoutubeSettings.CHUNK_UNIT), JPEG);
    YoutubePublisher publisher =
        (YoutubePublisher)
            new YoutubeFactory(TestTokens.fresh(this.clock), media, this.clock)
                .open(
                    YoutubeAccount.at(
                        this.youtube.address(),
                        "form",
                        "video",
                        "playlists",
                        "PLall",
                        "publish-after",
                        "10m"));
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("video"), this.clock);
    Outcome outcome = publisher.publish(media.post(), memory.attempt());
    while (outcome instanceof Outcome.Underway underway) {
      this.clock.set(underway.askAgainAt());
      outcome = publisher.follow(media.post(), underway.handle(), memory.attempt());
    }
    assertThat(this.youtube.playlist("PLall")).hasSize(1);
    publisher.check();
  }

  private void lookAmongUploads(YoutubePublisher publisher, Post post) {
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    memory.attempt().committing("upload", post.digest());
    publisher.find(post, memory.attempt());
  }
}
