// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail is signed (DKIM, RFC 6376). Without keys nothing is signed here, and the relay must do
 * it.
 *
 * @param domain in whose DNS the public keys are; the domain of the sender's address where empty
 * @param rsa the key that every mailbox provider understands
 * @param ed25519 a second key, for those that understand it (RFC 8463)
 */
@ConfigurationProperties("storycast.mail.dkim")
record DkimProperties(
    @DefaultValue("") String domain, @DefaultValue Key rsa, @DefaultValue Key ed25519) {

  /**
   * One key. To change it, publish the new one under a new selector and name both here.
   *
   * @param selector under which the DNS has the public key
   * @param keyFile holds the private key, PKCS#8 in PEM
   * @param key the private key itself, where no file holds it; a secret
   */
  record Key(
      @DefaultValue("") String selector, @Nullable Path keyFile, @DefaultValue("") String key) {

    boolean isAbsent() {
      return this.selector.isBlank() && this.keyFile == null && this.key.isBlank();
    }

    @Override
    public String toString() {
      return "Key[selector=%s, keyFile=%s]".formatted(this.selector, this.keyFile);
    }
  }
}
