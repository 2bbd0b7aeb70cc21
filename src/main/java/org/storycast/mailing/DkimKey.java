// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A key that signs header fields in relaxed form (RFC 6376; ADR 0014 says why no library does it).
 * It covers every field that the message has, and one more From: whoever adds a second one breaks
 * the signature.
 */
final class DkimKey {

  private static final int LINE = 72;
  private static final byte[] TRIAL = "trial".getBytes(StandardCharsets.US_ASCII);

  private final DkimAlgorithm algorithm;
  private final String domain;
  private final String selector;
  private final PrivateKey key;
  private final PublicKey publicKey;
  private final Provider provider;

  private DkimKey(
      DkimAlgorithm algorithm,
      String domain,
      String selector,
      PrivateKey key,
      PublicKey publicKey,
      Provider provider) {
    this.algorithm = algorithm;
    this.domain = domain;
    this.selector = selector;
    this.key = key;
    this.publicKey = publicKey;
    this.provider = provider;
  }

  /**
   * Makes a key and tries it.
   *
   * @param pkcs8 the private key
   * @param providers the fastest first; one that can't sign with this key is passed over
   * @throws GeneralSecurityException saying of the key what is wrong with it
   */
  static DkimKey of(
      DkimAlgorithm algorithm,
      String domain,
      String selector,
      byte[] pkcs8,
      List<Provider> providers)
      throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
    PrivateKey plain = KeyFactory.getInstance(algorithm.keys()).generatePrivate(spec);
    PublicKey publicKey = algorithm.publicOf(plain);
    GeneralSecurityException last = new GeneralSecurityException("can't sign");
    for (Provider provider : providers) {
      try {
        PrivateKey key =
            provider.getService("KeyFactory", algorithm.keys()) == null
                ? plain
                : KeyFactory.getInstance(algorithm.keys(), provider).generatePrivate(spec);
        DkimKey made = new DkimKey(algorithm, domain, selector, key, publicKey, provider);
        made.tryOut();
        return made;
      } catch (GeneralSecurityException | LinkageError unable) {
        last = new GeneralSecurityException("can't sign", unable);
      }
    }
    throw last;
  }

  private void tryOut() throws GeneralSecurityException {
    Signature check = Signature.getInstance(this.algorithm.signatures());
    check.initVerify(this.publicKey);
    check.update(TRIAL);
    if (!check.verify(signed(TRIAL))) {
      throw new GeneralSecurityException("%s signs wrongly".formatted(this.provider.getName()));
    }
  }

  /** Where the DNS must have the public key. */
  String dnsName() {
    return "%s._domainkey.%s".formatted(this.selector, this.domain);
  }

  /** What the DNS must say there. */
  String dnsRecord() {
    return "v=DKIM1; k=%s; p=%s"
        .formatted(this.algorithm.tag(), this.algorithm.published(this.publicKey));
  }

  String provider() {
    return this.provider.getName();
  }

  /**
   * The header field that signs a message.
   *
   * @param names of the message's header fields, in order
   * @param relaxedHead these fields in relaxed form
   * @param bodyHash of its body in relaxed form, in Base64
   */
  String sign(List<String> names, byte[] relaxedHead, String bodyHash) {
    String unsigned =
        "DKIM-Signature: v=1; a=%s-sha256; c=relaxed/relaxed;\r\n d=%s; s=%s;\r\n h=%s;\r\n bh=%s;\r\n b="
            .formatted(this.algorithm.tag(), this.domain, this.selector, covered(names), bodyHash);
    byte[] own = RelaxedField.of((unsigned + "\r\n").getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream all = new ByteArrayOutputStream(relaxedHead.length + own.length);
    all.writeBytes(relaxedHead);
    all.write(own, 0, own.length - 2);
    try {
      byte[] signature = signed(this.algorithm.toSign(all.toByteArray()));
      return unsigned + lines(Base64.getEncoder().encodeToString(signature)) + "\r\n";
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(
          "The key of %s can't sign any more".formatted(dnsName()), failure);
    }
  }

  private byte[] signed(byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(this.algorithm.signatures(), this.provider);
    signature.initSign(this.key);
    signature.update(content);
    return signature.sign();
  }

  private static String covered(List<String> names) {
    StringBuilder covered = new StringBuilder();
    int column = 0;
    for (String name : names) {
      covered.append(name.toLowerCase(Locale.ROOT)).append(':');
      column += name.length() + 1;
      if (column > LINE - "list-unsubscribe-post:".length()) {
        covered.append("\r\n ");
        column = 0;
      }
    }
    return covered.append("from").toString();
  }

  private static String lines(String base64) {
    StringBuilder lines = new StringBuilder();
    for (int from = 0; from < base64.length(); from += LINE) {
      lines.append(from == 0 ? "" : "\r\n ");
      lines.append(base64, from, Math.min(from + LINE, base64.length()));
    }
    return lines.toString();
  }

  @Override
  public String toString() {
    return "DkimKey[%s]".formatted(dnsName());
  }
}
