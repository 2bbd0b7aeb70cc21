// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.storycast.audience.ReaderId;

/** Signs and reads the tokens of unsubscribe links: reader, issue and a 128-bit signature. */
@Component
class UnsubscribeTokens {

  private static final int ID_BYTES = 16;
  private static final int SIGNATURE_BYTES = 16;
  private static final int BYTES = 2 * ID_BYTES + SIGNATURE_BYTES;
  private static final int MESSAGE_ID_BYTES = 10;

  /** The letters of a token. */
  static final int LENGTH = BYTES / 3 * 4;

  /** Ready to sign; each signature takes a copy, which costs a tenth of making one anew. */
  private final Mac prototype;

  UnsubscribeTokens(TokenSecret secret) {
    try {
      this.prototype = Mac.getInstance("HmacSHA256");
      this.prototype.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HmacSHA256", missing);
    }
  }

  String of(UnsubscribeToken token) {
    byte[] ids = ids(token);
    byte[] whole =
        ByteBuffer.allocate(BYTES).put(ids).put(sign((byte) 'u', ids), 0, SIGNATURE_BYTES).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Reads a token; empty when it was not signed here. */
  Optional<UnsubscribeToken> read(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    byte[] ids = Arrays.copyOf(bytes, 2 * ID_BYTES);
    byte[] expected = Arrays.copyOf(sign((byte) 'u', ids), SIGNATURE_BYTES);
    byte[] given = Arrays.copyOfRange(bytes, 2 * ID_BYTES, BYTES);
    return MessageDigest.isEqual(expected, given) ? Optional.of(parse(ids)) : Optional.empty();
  }

  /** The same for every attempt at this reader's copy, and guessable by nobody. */
  String messageIdOf(UnsubscribeToken token) {
    byte[] signature = Arrays.copyOf(sign((byte) 'm', ids(token)), MESSAGE_ID_BYTES);
    return token.issue().value() + "." + HexFormat.of().formatHex(signature);
  }

  /** The same for every writing of a letter that is no issue's, and guessable by nobody. */
  String messageIdOf(String letter) {
    byte[] signature = sign((byte) 'l', letter.getBytes(StandardCharsets.UTF_8));
    return "letter." + HexFormat.of().formatHex(signature, 0, 2 * MESSAGE_ID_BYTES);
  }

  private static UnsubscribeToken parse(byte[] ids) {
    ByteBuffer buffer = ByteBuffer.wrap(ids);
    ReaderId reader = new ReaderId(new UUID(buffer.getLong(), buffer.getLong()));
    return new UnsubscribeToken(reader, new IssueId(new UUID(buffer.getLong(), buffer.getLong())));
  }

  private static byte[] ids(UnsubscribeToken token) {
    UUID reader = token.reader().value();
    UUID issue = token.issue().value();
    return ByteBuffer.allocate(2 * ID_BYTES)
        .putLong(reader.getMostSignificantBits())
        .putLong(reader.getLeastSignificantBits())
        .putLong(issue.getMostSignificantBits())
        .putLong(issue.getLeastSignificantBits())
        .array();
  }

  /** Signs for one purpose: what is signed for another is never the same. */
  byte[] sign(byte purpose, byte[] content) {
    try {
      Mac mac = (Mac) this.prototype.clone();
      mac.update(purpose);
      return mac.doFinal(content);
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("The JDK's HmacSHA256 can be copied", impossible);
    }
  }
}
