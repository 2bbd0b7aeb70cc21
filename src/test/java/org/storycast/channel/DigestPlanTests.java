// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The settings of digests, as an operator writes them. */
class DigestPlanTests {

  private static final ChannelId OWL = new ChannelId("owl");

  private static ApplicationContextRunner runner(String... settings) {
    return new ApplicationContextRunner()
        .withUserConfiguration(Settings.class)
        .withBean("owls", PublisherFactory.class, () -> new Birds("owl", new Owl()))
        .withBean("crows", PublisherFactory.class, () -> new Birds("crow", new Crow()))
        .withBean(ConnectedAccounts.class, () -> channel -> Optional.empty())
        .withBean(Channels.class)
        .withPropertyValues(settings);
  }

  @Test
  void areReadFromTheChannelsSettings() {
    runner(
            "storycast.channels.owl.settings.digests.daily=0 0 18 * * *",
            "storycast.channels.owl.settings.digests.weekly=0 0 9 * * SUN",
            "storycast.channels.owl.settings.digests.stories=12",
            "storycast.channels.owl.settings.zone=Asia/Almaty")
        .run(
            context -> {
              DigestPlan plan = context.getBean(Channels.class).get(OWL).digests();
              assertThat(plan.times()).containsOnlyKeys(DigestRhythm.DAILY, DigestRhythm.WEEKLY);
              assertThat(plan.stories()).isEqualTo(12);
            });
  }

  @Test
  void areNoneAndThirtyStoriesLongWithoutSettings() {
    runner("storycast.channels.owl.language=en")
        .run(
            context ->
                assertThat(context.getBean(Channels.class).get(OWL).digests())
                    .isEqualTo(new DigestPlan(Map.of(), 30)));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "digests.daily,  0 0 25 * * *,  is malformed, such as 0 0 18 * * *",
    "digests.daily,  18:00,         is malformed, such as 0 0 18 * * *",
    "digests.daily,  * 0 18 * * *,  more often than every hour, write 0 0 18 * * *",
    "digests.weekly, 0 */5 * * * *, more often than every hour, write 0 0 18 * * *",
    "digests.daily,  0 0 0 30 2 *,  never comes, write 0 0 18 * * *",
    "digests.hourly, 0 0 * * * *,   is no rhythm, 'take one of digests.daily, digests.weekly'",
    "digests.stories, 0,            needs a number, from 1 to 100",
    "digests.stories, many,         needs a whole number, many"
  })
  void keepTheChannelOffWhereTheyAreBad(String name, String value, String what, String remedy) {
    runner("storycast.channels.owl.settings." + name + "=" + value)
        .run(
            context ->
                assertThat(context.getBean(Channels.class).off().get(OWL))
                    .startsWith("storycast.channels.owl.settings." + name)
                    .contains(what, remedy));
  }

  @Test
  void keepTheChannelOffWhereItsZoneIsNone() {
    runner(
            "storycast.channels.owl.settings.digests.daily=0 0 18 * * *",
            "storycast.channels.owl.settings.zone=Asia/Almatty")
        .run(
            context ->
                assertThat(context.getBean(Channels.class).off().get(OWL))
                    .startsWith("storycast.channels.owl.settings.zone")
                    .contains("Asia/Almatty", "such as Asia/Almaty"));
  }

  @Test
  void areRefusedOnAChannelThatTakesNone() {
    runner("storycast.channels.crow.settings.digests.daily=0 0 18 * * *")
        .run(
            context ->
                assertThat(context.getBean(Channels.class).off().get(new ChannelId("crow")))
                    .startsWith("storycast.channels.crow.settings.digests.daily")
                    .contains("sends no digests", "remove it"));
  }

  @EnableConfigurationProperties(ChannelsProperties.class)
  static class Settings {}

  private record Birds(String kind, Publisher publisher) implements PublisherFactory {

    @Override
    public Publisher open(Account account) {
      return this.publisher;
    }
  }

  private static class Crow implements Publisher {

    @Override
    public ChannelProfile profile() {
      return new ChannelProfile(
          "crow",
          "Crow",
          List.of(),
          List.of(),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          new RateLimit(1, Duration.ofSeconds(1)));
    }

    @Override
    public Outcome publish(Post post, Attempt attempt) {
      throw new UnsupportedOperationException("Nothing is published here");
    }
  }

  private static final class Owl extends Crow implements SendsDigests {

    @Override
    public boolean isAwaited(DigestRhythm rhythm, List<String> sections) {
      return true;
    }
  }
}
