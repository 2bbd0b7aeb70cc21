// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Secret;
import org.storycast.database.TestDatabase;

/**
 * A process that connects an account and stands still at a point, until it is killed. A file tells
 * that it stands there.
 */
final class ConnectingProcess {

  static final ChannelId CHANNEL = new ChannelId("pigeon-en");
  static final Starter OLGA = new Starter(new UUID(1, 2), "olga");

  /** Where it stands still. */
  enum Point {
    /** The code is at the platform, which has not answered. */
    EXCHANGING,
    /** Everything is written and nothing is committed. */
    STORING,
    /** It is committed, and the channel is not open yet. */
    OPENING
  }

  private ConnectingProcess() {}

  /** Takes the database's address and user, the point, and the file. */
  public static void main(String[] arguments) {
    TestDatabase database =
        new TestDatabase(
            arguments[0], new DriverManagerDataSource(arguments[0], arguments[1], arguments[1]));
    Path file = Path.of(arguments[3]);
    ConnectedPlatform platform = new ConnectedPlatform();
    Replica replica = Replica.of(database, Clock.systemUTC(), platform);
    BegunConnection begun = replica.get(ConnectionDesk.class).begin(CHANNEL, OLGA);
    switch (Point.valueOf(arguments[2])) {
      case EXCHANGING -> platform.whenExchanging(() -> stand(file, begun));
      case STORING -> replica.whenConnected(() -> stand(file, begun));
      case OPENING -> platform.whenOpening(() -> stand(file, begun));
    }
    platform.answer(
        new AccountConnector.Answer.Opened(List.of(ConnectedPlatform.account("1", "ring-1"))));
    replica.get(ConnectionDesk.class).finish(state(begun), begun.browser(), Map.of("code", "code"));
  }

  /** The state in the address to which a person is sent. */
  static Secret state(BegunConnection begun) {
    return new Secret(begun.page().getQuery().replaceAll("(^|.*&)state=([^&]*).*", "$2"));
  }

  private static void stand(Path file, BegunConnection begun) {
    try {
      Path written = file.resolveSibling("written");
      Files.writeString(written, state(begun).reveal() + " " + begun.browser().reveal());
      Files.move(written, file);
      new CompletableFuture<Void>().join();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
