// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The envelope's sender of each copy. It names the copy's line, signed, so that whatever comes back
 * to it is known to be about this copy, and nobody can make up another one. Its digits survive
 * servers that fold the case of an address.
 */
@Component
class ReturnPaths {

  /** The letters of a token: 128 bits, five for each. */
  static final int LENGTH = 26;

  private static final int RADIX = 32;
  private static final int ID_BYTES = 8;
  private static final int SIGNATURE_BYTES = 8;
  private static final Pattern TOKEN = Pattern.compile("(?i)([0-9a-v]{26})@");
  private static final int MOST_TRIED = 50;

  private final String plain;
  private final String template;
  private final Mac prototype;

  ReturnPaths(ReturnsProperties settings, MailProperties mail, TokenSecret secret) {
    this.plain = mail.envelopeSender();
    this.template =
        settings.address().isBlank() ? "" : ReturnsProperties.template(settings.address());
    try {
      this.prototype = Mac.getInstance("HmacSHA256");
      this.prototype.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HmacSHA256", missing);
    }
  }

  /** The sender of a line's envelope. */
  String of(LineId line) {
    return this.template.isEmpty() ? this.plain : this.template.replace("*", token(line));
  }

  private String token(LineId line) {
    byte[] id = ByteBuffer.allocate(ID_BYTES).putInt(line.issue()).putInt(line.position()).array();
    byte[] whole =
        ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES)
            .put(id)
            .put(sign(id), 0, SIGNATURE_BYTES)
            .array();
    String digits = new BigInteger(1, whole).toString(RADIX);
    return "0".repeat(LENGTH - digits.length()) + digits;
  }

  /** The line whose return path stands in a text; empty where there is none that we signed. */
  Optional<LineId> read(String text) {
    Matcher token = TOKEN.matcher(text);
    return token
        .results()
        .limit(MOST_TRIED)
        .map(it -> verified(it.group(1)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<LineId> verified(String token) {
    byte[] bytes = new BigInteger(token, RADIX).toByteArray();
    byte[] whole = new byte[ID_BYTES + SIGNATURE_BYTES];
    int surplus = Math.max(bytes.length - whole.length, 0);
    int length = bytes.length - surplus;
    System.arraycopy(bytes, surplus, whole, whole.length - length, length);
    byte[] id = Arrays.copyOf(whole, ID_BYTES);
    byte[] given = Arrays.copyOfRange(whole, ID_BYTES, whole.length);
    if (!MessageDigest.isEqual(Arrays.copyOf(sign(id), SIGNATURE_BYTES), given)) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(id);
    return Optional.of(new LineId(buffer.getInt(), buffer.getInt()));
  }

  private byte[] sign(byte[] id) {
    try {
      Mac mac = (Mac) this.prototype.clone();
      mac.update((byte) 'r');
      return mac.doFinal(id);
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("The JDK's HmacSHA256 can be copied", impossible);
    }
  }
}
