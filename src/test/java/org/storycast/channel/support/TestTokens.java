// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Secret;
import org.storycast.database.TestDatabase;

/** The real token keeping, for tests of adapters. */
public final class TestTokens {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  /** Shared by all tests of this process: each migrated database stays in memory to its end. */
  private static final TestDatabase SHARED = TestDatabase.Kind.H2.fresh();

  private TestTokens() {}

  /** Keeps tokens in a database that knows none; what was kept so before is forgotten. */
  public static AccessTokens fresh(Clock clock) {
    return in(emptied(), clock);
  }

  /** That database, for tests that come back to it; what it knew is forgotten. */
  public static TestDatabase emptied() {
    SHARED.jdbc().sql("DELETE FROM oauth_token").update();
    return SHARED;
  }

  /** Keeps tokens in the database. */
  public static AccessTokens in(TestDatabase database, Clock clock) {
    return new AccessTokens(
        rows(database, clock), new JdbcTransactionManager(database.source()), clock);
  }

  /** Stores the first tokens of an account that a person connected. */
  public static void connect(
      TestDatabase database, Clock clock, ChannelId channel, TokenEndpoint.Answer.Given given) {
    rows(database, clock).adopt(channel, given, clock.instant());
  }

  private static OauthTokens rows(TestDatabase database, Clock clock) {
    TokenKey key = new TokenKey(new TokenKeyProperties(new Secret(KEY), Path.of("none")));
    return new OauthTokens(database.jdbc(), new TokenCipher(key), clock);
  }
}
