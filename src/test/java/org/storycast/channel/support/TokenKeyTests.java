// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.storycast.channel.Secret;

class TokenKeyTests {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir private Path directory;

  @Test
  void makesAKeyOnceThatOnlyItsOwnerReads() throws IOException {
    byte[] first = key(null).bytes();
    Path file = this.directory.resolve("data/secret.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(first).hasSize(32).isEqualTo(key(null).bytes());
    assertThat(this.directory.resolve("data")).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void prefersTheOperatorsKeyAndMakesNone() {
    assertThat(key(KEY).bytes()[31]).isEqualTo((byte) 31);
    assertThat(this.directory.resolve("data")).doesNotExist();
  }

  @Test
  void refusesAKeyOfAnotherLengthWithoutShowingIt() {
    assertThatThrownBy(() -> key("AAEC").bytes())
        .hasMessage("The setting storycast.secret-key needs 32 bytes in Base64");
    assertThatThrownBy(() -> key("not base 64!").bytes()).hasMessageContaining("secret-key");
  }

  @Test
  void isSetInTheSettings() {
    TokenKeyProperties properties =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("storycast.secret-key", KEY, "storycast.data-directory", "./elsewhere")))
            .bindOrCreate("storycast", TokenKeyProperties.class);
    assertThat(properties.secretKey()).isEqualTo(new Secret(KEY));
    assertThat(properties.dataDirectory().getFileName()).hasToString("elsewhere");
    assertThat(properties.toString()).doesNotContain(KEY);
  }

  private TokenKey key(String configured) {
    return new TokenKey(
        new TokenKeyProperties(
            configured == null ? null : new Secret(configured), this.directory.resolve("data")));
  }
}
