// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.storycast.audience.SignUpId;

/**
 * Signs what a sign-up carries through other people's hands: the link that confirms, and the stamp
 * by which a form shows when it was handed out. Each has a purpose of its own in its signature, so
 * that none can stand for another or for an unsubscribe link.
 */
@Component
public class SignUpTokens {

  private static final int SIGNATURE_BYTES = 16;
  private static final int LINK_BYTES = 3 * Long.BYTES;
  private static final String LINK = "confirm-sign-up\n";
  private static final String STAMP = "form\n";

  private final SecretKeySpec key;

  SignUpTokens(TokenSecret secret) {
    this.key = new SecretKeySpec(secret.bytes(), "HmacSHA256");
  }

  /**
   * What a link that confirms says.
   *
   * @param id of what was asked for
   * @param expiresAt from when on it says nothing, to the second
   */
  public record Link(SignUpId id, Instant expiresAt) {}

  /** The same for the same sign-up, whenever it is made. */
  String link(SignUpId id, Instant expiresAt) {
    byte[] content =
        ByteBuffer.allocate(LINK_BYTES)
            .putLong(id.value().getMostSignificantBits())
            .putLong(id.value().getLeastSignificantBits())
            .putLong(expiresAt.getEpochSecond())
            .array();
    return signed(content, LINK);
  }

  /** Reads a link's token; empty when it was not signed here. Whether it expired is not judged. */
  public Optional<Link> readLink(String token) {
    return read(token, LINK_BYTES, LINK)
        .map(
            content ->
                new Link(
                    new SignUpId(new UUID(content.getLong(), content.getLong())),
                    Instant.ofEpochSecond(content.getLong())));
  }

  /**
   * A stamp for a form.
   *
   * @param shownAt when the form was handed out
   * @param text the words that it shows; with others the stamp is not valid
   */
  public String stamp(Instant shownAt, String text) {
    byte[] content = ByteBuffer.allocate(Long.BYTES).putLong(shownAt.toEpochMilli()).array();
    return signed(content, STAMP + text);
  }

  /** When a form with these words was handed out; empty when its stamp was not made here. */
  public Optional<Instant> readStamp(String stamp, String text) {
    return read(stamp, Long.BYTES, STAMP + text)
        .map(content -> Instant.ofEpochMilli(content.getLong()));
  }

  private String signed(byte[] content, String purpose) {
    byte[] whole =
        ByteBuffer.allocate(content.length + SIGNATURE_BYTES)
            .put(content)
            .put(sign(content, purpose))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private Optional<ByteBuffer> read(String token, int length, String purpose) {
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (whole.length != length + SIGNATURE_BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(whole, length);
    byte[] given = Arrays.copyOfRange(whole, length, whole.length);
    return MessageDigest.isEqual(sign(content, purpose), given)
        ? Optional.of(ByteBuffer.wrap(content))
        : Optional.empty();
  }

  private byte[] sign(byte[] content, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(this.key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(content), SIGNATURE_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HmacSHA256", missing);
    }
  }
}
