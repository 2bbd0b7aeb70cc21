// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class AccessTokensTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
  private final TestDatabase database;
  private final AccessTokens tokens;

  AccessTokensTests(TestDatabase.Kind kind) {
    this.database = kind.fresh();
    this.tokens = new AccessTokens(this.database.jdbc(), this.clock);
  }

  @Test
  void holderIsRecognisedUntilTheTokenIsRevoked() {
    this.tokens.create("chief", Role.ADMIN, "test");
    IssuedToken issued = this.tokens.create("Aida", Role.EDITOR, "chief");
    assertThat(this.tokens.authenticate(issued.text()))
        .hasValue(new Caller(issued.token().id(), "Aida", Role.EDITOR));
    this.tokens.revoke(issued.token().id());
    assertThat(this.tokens.authenticate(issued.text())).isEmpty();
    assertThat(this.tokens.stillValid(issued.token().id())).isEmpty();
  }

  @Test
  void textIsNowhereInTheDatabase() {
    IssuedToken issued = this.tokens.create("Aida", Role.EDITOR, "chief");
    assertThat(issued.text()).matches("sct_[A-Za-z0-9_-]{43}");
    assertThat(
            this.database.jdbc().sql("SELECT * FROM access_token").query().listOfRows().toString())
        .doesNotContain(issued.text().substring(4));
    assertThat(issued.toString()).doesNotContain(issued.text());
  }

  @Test
  void useIsNotedOnceAMinute() {
    IssuedToken issued = this.tokens.create("Aida", Role.EDITOR, "chief");
    this.tokens.authenticate(issued.text());
    this.clock.advance(Duration.ofSeconds(30));
    this.tokens.authenticate(issued.text());
    assertThat(this.tokens.all().getFirst().lastUsedAt()).isEqualTo("2026-03-02T12:00:00Z");
    this.clock.advance(Duration.ofSeconds(40));
    this.tokens.authenticate(issued.text());
    assertThat(this.tokens.all().getFirst().lastUsedAt()).isEqualTo("2026-03-02T12:01:10Z");
  }

  @Test
  void lastAdministratorStays() {
    IssuedToken issued = this.tokens.create("chief", Role.ADMIN, "test");
    assertThatThrownBy(() -> this.tokens.revoke(issued.token().id()))
        .isInstanceOf(TokenRefusedException.class)
        .hasMessageContaining("create another one");
    this.tokens.create("deputy", Role.ADMIN, "chief");
    assertThat(this.tokens.revoke(issued.token().id()).revokedAt()).isNotNull();
  }

  @Test
  void nameIsUsedOnce() {
    this.tokens.create("Aida", Role.EDITOR, "chief");
    assertThatThrownBy(() -> this.tokens.create("Aida", Role.READER, "chief"))
        .hasMessageContaining("take another name");
    assertThatThrownBy(() -> this.tokens.create("<script>", Role.READER, "chief"))
        .isInstanceOf(TokenRefusedException.class);
  }

  @Test
  void firstTokenIsWrittenForItsOwnerOnlyAndOnce(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("first-token");
    FirstToken first = first(file);
    first.run(new DefaultApplicationArguments());
    String text = Files.readString(file).strip();
    assertThat(this.tokens.authenticate(text).orElseThrow().role()).isEqualTo(Role.ADMIN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.delete(file);
    first.run(new DefaultApplicationArguments());
    assertThat(file).doesNotExist();
  }

  @Test
  void firstTokenThatNobodyCouldReadIsTakenBack(@TempDir Path folder) {
    Path file = folder.resolve(UUID.randomUUID().toString()).resolve("first-token");
    assertThatThrownBy(() -> first(file).run(new DefaultApplicationArguments()))
        .hasMessageContaining("first-token-file");
    assertThat(this.tokens.isEmpty()).isTrue();
  }

  private FirstToken first(Path file) {
    return new FirstToken(this.tokens, new AccessProperties(file, 10, Duration.ofMinutes(1)));
  }

  @Test
  void wrongTokensAreSlowedDownAndForgotten() {
    LoginThrottle throttle =
        new LoginThrottle(new AccessProperties(null, 3, Duration.ofMinutes(1)), this.clock);
    for (int wrong = 0; wrong < 3; wrong++) {
      assertThat(throttle.waitFor("192.0.2.1")).isZero();
      throttle.failed("192.0.2.1");
    }
    assertThat(throttle.waitFor("192.0.2.1")).isEqualTo(Duration.ofMinutes(1));
    assertThat(throttle.waitFor("192.0.2.2")).isZero();
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(throttle.waitFor("192.0.2.1")).isZero();
  }
}
