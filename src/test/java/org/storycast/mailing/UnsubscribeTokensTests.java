// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.storycast.audience.ReaderId;

class UnsubscribeTokensTests {

  private static final UnsubscribeToken TOKEN =
      new UnsubscribeToken(new ReaderId(new UUID(1, 2)), new IssueId(new UUID(3, 4)));

  @TempDir private Path directory;

  @Test
  void readsWhatItSigned() {
    UnsubscribeTokens tokens = tokens(Map.of());
    assertThat(tokens.of(TOKEN)).matches("[A-Za-z0-9_-]{64}");
    assertThat(tokens.read(tokens.of(TOKEN))).contains(TOKEN);
  }

  @Test
  void readsNothingThatWasChanged() {
    UnsubscribeTokens tokens = tokens(Map.of());
    String signed = tokens.of(TOKEN);
    for (int index = 0; index < signed.length(); index++) {
      char other = signed.charAt(index) == 'A' ? 'B' : 'A';
      String changed = signed.substring(0, index) + other + signed.substring(index + 1);
      assertThat(tokens.read(changed)).isEmpty();
    }
    assertThat(tokens.read("")).isEmpty();
    assertThat(tokens.read("%%%")).isEmpty();
    assertThat(tokens.read(signed + "AAAA")).isEmpty();
  }

  @Test
  void readsNothingThatAnotherSecretSigned() {
    assertThat(tokens(Map.of()).read(tokens(Map.of("token-secret", "other")).of(TOKEN))).isEmpty();
  }

  @Test
  void keepsAGeneratedSecretForItselfAlone() throws IOException {
    String signed = tokens(Map.of("token-secret", "")).of(TOKEN);
    Path file = this.directory.resolve("data/mail-token-secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(tokens(Map.of("token-secret", "")).read(signed)).contains(TOKEN);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  private UnsubscribeTokens tokens(Map<String, String> settings) {
    MailProperties properties = MailingFixture.properties(25, settings);
    return new UnsubscribeTokens(new TokenSecret(properties, this.directory.resolve("data")));
  }
}
