// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The two ways of signing mail. */
enum DkimAlgorithm {
  /** RFC 8301 demands it of all. */
  RSA("rsa", "RSA", "SHA256withRSA") {
    @Override
    byte[] toSign(byte[] head) {
      return head;
    }

    @Override
    PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
      if (!(key instanceof RSAPrivateCrtKey rsa)) {
        throw new GeneralSecurityException("is no RSA key");
      }
      int bits = rsa.getModulus().bitLength();
      if (bits < LEAST_BITS || bits > MOST_BITS) {
        throw new GeneralSecurityException(
            "has %d bits; mailbox providers ask for %d".formatted(bits, LEAST_BITS));
      }
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }

    @Override
    String published(PublicKey key) {
      return Base64.getEncoder().encodeToString(key.getEncoded());
    }
  },

  /** RFC 8463: the digest is what is signed. */
  ED25519("ed25519", "Ed25519", "Ed25519") {
    @Override
    byte[] toSign(byte[] head) throws GeneralSecurityException {
      return MessageDigest.getInstance("SHA-256").digest(head);
    }

    /** The JDK derives a public key only where it makes a pair: it makes it of this key's bytes. */
    @Override
    PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
      if (!(key instanceof EdECPrivateKey edwards)) {
        throw new GeneralSecurityException("is no Ed25519 key");
      }
      byte[] seed =
          edwards.getBytes().orElseThrow(() -> new GeneralSecurityException("has no bytes"));
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
      generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
      return generator.generateKeyPair().getPublic();
    }

    @Override
    String published(PublicKey key) {
      byte[] encoded = key.getEncoded();
      return Base64.getEncoder()
          .encodeToString(
              Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }
  };

  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 4096;
  private static final int ED25519_BYTES = 32;

  private final String tag;
  private final String keys;
  private final String signatures;

  DkimAlgorithm(String tag, String keys, String signatures) {
    this.tag = tag;
    this.keys = keys;
    this.signatures = signatures;
  }

  /** As mails and the DNS name it. */
  String tag() {
    return this.tag;
  }

  /** As the JDK names its keys. */
  String keys() {
    return this.keys;
  }

  /** As the JDK names its signatures. */
  String signatures() {
    return this.signatures;
  }

  /** What of the canonical header fields the key signs. */
  abstract byte[] toSign(byte[] head) throws GeneralSecurityException;

  /**
   * The public key of a private one.
   *
   * @throws GeneralSecurityException saying of the key what is wrong with it
   */
  abstract PublicKey publicOf(PrivateKey key) throws GeneralSecurityException;

  /** The public key as the DNS has it. */
  abstract String published(PublicKey key);

  /** Answers with the bytes of a key. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(this.bytes, 0, wanted, 0, wanted.length);
    }
  }
}
