// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The OAuth 1.0a signature by HMAC-SHA1 (RFC 5849), computed apart from what is tested. */
public final class OAuthSignature {

  private OAuthSignature() {}

  /**
   * Signs one request.
   *
   * @param url without its query
   * @param parameters decoded: of the query, of a form body, and OAuth's own without the signature
   */
  public static String of(
      String method,
      String url,
      Map<String, String> parameters,
      String consumerSecret,
      String tokenSecret) {
    Map<String, String> encoded = new TreeMap<>();
    parameters.forEach((name, value) -> encoded.put(encode(name), encode(value)));
    String joined =
        encoded.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining("&"));
    String base = method + "&" + encode(url) + "&" + encode(joined);
    return hmac(encode(consumerSecret) + "&" + encode(tokenSecret), base);
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HmacSHA1", missing);
    }
  }

  /** RFC 3986: everything but letters, digits and {@code -._~}. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
