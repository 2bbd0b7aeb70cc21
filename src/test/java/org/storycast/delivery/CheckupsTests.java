// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.database.TestDatabase;

/** Looks at accounts, by order and once a day. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class CheckupsTests {

  private static final Instant END = Instant.parse("2026-12-20T12:00:00Z");
  private static final Checkup BAD =
      new Checkup(
          List.of(
              new Checkup.Line("access token", Verdict.GOOD, "It works"),
              new Checkup.Line("permission to post", Verdict.BAD, "Grant it at the platform")),
          END);

  private final DeliveryKit kit;

  CheckupsTests(TestDatabase.Kind kind, @TempDir Path data) {
    this.kit = new DeliveryKit(kind.fresh(), data);
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void keepsWhatTheLastLookFound() {
    Checkups checkups = this.kit.get(Checkups.class);
    assertThat(checkups.last(DeliveryKit.CHANNEL)).isEmpty();
    this.kit.channel.checkup = BAD;
    CheckedAccount looked = checkups.check(DeliveryKit.CHANNEL);
    assertThat(looked.checkup().verdict()).isEqualTo(Verdict.BAD);
    assertThat(checkups.last(DeliveryKit.CHANNEL)).contains(looked);
    assertThat(looked.checkup().endsAt()).isEqualTo(END);
    assertThat(this.kit.channel.taken).isEmpty();
  }

  @Test
  void knowsTheEarlierOfTheEndsThatThePlatformSaysAndThatAreKept() {
    Checkups checkups = this.kit.get(Checkups.class);
    this.kit.channel.checkup = BAD;
    this.kit.credentialsEnd = Optional.of(END.minusSeconds(1));
    assertThat(checkups.check(DeliveryKit.CHANNEL).checkup().endsAt())
        .isEqualTo(END.minusSeconds(1));
    this.kit.credentialsEnd = Optional.of(END.plusSeconds(1));
    assertThat(checkups.check(DeliveryKit.CHANNEL).checkup().endsAt()).isEqualTo(END);
    this.kit.channel.checkup = new Checkup(List.of(), null);
    assertThat(checkups.check(DeliveryKit.CHANNEL).checkup().endsAt())
        .isEqualTo(END.plusSeconds(1));
  }

  @Test
  void looksOnceADay() {
    Checkups checkups = this.kit.get(Checkups.class);
    checkups.checkDaily();
    int all = this.kit.channel.checked;
    assertThat(all).isPositive();
    checkups.checkDaily();
    this.kit.clock.advance(Duration.ofHours(23));
    checkups.checkDaily();
    assertThat(this.kit.channel.checked).isEqualTo(all);
    this.kit.clock.advance(Duration.ofHours(1));
    checkups.checkDaily();
    assertThat(this.kit.channel.checked).isEqualTo(2 * all);
  }
}
