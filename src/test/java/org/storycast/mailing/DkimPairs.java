// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Keys for tests, made once. */
final class DkimPairs {

  static final String RSA = pem("RSA", 2048);
  static final String ED25519 = pem("Ed25519", 255);

  private DkimPairs() {}

  /** Settings that sign with both. */
  static Map<String, String> both() {
    Map<String, String> settings = new HashMap<>();
    settings.put("dkim.rsa.selector", "r2026");
    settings.put("dkim.rsa.key", RSA);
    settings.put("dkim.ed25519.selector", "e2026");
    settings.put("dkim.ed25519.key", ED25519);
    return settings;
  }

  static String pem(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder().encodeToString(key));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
