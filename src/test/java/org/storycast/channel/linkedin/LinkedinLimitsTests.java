// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;

/** Limits that LinkedIn does not publish, cautious unless the operator knows better. */
class LinkedinLimitsTests {

  private static ChannelProfile profile(Map<String, String> settings) {
    return LinkedinFixtures.factory(Clock.systemUTC())
        .open(
            LinkedinFixtures.account(
                URI.create("https://api.example"), settings, Map.of("access-token", "t")))
        .profile();
  }

  private static long pictureBytes(ChannelProfile profile) {
    return ((MediaDemand.Pictures) profile.media().getFirst()).frame().maxBytes();
  }

  @Test
  void areCautiousByThemselves() {
    ChannelProfile profile = profile(Map.of());
    assertThat(profile.parts()).extracting(PartProfile::limit).containsExactly(3_000, 200, 256);
    assertThat(pictureBytes(profile)).isEqualTo(8_000_000);
    assertThat(profile.rateLimit().permits()).isEqualTo(100);
    assertThat(profile.settlingTime()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void areWhatTheOperatorKnows() {
    ChannelProfile profile =
        profile(
            Map.of(
                "title-limit", "120",
                "description-limit", "300",
                "picture-megabytes", "10",
                "posts-per-day", "25",
                "settling-time", "90s"));
    assertThat(profile.parts()).extracting(PartProfile::limit).containsExactly(3_000, 120, 300);
    assertThat(pictureBytes(profile)).isEqualTo(10_000_000);
    assertThat(profile.rateLimit().permits()).isEqualTo(25);
    assertThat(profile.settlingTime()).isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "title-limit, 39",
    "title-limit, 401",
    "description-limit, 4001",
    "picture-megabytes, 37",
    "picture-megabytes, much",
    "posts-per-day, 0",
    "settling-time, 0s",
    "settling-time, 11m"
  })
  void areWithinReason(String setting, String value) {
    assertThatThrownBy(() -> profile(Map.of(setting, value)))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + setting);
  }
}
