// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the keys that the settings name. */
final class DkimKeys {

  private static final Logger log = LoggerFactory.getLogger(DkimKeys.class);
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
  private static final Pattern SELECTOR =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");
  private static final String PKCS8 = "PRIVATE KEY";

  /** It signs in a third of the JDK's time; it comes along for some machines only. */
  private static final String FASTEST = "AmazonCorrettoCryptoProvider";

  private DkimKeys() {}

  /**
   * The keys, RSA first; none where the relay signs.
   *
   * @throws IllegalArgumentException naming the setting, or the file, and the remedy
   */
  static List<DkimKey> of(DkimProperties properties, String senderDomain) {
    String sender = senderDomain.toLowerCase(Locale.ROOT);
    String domain =
        properties.domain().isBlank() ? sender : properties.domain().toLowerCase(Locale.ROOT);
    List<DkimKey> keys = new ArrayList<>();
    if (!properties.rsa().isAbsent()) {
      keys.add(key(DkimAlgorithm.RSA, aligned(domain, sender), properties.rsa()));
    }
    if (!properties.ed25519().isAbsent()) {
      if (keys.isEmpty()) {
        throw new IllegalArgumentException(
            "storycast.mail.dkim.ed25519 needs an RSA key beside it, since few mailbox providers"
                + " understand it; set storycast.mail.dkim.rsa.selector and .key-file");
      }
      keys.add(key(DkimAlgorithm.ED25519, domain, properties.ed25519()));
    }
    return keys;
  }

  /** DMARC counts a signature only where its domain is the sender's, or one above or below it. */
  private static String aligned(String domain, String sender) {
    if (("." + sender).endsWith("." + domain) || ("." + domain).endsWith("." + sender)) {
      return domain;
    }
    throw new IllegalArgumentException(
        "storycast.mail.dkim.domain is %s, and storycast.mail.from is in %s: such a signature counts for nothing; sign for the sender's domain"
            .formatted(domain, sender));
  }

  private static DkimKey key(DkimAlgorithm algorithm, String domain, DkimProperties.Key settings) {
    String prefix = "storycast.mail.dkim." + algorithm.tag();
    if (!SELECTOR.matcher(settings.selector()).matches()) {
      throw new IllegalArgumentException(
          prefix
              + ".selector is missing or malformed; set it to a word such as s2026, under which"
              + " the DNS has the public key");
    }
    Path file = settings.keyFile();
    String from = file == null ? prefix + ".key" : file.toString();
    String pem = file == null ? settings.key() : text(file, prefix);
    if (pem.isBlank()) {
      throw new IllegalArgumentException(
          prefix + ".key-file is missing; set it to a file with the private key in PEM");
    }
    try {
      return DkimKey.of(algorithm, domain, settings.selector(), pkcs8(pem, from), providers());
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "The key in %s %s; make one as docs/channels/email.md shows"
              .formatted(from, unusable.getMessage()));
    }
  }

  private static String text(Path file, String prefix) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "%s.key-file: %s can't be read (%s); put the private key there, readable for this service"
              .formatted(prefix, file, unreadable.getClass().getSimpleName()));
    }
  }

  private static byte[] pkcs8(String pem, String from) {
    Matcher block = PEM.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException(
          "%s holds no key in PEM (-----BEGIN PRIVATE KEY-----)".formatted(from));
    }
    if (!block.group(1).equals(PKCS8)) {
      throw new IllegalArgumentException(
          "%s holds a block \"%s\"; turn it into PKCS#8 without a password: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem"
              .formatted(from, block.group(1)));
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException damaged) {
      throw new IllegalArgumentException("%s holds a damaged key".formatted(from));
    }
  }

  private static List<Provider> providers() {
    List<Provider> providers = new ArrayList<>();
    try {
      ServiceLoader.load(Provider.class).stream()
          .filter(it -> it.type().getSimpleName().equals(FASTEST))
          .map(ServiceLoader.Provider::get)
          .forEach(providers::add);
    } catch (ServiceConfigurationError | LinkageError elsewhere) {
      log.atDebug().addKeyValue("reason", elsewhere.toString()).log("Made for another machine");
    }
    providers.addAll(List.of(Security.getProviders()));
    return providers;
  }
}
