// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Channels;
import org.storycast.channel.Secret;
import org.storycast.database.TestDatabase;
import org.storycast.sandbox.JavaProcess;

/** A process is killed, for real, while it connects an account. */
class ConnectionKillTests {

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.Kind.POSTGRESQL.fresh();
  private final ConnectedPlatform platform = new ConnectedPlatform();

  @ParameterizedTest
  @EnumSource(ConnectingProcess.Point.class)
  void connectsTheAccountWhollyOrNotAtAll(ConnectingProcess.Point point) throws Exception {
    List<Secret> way = killedAt(point);
    try (Replica next = Replica.of(this.database, Clock.systemUTC(), this.platform)) {
      boolean stored = point == ConnectingProcess.Point.OPENING;
      assertThat(next.get(AccountConnections.class).of(ConnectingProcess.CHANNEL).isPresent())
          .isEqualTo(stored);
      assertThat(next.get(Channels.class).find(ConnectingProcess.CHANNEL).isPresent())
          .isEqualTo(stored);
      assertThat(rows("oauth_token")).isEqualTo(stored ? 1 : 0);
      ConnectionDesk desk = next.get(ConnectionDesk.class);
      assertThat(desk.finish(way.getFirst(), way.getLast(), Map.of("code", "code")))
          .as("the code is used up")
          .isEqualTo(new ConnectionEnd.Stale());
      BegunConnection anew = desk.begin(ConnectingProcess.CHANNEL, ConnectingProcess.OLGA);
      this.platform.answer(
          new AccountConnector.Answer.Opened(List.of(ConnectedPlatform.account("1", "ring-2"))));
      assertThat(desk.finish(ConnectingProcess.state(anew), anew.browser(), Map.of("code", "next")))
          .isEqualTo(new ConnectionEnd.Connected("Loft 1"));
      assertThat(this.platform.lastOpened().credential("ring")).isEqualTo(new Secret("ring-2"));
    }
  }

  private int rows(String table) {
    return this.database.jdbc().sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
  }

  /** What the killed process' person would come back with: the state, and the browser's secret. */
  private List<Secret> killedAt(ConnectingProcess.Point point) throws Exception {
    Path file = this.folder.resolve("stands");
    Process process =
        JavaProcess.of(
                ConnectingProcess.class,
                this.database.url(),
                this.database.user(),
                point.name(),
                file.toString())
            .redirectOutput(this.folder.resolve("output.txt").toFile())
            .start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
    } finally {
      process.destroyForcibly().waitFor();
    }
    return List.of(Files.readString(file).split(" ")).stream().map(Secret::new).toList();
  }
}
