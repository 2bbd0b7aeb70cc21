// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Signs and reads the tokens of counted links: the line's place in the ledger and 80 bits of a
 * signature that serves nothing else. Whoever has one can follow that copy's links and no more: it
 * names no reader, and neither unsubscribes nor shows wishes.
 *
 * <p>The signature covers the issue's identity too, which the token does not carry. So a token
 * whose number has come to another issue, as after a backup was restored, is not valid.
 */
@Component
class ClickTokens {

  private static final byte PURPOSE = 'c';
  private static final int LINE_BYTES = 8;
  private static final int SIGNATURE_BYTES = 10;
  private static final int BYTES = LINE_BYTES + SIGNATURE_BYTES;

  /** The letters of a token; it is written as often as a mail has links. */
  static final int LENGTH = BYTES / 3 * 4;

  private final UnsubscribeTokens signer;

  ClickTokens(UnsubscribeTokens signer) {
    this.signer = signer;
  }

  byte[] of(IssueId issue, LineId line) {
    byte[] token =
        ByteBuffer.allocate(BYTES)
            .putInt(line.issue())
            .putInt(line.position())
            .put(signature(issue, line), 0, SIGNATURE_BYTES)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encode(token);
  }

  /** What a token claims; empty when it is none. */
  Optional<Claimed> read(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(text);
      if (decoded.length != BYTES) {
        return Optional.empty();
      }
      ByteBuffer bytes = ByteBuffer.wrap(decoded);
      LineId line = new LineId(bytes.getInt(), bytes.getInt());
      byte[] signature = new byte[SIGNATURE_BYTES];
      bytes.get(signature);
      return Optional.of(new Claimed(line, signature));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Whether what a token claims was signed here for a line of that issue. */
  boolean isTrue(Claimed claimed, IssueId issue) {
    byte[] expected = Arrays.copyOf(signature(issue, claimed.line()), SIGNATURE_BYTES);
    return MessageDigest.isEqual(expected, claimed.signature());
  }

  private byte[] signature(IssueId issue, LineId line) {
    byte[] content =
        ByteBuffer.allocate(2 * Long.BYTES + LINE_BYTES)
            .putLong(issue.value().getMostSignificantBits())
            .putLong(issue.value().getLeastSignificantBits())
            .putInt(line.issue())
            .putInt(line.position())
            .array();
    return this.signer.sign(PURPOSE, content);
  }

  /**
   * What a token says, not yet believed.
   *
   * @param line whose copy
   * @param signature to be checked
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Claimed(LineId line, byte[] signature) {}
}
