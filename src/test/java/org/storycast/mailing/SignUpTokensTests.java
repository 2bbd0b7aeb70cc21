// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.storycast.audience.SignUpId;

class SignUpTokensTests {

  private static final SignUpId ID = new SignUpId(new UUID(1, 2));
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final SignUpTokens tokens = tokens("one secret");

  @Test
  void readsALinkThatItMade() {
    String link = this.tokens.link(ID, NOON.plusMillis(7));
    assertThat(this.tokens.readLink(link)).contains(new SignUpTokens.Link(ID, NOON));
    assertThat(this.tokens.link(ID, NOON)).isEqualTo(link).matches("[\\w-]+");
  }

  @Test
  void readsNoLinkThatWasAltered() {
    String link = this.tokens.link(ID, NOON);
    for (int position = 0; position < link.length() - 1; position++) {
      char other = link.charAt(position) == 'A' ? 'B' : 'A';
      String altered = link.substring(0, position) + other + link.substring(position + 1);
      assertThat(this.tokens.readLink(altered)).isEmpty();
    }
    assertThat(this.tokens.readLink("")).isEmpty();
    assertThat(this.tokens.readLink("öäü")).isEmpty();
    assertThat(tokens("another secret").readLink(link)).isEmpty();
  }

  @Test
  void takesNoStampForALinkAndNoOtherWords() {
    String stamp = this.tokens.stamp(NOON, "I want mail.");
    assertThat(this.tokens.readStamp(stamp, "I want mail.")).contains(NOON);
    assertThat(this.tokens.readStamp(stamp, "I want more mail.")).isEmpty();
    assertThat(this.tokens.readLink(stamp)).isEmpty();
    assertThat(this.tokens.readStamp(this.tokens.link(ID, NOON), "I want mail.")).isEmpty();
  }

  private static SignUpTokens tokens(String secret) {
    return new SignUpTokens(
        new TokenSecret(
            MailingFixture.properties(25, Map.of("token-secret", secret)), Path.of("none")));
  }
}
