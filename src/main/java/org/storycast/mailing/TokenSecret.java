// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The secret that signs unsubscribe links: set by the operator, or generated once and kept. */
@Component
class TokenSecret {

  private static final String FILE = "mail-token-secret";
  private static final int BYTES = 32;

  private final byte[] value;

  TokenSecret(
      MailProperties properties, @Value("${storycast.data-directory:./data}") Path directory) {
    String given = properties.tokenSecret();
    this.value =
        (given.isBlank() ? kept(directory) : given.strip()).getBytes(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return this.value.clone();
  }

  private static String kept(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
      if (!Files.exists(file)) {
        generate(file);
      }
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The secret of unsubscribe links can't be kept in %s; make the directory writable or set storycast.mail.token-secret"
              .formatted(directory),
          failure);
    }
  }

  /** Written aside and linked, so that no other process ever reads half a secret. */
  private static void generate(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path aside =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(aside, HexFormat.of().formatHex(secret) + "\n");
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException another) {
      // another process was quicker; its secret holds
    } finally {
      Files.delete(aside);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
