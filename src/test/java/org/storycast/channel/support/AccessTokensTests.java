// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.storycast.channel.ChannelId;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Secret;
import org.storycast.database.TestDatabase;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
@ExtendWith(OutputCaptureExtension.class)
class AccessTokensTests {

  private static final ChannelId CHANNEL = new ChannelId("tiktok-en");
  private static final Secret SEED = new Secret("rft.seed");
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final RotatingPlatform platform = new RotatingPlatform(SEED);
  private final TestDatabase database;
  private final FailingCommits commits;

  AccessTokensTests(TestDatabase.Kind kind) {
    this.database = kind.fresh();
    this.commits = new FailingCommits(new JdbcTransactionManager(this.database.source()));
  }

  @Test
  void refreshesOnceThoughTwentyThreadsAsk() throws Exception {
    AccountTokens tokens = aProcess();
    assertThat(askedByTwenty(tokens::current))
        .containsOnly(new Access.Granted(this.platform.access()));
    assertThat(this.platform.refreshes()).isEqualTo(1);
  }

  @Test
  void refreshesOnceThoughTwentyProcessesAsk() throws Exception {
    List<Access> answers = askedByTwenty(() -> aProcess().current());
    assertThat(answers).containsOnly(new Access.Granted(this.platform.access()));
    assertThat(this.platform.refreshes()).isEqualTo(1);
  }

  @Test
  void refreshesOnceThoughTwentyThreadsWereRefusedTheSameToken() throws Exception {
    AccountTokens tokens = aProcess();
    Secret refused = granted(tokens.current());
    askedByTwenty(() -> tokens.insteadOf(refused));
    assertThat(this.platform.refreshes()).isEqualTo(2);
  }

  @Test
  void storesTheNewRefreshTokenBeforeTheAccessTokenIsUsed() {
    Secret used = granted(aProcess().current());
    assertThat(granted(aProcess().insteadOf(used))).isNotEqualTo(used);
  }

  @Test
  void refreshesShortlyBeforeTheTokenExpires() {
    Secret first = granted(aProcess().current());
    this.clock.advance(Duration.ofHours(2).minusSeconds(119));
    assertThat(granted(aProcess().current())).isNotEqualTo(first);
  }

  @Test
  void keepsATokenThatIsStillGood() {
    Secret first = granted(aProcess().current());
    this.clock.advance(Duration.ofHours(1));
    assertThat(granted(aProcess().current())).isEqualTo(first);
  }

  @Test
  void saysWhatAPersonMustDoAfterACrashBetweenAnswerAndCommit() {
    this.platform.dieAfterAnswering();
    AccountTokens dying = aProcess();
    assertThatThrownBy(dying::current).isInstanceOf(ProcessDied.class);
    assertThat(aProcess().current())
        .isInstanceOfSatisfying(
            Access.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("2026-11-20T12:00:00Z")
                    .contains("connect the account again in the console"));
  }

  @Test
  void goesOnAfterACrashBeforeTheAnswer() {
    this.platform.dieBeforeAnswering();
    AccountTokens dying = aProcess();
    assertThatThrownBy(dying::current).isInstanceOf(ProcessDied.class);
    assertThat(aProcess().current()).isInstanceOf(Access.Granted.class);
  }

  @Test
  void neitherUsesNorLosesTokensThatTheDatabaseDoesNotTake() {
    AccountTokens tokens = aProcess();
    this.commits.failTheSecond();
    assertThat(tokens.current()).isInstanceOf(Access.TryLater.class);
    assertThat(tokens.current()).isEqualTo(new Access.Granted(this.platform.access()));
    assertThat(this.platform.refreshes()).isEqualTo(1);
  }

  @Test
  void beginsAgainWithTheRefreshTokenThatTheOperatorEnters() {
    aProcess().current();
    Secret entered = this.platform.reconnected();
    assertThat(aProcess(entered).current()).isEqualTo(new Access.Granted(this.platform.access()));
  }

  @Test
  void prefersItsOwnRefreshTokenWhileTheOperatorsStaysTheSame() {
    granted(aProcess().current());
    this.clock.advance(Duration.ofHours(3));
    assertThat(aProcess().current()).isInstanceOf(Access.Granted.class);
  }

  @Test
  void doesNotAskWithARefreshTokenThatHasExpired() {
    aProcess().current();
    this.clock.advance(Duration.ofDays(181));
    assertThat(aProcess().current()).isInstanceOf(Access.Refused.class);
    assertThat(this.platform.refreshes()).isEqualTo(1);
  }

  @Test
  void asksForTheKeyWhenTheTokensWereEncryptedWithAnother() {
    aProcess().current();
    byte[] other = new byte[32];
    other[0] = 1;
    AccountTokens stranger = aProcess(SEED, Base64.getEncoder().encodeToString(other));
    assertThat(stranger.current())
        .isInstanceOfSatisfying(
            Access.Refused.class,
            refused -> assertThat(refused.reason()).contains("storycast.secret-key"));
  }

  @Test
  void storesNoTokenInTheClear() {
    Secret access = granted(aProcess().current());
    String row =
        this.database.jdbc().sql("SELECT * FROM oauth_token").query().singleRow().toString();
    assertThat(row)
        .doesNotContain(access.reveal(), SEED.reveal(), this.platform.refresh().reveal());
  }

  @Test
  void doesNotAcceptATokenOfAnotherChannelsRow() {
    aProcess().current();
    this.database.jdbc().sql("UPDATE oauth_token SET channel = 'other'").update();
    AccountTokens other = tokens(this.commits, KEY).of(new ChannelId("other"), SEED, this.platform);
    assertThat(other.current()).isInstanceOf(Access.Refused.class);
  }

  @Test
  void saysNothingOfItsTokens(CapturedOutput output) {
    AccountTokens tokens = aProcess();
    this.commits.failTheSecond();
    Access later = tokens.current();
    Access granted = tokens.current();
    assertThat(output.getAll() + later + granted + tokens)
        .doesNotContain(SEED.reveal(), "rft.", "act.");
  }

  private AccountTokens aProcess() {
    return aProcess(SEED);
  }

  private AccountTokens aProcess(Secret seed) {
    return aProcess(seed, KEY);
  }

  private AccountTokens aProcess(Secret seed, String key) {
    return tokens(this.commits, key).of(CHANNEL, seed, this.platform);
  }

  private AccessTokens tokens(PlatformTransactionManager transactions, String key) {
    TokenKey tokenKey = new TokenKey(new TokenKeyProperties(new Secret(key), Path.of("none")));
    return new AccessTokens(
        new OauthTokens(this.database.jdbc(), new TokenCipher(tokenKey), this.clock),
        transactions,
        this.clock);
  }

  private static Secret granted(Access access) {
    return ((Access.Granted) access).token();
  }

  private static List<Access> askedByTwenty(Callable<Access> question) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Access> answers = new ArrayList<>();
      for (Future<Access> answer : threads.invokeAll(java.util.Collections.nCopies(20, question))) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  /** Stands for the end of a process, as far as its code can tell. */
  private static final class ProcessDied extends Error {}

  /** Replaces the refresh token each time and refuses the one before. */
  private static final class RotatingPlatform implements TokenEndpoint {

    private Secret refresh;
    private Secret access = new Secret("none");
    private int refreshes;
    private @Nullable Boolean diesAfterAnswering;

    private RotatingPlatform(Secret seed) {
      this.refresh = seed;
    }

    @Override
    public synchronized Answer refresh(Secret refreshToken) {
      dieWhen(false);
      if (!refreshToken.equals(this.refresh)) {
        return new Answer.Denied("invalid_grant");
      }
      this.refreshes++;
      this.refresh = new Secret("rft." + this.refreshes);
      this.access = new Secret("act." + this.refreshes);
      dieWhen(true);
      return new Answer.Given(this.access, Duration.ofHours(2), this.refresh, Duration.ofDays(180));
    }

    private void dieWhen(boolean answered) {
      if (this.diesAfterAnswering != null && this.diesAfterAnswering == answered) {
        this.diesAfterAnswering = null;
        throw new ProcessDied();
      }
    }

    private void dieAfterAnswering() {
      this.diesAfterAnswering = true;
    }

    private void dieBeforeAnswering() {
      this.diesAfterAnswering = false;
    }

    private synchronized Secret reconnected() {
      this.refresh = new Secret("rft.entered");
      return this.refresh;
    }

    private synchronized Secret access() {
      return this.access;
    }

    private synchronized Secret refresh() {
      return this.refresh;
    }

    private synchronized int refreshes() {
      return this.refreshes;
    }
  }

  /** The database goes away at a commit. */
  private static final class FailingCommits implements PlatformTransactionManager {

    private final PlatformTransactionManager real;
    private int countdown = -1;

    private FailingCommits(PlatformTransactionManager real) {
      this.real = real;
    }

    private void failTheSecond() {
      this.countdown = 2;
    }

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
      return this.real.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
      if (this.countdown > 0 && --this.countdown == 0) {
        this.real.rollback(status);
        throw new DataAccessResourceFailureException("The connection is gone");
      }
      this.real.commit(status);
    }

    @Override
    public void rollback(TransactionStatus status) {
      this.real.rollback(status);
    }
  }
}
