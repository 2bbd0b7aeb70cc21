// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

/** The envelope's sender that names a copy. */
class ReturnPathsTests {

  private static final LineId LINE = new LineId(7, 123_456);

  private final HikariDataSource source = Pool.of(TestDatabase.Kind.H2.fresh());

  @AfterEach
  void stop() {
    this.source.close();
  }

  @Test
  void namesACopyInAFormThatServersLeaveAlone() {
    String path = paths("bounces@courier.example").of(LINE);
    assertThat(path).matches("bounces\\+[0-9a-v]{26}@courier\\.example");
    assertThat(paths("bounces@courier.example").read("To: <" + path.toUpperCase(Locale.ROOT) + ">"))
        .contains(LINE);
  }

  @Test
  void namesItInADomainOfItsOwn() {
    String path = paths("*@bounces.courier.example").of(LINE);
    assertThat(path)
        .endsWith("@bounces.courier.example")
        .hasSize(26 + "@bounces.courier.example".length());
    assertThat(paths("*@bounces.courier.example").read(path)).contains(LINE);
  }

  @Test
  void believesNoTokenThatSomebodyElseMadeUp() {
    ReturnPaths paths = paths("bounces@courier.example");
    String path = paths.of(LINE);
    char other = path.charAt(20) == '0' ? '1' : '0';
    assertThat(paths.read(path.substring(0, 20) + other + path.substring(21))).isEmpty();
    assertThat(paths.read("bounces+" + "v".repeat(26) + "@courier.example")).isEmpty();
    assertThat(paths.read("bounces+" + "0".repeat(26) + "@courier.example")).isEmpty();
    assertThat(paths.read("bounces@courier.example")).isEmpty();
  }

  @Test
  void isThePlainSenderWhereNoAddressIsSet() {
    assertThat(paths("").of(LINE)).isEqualTo("news@courier.example");
  }

  private ReturnPaths paths(String address) {
    return new MailingFixture(
            this.source,
            new MutableClock(Instant.parse("2026-11-20T12:00:00Z")),
            25,
            Map.of("returns.address", address))
        .returnPaths();
  }
}
