// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer to an order, as it is remembered. It may hold what is shown once, such as a token, so
 * it is kept encrypted with a key that only the caller's own token gives.
 *
 * @param status HTTP status
 * @param headers those that belong to the answer
 * @param body its bytes
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String[] KEPT = {"Content-Type", "Location", "Retry-After"};
  private static final int NONCE = 12;

  static Answer of(ContentCachingResponseWrapper response) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : KEPT) {
      String value = response.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return new Answer(response.getStatus(), headers, response.getContentAsByteArray());
  }

  /** Gives the same answer once more. */
  void replay(HttpServletResponse response) throws IOException {
    response.setStatus(this.status);
    this.headers.forEach(response::setHeader);
    response.setHeader("Idempotency-Replayed", "true");
    response.getOutputStream().write(this.body);
  }

  byte[] seal(String secret) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, secret, nonce, JSON.writeValueAsBytes(this));
    byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
    return whole;
  }

  static Answer unseal(byte[] sealed, String secret) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    byte[] rest = Arrays.copyOfRange(sealed, NONCE, sealed.length);
    return JSON.readValue(crypt(Cipher.DECRYPT_MODE, secret, nonce, rest), Answer.class);
  }

  private static byte[] crypt(int mode, String secret, byte[] nonce, byte[] text) {
    try {
      byte[] key =
          MessageDigest.getInstance("SHA-256")
              .digest(("remembered answer\n" + secret).getBytes(StandardCharsets.UTF_8));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("A remembered answer can't be read", broken);
    }
  }
}
