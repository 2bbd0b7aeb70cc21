// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.annotation.PersistenceExceptionTranslationPostProcessor;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Secret;
import org.storycast.database.TestDatabase;

/** Spring wraps repositories; the wrapped one must work too. */
class AccessTokensWiringTests {

  @TempDir private Path directory;

  @Test
  void worksAsSpringBuildsIt() {
    try (AnnotationConfigApplicationContext context = context()) {
      assertThat(AopUtils.isAopProxy(context.getBean(OauthTokens.class))).isTrue();
      Access access =
          context
              .getBean(AccessTokens.class)
              .of(new ChannelId("tiktok-en"), new Secret("seed"), AccessTokensWiringTests::given)
              .current();
      assertThat(access).isEqualTo(new Access.Granted(new Secret("access")));
      assertThat(this.directory.resolve("secret.key")).exists();
    }
  }

  private static TokenEndpoint.Answer given(Secret refreshToken) {
    return new TokenEndpoint.Answer.Given(
        new Secret("access"), Duration.ofHours(1), new Secret("next"), null);
  }

  private AnnotationConfigApplicationContext context() {
    TestDatabase database = TestDatabase.Kind.H2.fresh();
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean(JdbcClient.class, database::jdbc);
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(database.source()));
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(
        TokenKeyProperties.class, () -> new TokenKeyProperties(null, this.directory));
    context.registerBean(PersistenceExceptionTranslator.class, () -> failure -> null);
    context.registerBean(
        PersistenceExceptionTranslationPostProcessor.class,
        () -> {
          var wrapping = new PersistenceExceptionTranslationPostProcessor();
          wrapping.setProxyTargetClass(true);
          return wrapping;
        });
    context.register(AccessTokens.class, OauthTokens.class, TokenCipher.class, TokenKey.class);
    context.refresh();
    return context;
  }
}
