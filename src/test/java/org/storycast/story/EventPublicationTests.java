// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.storycast.database.TestDatabase;

/** With the service's own settings. */
class EventPublicationTests {

  private static ConfigurableApplicationContext start(TestDatabase database, Listener listener) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .properties("spring.main.banner-mode=off", "logging.level.root=error")
        .initializers(
            (ApplicationContextInitializer<GenericApplicationContext>)
                context -> {
                  context.registerBean(DataSource.class, database::source);
                  context.registerBean(Clock.class, Clock::systemUTC);
                  context.registerBean(Listener.class, () -> listener);
                })
        .run();
  }

  private static Submission submission() {
    Content content =
        new Content(
            "River rises",
            "",
            List.of(),
            URI.create("https://courier.example/river"),
            "en",
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            Content.Priority.ROUTINE);
    return new Submission(
        "courier",
        content,
        List.of(new Alias(Alias.Kind.GUID, UUID.randomUUID().toString())),
        false);
  }

  private static int waiting(TestDatabase database) {
    return database
        .jdbc()
        .sql("SELECT COUNT(*) FROM event_publication")
        .query(Integer.class)
        .single();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(TestDatabase.Kind.class)
  void eventStaysUntilItsListenerHasDoneItsWork(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    Listener listener = new Listener();
    try (ConfigurableApplicationContext context = start(database, listener)) {
      context.getBean(Stories.class).store(submission());
      await().untilAtomic(listener.heard, org.hamcrest.Matchers.is(1));
      assertThat(waiting(database)).isOne();
      listener.goOn.countDown();
      await().untilAsserted(() -> assertThat(waiting(database)).isZero());
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(TestDatabase.Kind.class)
  void eventIsHeardAgainAfterARestart(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    Listener failing = new Listener();
    failing.fails.set(true);
    failing.goOn.countDown();
    try (ConfigurableApplicationContext context = start(database, failing)) {
      context.getBean(Stories.class).store(submission());
      await().untilAtomic(failing.heard, org.hamcrest.Matchers.is(1));
    }
    assertThat(waiting(database)).isOne();
    Listener listener = new Listener();
    listener.goOn.countDown();
    try (ConfigurableApplicationContext context = start(database, listener)) {
      await().untilAtomic(listener.heard, org.hamcrest.Matchers.is(1));
      await().untilAsserted(() -> assertThat(waiting(database)).isZero());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Stories.class)
  static class Application {}

  /** Hears of new stories and takes its time. */
  static class Listener {

    final AtomicInteger heard = new AtomicInteger();
    final AtomicBoolean fails = new AtomicBoolean();
    final CountDownLatch goOn = new CountDownLatch(1);

    @ApplicationModuleListener
    void on(StoryAdded event) throws InterruptedException {
      this.heard.incrementAndGet();
      this.goOn.await();
      if (this.fails.get()) {
        throw new IllegalStateException("The listener is not well");
      }
    }
  }
}
