// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.storycast.channel.AccountConnected;
import org.storycast.channel.Channels;
import org.storycast.channel.ChannelsProperties;
import org.storycast.channel.DoubtPolicy;
import org.storycast.channel.Secret;
import org.storycast.database.TestDatabase;

/** One process of an installation, as far as connecting accounts goes. */
final class Replica implements AutoCloseable {

  static final byte[] KEY = new byte[32];

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private Replica(
      TestDatabase database,
      Clock clock,
      ConnectedPlatform platform,
      byte[] key,
      ChannelsProperties.ChannelSettings settings) {
    this.context.registerBean(JdbcClient.class, database::jdbc);
    this.context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(database.source()));
    this.context.registerBean(Clock.class, () -> clock);
    this.context.registerBean(ConnectedPlatform.class, () -> platform);
    this.context.registerBean(
        ChannelsProperties.class,
        () ->
            new ChannelsProperties(
                Map.of("pigeon-en", settings, "unknown", settings(null, Map.of(), Map.of()))));
    this.context.registerBean(
        TokenKeyProperties.class,
        () ->
            new TokenKeyProperties(
                new Secret(Base64.getEncoder().encodeToString(key)), Path.of("none")));
    this.context.registerBean(
        ConnectionProperties.class,
        () -> new ConnectionProperties(URI.create("https://news.example/")));
    this.context.register(
        Channels.class,
        AccessTokens.class,
        OauthTokens.class,
        TokenCipher.class,
        TokenKey.class,
        SealedAccounts.class,
        ConnectionRows.class,
        KeptCredentials.class,
        ConnectionAttempts.class,
        AccountConnections.class,
        ConnectionDesk.class,
        ConnectionWatch.class);
    this.context.refresh();
  }

  /** A process whose channel has the app's own settings only. */
  static Replica of(TestDatabase database, Clock clock, ConnectedPlatform platform) {
    return of(database, clock, platform, Map.of(), Map.of());
  }

  /** A process whose channel has further settings and credentials. */
  static Replica of(
      TestDatabase database,
      Clock clock,
      ConnectedPlatform platform,
      Map<String, String> further,
      Map<String, String> credentials) {
    return new Replica(
        database, clock, platform, KEY, settings(ConnectedPlatform.KIND, further, credentials));
  }

  /** A process that encrypts with another key. */
  static Replica withAnotherKey(TestDatabase database, Clock clock, ConnectedPlatform platform) {
    byte[] key = new byte[32];
    key[0] = 1;
    return new Replica(
        database, clock, platform, key, settings(ConnectedPlatform.KIND, Map.of(), Map.of()));
  }

  private static ChannelsProperties.ChannelSettings settings(
      @org.jspecify.annotations.Nullable String kind,
      Map<String, String> further,
      Map<String, String> credentials) {
    Map<String, String> settings = new java.util.HashMap<>(further);
    settings.putIfAbsent("client-id", "app 1&2");
    return new ChannelsProperties.ChannelSettings(
        kind, "en", DoubtPolicy.HOLD, false, null, settings, credentials);
  }

  /** Runs within the transaction that stores a connection, at its end. */
  void whenConnected(Runnable then) {
    this.context.addApplicationListener(
        (PayloadApplicationEvent<AccountConnected> event) -> then.run());
  }

  <T> T get(Class<T> type) {
    return this.context.getBean(type);
  }

  @Override
  public void close() {
    this.context.close();
  }
}
