// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Verifies signatures as RFC 6376 and RFC 8463 tell, word by word and slowly. */
final class DkimVerifier {

  /** What an Ed25519 key begins with in X.509. */
  private static final String ED25519_PREFIX = "302a300506032b6570032100";

  private final List<String> fields;
  private final String body;

  DkimVerifier(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    this.fields = List.of(text.substring(0, end).split("\r\n(?![ \t])"));
    this.body = text.substring(end + 4);
  }

  /** The tags of each signature. */
  List<Map<String, String>> signatures() {
    return this.fields.stream()
        .filter(field -> field.startsWith("DKIM-Signature:"))
        .map(DkimVerifier::tags)
        .toList();
  }

  /** Whether a signature is good by the DNS record of its key. */
  boolean accepts(int index, String record) throws GeneralSecurityException {
    String field =
        this.fields.stream().filter(it -> it.startsWith("DKIM-Signature:")).toList().get(index);
    Map<String, String> tags = tags(field);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    String hash = Base64.getEncoder().encodeToString(digest.digest(bytes(relaxedBody())));
    if (!hash.equals(tags.get("bh"))) {
      return false;
    }
    byte[] head = bytes(head(tags.get("h")) + relaxed(field.replaceFirst("(?s)b=[^;]*$", "b=")));
    boolean rsa = tags.get("a").equals("rsa-sha256");
    Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
    signature.initVerify(key(rsa, record.substring(record.indexOf("p=") + 2)));
    signature.update(rsa ? head : digest.digest(head));
    return signature.verify(Base64.getDecoder().decode(tags.get("b")));
  }

  private static PublicKey key(boolean rsa, String published) throws GeneralSecurityException {
    byte[] bytes = Base64.getDecoder().decode(published);
    byte[] encoded =
        rsa ? bytes : HexFormat.of().parseHex(ED25519_PREFIX + HexFormat.of().formatHex(bytes));
    return KeyFactory.getInstance(rsa ? "RSA" : "Ed25519")
        .generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** The last unused field of each name, from the bottom up. */
  private String head(String names) {
    List<String> left = new ArrayList<>(this.fields.reversed());
    StringBuilder head = new StringBuilder();
    for (String name : names.split(":")) {
      left.stream()
          .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .findFirst()
          .ifPresent(
              field -> {
                left.remove(field);
                head.append(relaxed(field)).append("\r\n");
              });
    }
    return head.toString();
  }

  private static String relaxed(String field) {
    int colon = field.indexOf(':');
    return field.substring(0, colon).toLowerCase(Locale.ROOT)
        + ":"
        + field.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
  }

  private String relaxedBody() {
    return this.body
            .replaceAll("[ \t]+", " ")
            .replaceAll(" \r\n", "\r\n")
            .replaceAll("(\r\n)*\\z", "")
        + "\r\n";
  }

  private static Map<String, String> tags(String field) {
    Map<String, String> tags = new TreeMap<>();
    for (String tag : field.substring(field.indexOf(':') + 1).split(";")) {
      String[] parts = tag.replaceAll("\\s", "").split("=", 2);
      tags.put(parts[0], parts[1]);
    }
    return tags;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
