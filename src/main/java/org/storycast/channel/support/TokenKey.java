// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Secret;

/** The key that encrypts tokens, read or made when it is first needed. */
@Component
final class TokenKey {

  private static final int LENGTH = 32;

  private final @Nullable Secret configured;
  private final Path file;
  private byte @Nullable [] key;

  TokenKey(TokenKeyProperties properties) {
    this.configured = properties.secretKey();
    this.file = properties.dataDirectory().resolve("secret.key");
  }

  /**
   * The 32 bytes.
   *
   * @throws IllegalStateException when the setting or the file holds something else
   */
  synchronized byte[] bytes() {
    if (this.key == null) {
      this.key = load();
    }
    return this.key.clone();
  }

  private byte[] load() {
    if (this.configured != null && !this.configured.reveal().isEmpty()) {
      return decode(this.configured.reveal(), "The setting storycast.secret-key");
    }
    try {
      if (!Files.exists(this.file)) {
        make();
      }
      return decode(Files.readString(this.file).strip(), "The file " + this.file);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The key file %s can't be read or made; set storycast.secret-key instead"
              .formatted(this.file),
          failure);
    }
  }

  private static byte[] decode(String text, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == LENGTH) {
        return bytes;
      }
    } catch (IllegalArgumentException malformed) {
      throw new IllegalStateException(where + " is not Base64; it needs 32 bytes in Base64");
    }
    throw new IllegalStateException(where + " needs 32 bytes in Base64");
  }

  /** Written whole under another name first: a crash must not leave half a key. */
  private void make() throws IOException {
    byte[] made = new byte[LENGTH];
    new SecureRandom().nextBytes(made);
    Path directory = this.file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path written = Files.createTempFile(directory, "secret", ".new", onlyForOwner());
    try {
      Files.writeString(written, Base64.getEncoder().encodeToString(made) + "\n");
      Files.move(written, this.file);
    } catch (FileAlreadyExistsException another) {
      Files.delete(written);
    }
  }

  private static FileAttribute<?>[] onlyForOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
