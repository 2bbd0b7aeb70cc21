// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;

class SourceTickTests {

  private static final String FEED =
      "<rss version='2.0'><channel><item><title>River</title></item></channel></rss>";

  /** The silent source never answers: nobody accepts its connections. */
  @Test
  void aSilentSourceKeepsNoOtherWaiting() throws IOException {
    try (Newsroom newsroom = new Newsroom(TestDatabase.Kind.H2.fresh());
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      newsroom.serve("/feed", FEED);
      Map<String, SourceSettings> settings = new HashMap<>();
      URI nobody = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/feed");
      settings.put("a-silent", Newsroom.settings(nobody));
      settings.put("b-well", Newsroom.settings(newsroom.address("/feed")));
      settings.put(
          "c-off", Newsroom.settings(newsroom.address("/off"), Map.of("source.enabled", "false")));
      Sources sources = new Sources(new SourcesProperties(settings), newsroom.rows);
      SourceTick tick = new SourceTick(sources, newsroom.poller(silent.getLocalPort()));
      tick.startDue();
      await().untilAsserted(() -> assertThat(newsroom.all()).hasSize(1));
      assertThat(newsroom.requests).containsExactly("/feed");
      tick.stop();
      await()
          .untilAsserted(
              () ->
                  assertThat(sources.statuses())
                      .extracting(SourceStatus::name, SourceStatus::enabled, SourceStatus::failures)
                      .containsExactly(
                          org.assertj.core.groups.Tuple.tuple("a-silent", true, 1),
                          org.assertj.core.groups.Tuple.tuple("b-well", true, 0),
                          org.assertj.core.groups.Tuple.tuple("c-off", false, 0)));
      assertThat(sources.statuses().get(1).lastSuccess()).isEqualTo(Newsroom.NOW);
    }
  }

  @Test
  void theStatusShowsNoSecretOfTheAddress() {
    try (Newsroom newsroom = new Newsroom(TestDatabase.Kind.H2.fresh())) {
      SourceSettings settings =
          Newsroom.settings(URI.create("https://courier.example/feed?token=secret"));
      Sources sources = new Sources(new SourcesProperties(Map.of("x", settings)), newsroom.rows);
      assertThat(sources.statuses().getFirst().address())
          .hasToString("https://courier.example/feed");
    }
  }
}
