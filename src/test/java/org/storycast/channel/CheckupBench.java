// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.HttpSimulator;

/**
 * An account on a simulated platform, and the looks at it.
 *
 * @param <S> the platform
 */
public abstract class CheckupBench<S extends HttpSimulator> {

  protected final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  protected final AccessTokens tokens = TestTokens.fresh(this.clock);
  protected final S platform;

  /** Starts the platform. */
  protected CheckupBench(Function<Clock, S> start) {
    this.platform = start.apply(this.clock);
  }

  @AfterEach
  void stopPlatform() {
    this.platform.close();
  }

  /** A publisher of the account, whose API is at the address; names and values alternate. */
  protected abstract Publisher publisherAt(URI api, String... settings);

  /** Looks at the account with these settings beside its own. */
  protected final Checkup check(String... settings) {
    return checkAt(this.platform.address(), settings);
  }

  /** Looks at the account at another address. */
  protected final Checkup checkAt(URI api, String... settings) {
    return ((Checks) publisherAt(api, settings)).check();
  }

  /** One of the lines says that. */
  protected static void assertLine(
      Checkup checkup, String subject, Checkup.Verdict verdict, String detail) {
    assertThat(checkup.lines())
        .anySatisfy(
            line -> {
              assertThat(line.subject()).isEqualTo(subject);
              assertThat(line.verdict()).isEqualTo(verdict);
              assertThat(line.detail()).contains(detail);
            });
  }
}
