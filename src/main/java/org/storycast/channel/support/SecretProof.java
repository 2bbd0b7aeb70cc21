// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.storycast.channel.Secret;

/**
 * Meta's proof that who holds a token also holds the app's secret, the parameter {@code
 * appsecret_proof} (https://developers.facebook.com/docs/graph-api/guides/secure-requests,
 * 2026-10).
 */
public final class SecretProof {

  private static final String ALGORITHM = "HmacSHA256";

  private SecretProof() {}

  /** The HMAC-SHA256 of the token under the app's secret, in lower-case hexadecimal digits. */
  public static String of(Secret token, Secret appSecret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(appSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(token.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, missing);
    }
  }
}
