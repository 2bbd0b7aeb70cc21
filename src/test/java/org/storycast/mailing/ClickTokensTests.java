// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.storycast.audience.ReaderId;

class ClickTokensTests {

  private static final IssueId ISSUE = new IssueId(new UUID(3, 4));
  private static final LineId LINE = new LineId(7, 1_000_000);

  private final UnsubscribeTokens signer = signer("secret");
  private final ClickTokens tokens = new ClickTokens(this.signer);
  private final String token = text(this.tokens.of(ISSUE, LINE));

  @Test
  void isTrueForItsLineAlone() {
    assertThat(this.token).matches("[A-Za-z0-9_-]{24}");
    assertThat(isTrue(this.token, ISSUE)).isTrue();
    assertThat(this.tokens.read(this.token).orElseThrow().line()).isEqualTo(LINE);
    assertThat(isTrue(this.token, new IssueId(new UUID(3, 5)))).isFalse();
    assertThat(text(this.tokens.of(ISSUE, new LineId(7, 1_000_001)))).isNotEqualTo(this.token);
  }

  @Test
  void isFalseWhereverAnyBitIsFlipped() {
    byte[] bytes = Base64.getUrlDecoder().decode(this.token);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String flipped = Base64.getUrlEncoder().encodeToString(changed);
      assertThat(isTrue(flipped, ISSUE)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void readsNothingOfAnotherForm() {
    for (String other :
        new String[] {
          "",
          "%%%",
          this.token + "A",
          this.token.substring(1),
          this.token + "====",
          this.token.substring(0, 22) + "==",
          "é".repeat(24),
          this.token.substring(0, 23) + "+"
        }) {
      assertThat(this.tokens.read(other)).as(other).isEmpty();
    }
  }

  @Test
  void opensNothingElseAndNothingElseOpensIt() {
    UnsubscribeToken leave = new UnsubscribeToken(new ReaderId(new UUID(1, 2)), ISSUE);
    assertThat(this.signer.read(this.token)).isEmpty();
    assertThat(this.signer.read(this.token + this.token + this.token.substring(0, 16))).isEmpty();
    assertThat(this.tokens.read(this.signer.of(leave))).isEmpty();
    assertThat(isTrue(this.signer.of(leave).substring(0, ClickTokens.LENGTH), ISSUE)).isFalse();
    assertThat(isTrue(text(new ClickTokens(signer("other")).of(ISSUE, LINE)), ISSUE)).isFalse();
  }

  private boolean isTrue(String text, IssueId issue) {
    return this.tokens.read(text).filter(it -> this.tokens.isTrue(it, issue)).isPresent();
  }

  private static String text(byte[] token) {
    return new String(token, StandardCharsets.US_ASCII);
  }

  private static UnsubscribeTokens signer(String secret) {
    return new UnsubscribeTokens(
        new TokenSecret(
            MailingFixture.properties(25, Map.of("token-secret", secret)), Path.of("none")));
  }
}
