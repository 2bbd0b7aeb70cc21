// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.storycast.database.TestDatabase;
import org.storycast.story.Content;
import org.storycast.story.Stories;
import org.storycast.story.StoryFilter;

/** Intake as Spring puts it together, by its settings. */
class IntakeModuleTests {

  @Test
  void aConfiguredSourceIsReadByItself() {
    TestDatabase database = TestDatabase.Kind.H2.fresh();
    try (Newsroom newsroom = new Newsroom(TestDatabase.Kind.H2.fresh())) {
      newsroom.serve(
          "/feed",
          "<rss version='2.0'><channel><item><title>River</title><description>Read our blog. It"
              + " rose.</description></item></channel></rss>");
      Map<String, Object> settings =
          Map.of(
              "storycast.sources.my-site.address", newsroom.address("/feed").toString(),
              "storycast.sources.my-site.every", "10s",
              "storycast.sources.my-site.language", "kk",
              "storycast.outbound.allow[0]", newsroom.host(),
              "storycast.cleaning.phrases[0]", "read our blog\\.",
              "storycast.intake.tick", "100ms",
              "spring.main.banner-mode", "off",
              "logging.level.root", "error");
      try (ConfigurableApplicationContext context = start(database, settings)) {
        Stories stories = context.getBean(Stories.class);
        await()
            .untilAsserted(
                () ->
                    assertThat(stories.page(StoryFilter.all(), null, 10).stories())
                        .singleElement()
                        .extracting(it -> it.latest().content())
                        .extracting(Content::headline, Content::lead, Content::language)
                        .containsExactly("River", "It rose.", "kk"));
        await()
            .untilAsserted(
                () ->
                    assertThat(context.getBean(Sources.class).statuses())
                        .singleElement()
                        .satisfies(it -> assertThat(it.lastSuccess()).isNotNull()));
      }
    }
  }

  private static ConfigurableApplicationContext start(
      TestDatabase database, Map<String, Object> settings) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .properties(settings)
        .initializers(
            (ApplicationContextInitializer<GenericApplicationContext>)
                context -> {
                  context.registerBean(DataSource.class, database::source);
                  context.registerBean(Clock.class, Clock::systemUTC);
                })
        .run();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @EnableScheduling
  @ComponentScan({"org.storycast.intake", "org.storycast.story", "org.storycast.outbound"})
  @ConfigurationPropertiesScan({"org.storycast.intake", "org.storycast.outbound"})
  static class Application {}
}
