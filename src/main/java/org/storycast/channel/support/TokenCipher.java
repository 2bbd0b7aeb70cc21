// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.storycast.channel.Secret;

/**
 * Encrypts tokens with AES-GCM. What was sealed for one place opens for that place only, so that
 * rows can't be exchanged.
 */
@Component
final class TokenCipher {

  private static final String FORM = "AES/GCM/NoPadding";
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;

  private final TokenKey key;
  private final SecureRandom random = new SecureRandom();

  TokenCipher(TokenKey key) {
    this.key = key;
  }

  /** Encrypts for a place, such as a channel's column. */
  String seal(Secret secret, String place) {
    byte[] nonce = new byte[NONCE_LENGTH];
    this.random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
      byte[] sealed = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
      byte[] all = Arrays.copyOf(nonce, NONCE_LENGTH + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_LENGTH, sealed.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has AES-GCM", missing);
    }
  }

  /** Decrypts; empty where another key or another place sealed it, or someone altered it. */
  Optional<Secret> open(String sealed, String place) {
    byte[] all = Base64.getDecoder().decode(sealed);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_LENGTH), place);
      byte[] plain = cipher.doFinal(all, NONCE_LENGTH, all.length - NONCE_LENGTH);
      return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException otherKey) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(FORM);
    cipher.init(
        mode, new SecretKeySpec(this.key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
