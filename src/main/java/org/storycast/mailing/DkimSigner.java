// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.storycast.mailing.MessagePieces.Place;

/** Signs messages with the newsroom's keys, or with none where the relay signs. */
@Component
class DkimSigner {

  private static final Logger log = LoggerFactory.getLogger(DkimSigner.class);

  private final List<DkimKey> keys;
  private final @Nullable String problem;

  DkimSigner(DkimProperties properties, MailProperties mail) {
    List<DkimKey> read = List.of();
    String wrong = null;
    try {
      read = DkimKeys.of(properties, mail.domain());
    } catch (IllegalArgumentException unusable) {
      wrong = unusable.getMessage();
    }
    this.keys = List.copyOf(read);
    this.problem = wrong;
    this.keys.forEach(DkimSigner::announce);
  }

  private static void announce(DkimKey key) {
    log.atInfo()
        .addKeyValue("name", key.dnsName())
        .addKeyValue("type", "TXT")
        .addKeyValue("record", key.dnsRecord())
        .addKeyValue("provider", key.provider())
        .log("Mail is signed; the DNS must have this record");
  }

  /** What is wrong with a key, with its remedy; null where nothing is. */
  @Nullable String problem() {
    return this.problem;
  }

  List<DkimKey> keys() {
    return this.keys;
  }

  /**
   * The header fields that sign one reader's message; they come before all others.
   *
   * @throws IllegalStateException when there is a problem: rather no mail than an unsigned one
   */
  byte[] sign(MessagePieces message, Map<Place, byte[]> values) {
    if (this.problem != null) {
      throw new IllegalStateException(this.problem);
    }
    if (this.keys.isEmpty()) {
      return new byte[0];
    }
    MessageDigest digest = sha256();
    message.digestBody(digest, values);
    String bodyHash = Base64.getEncoder().encodeToString(digest.digest());
    byte[] head = message.relaxedHead(values);
    StringBuilder fields = new StringBuilder();
    for (DkimKey key : this.keys) {
      fields.append(key.sign(message.names(), head, bodyHash));
    }
    return fields.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }
}
