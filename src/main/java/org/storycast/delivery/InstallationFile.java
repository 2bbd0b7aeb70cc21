// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/** The installation's memory outside the database. */
final class InstallationFile {

  private final Path path;

  InstallationFile(Path path) {
    this.path = path;
  }

  Optional<Memory> read() {
    if (!Files.exists(this.path)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(this.path)) {
      properties.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The installation file " + this.path + " can't be read", failure);
    }
    return Optional.of(
        new Memory(
            properties.getProperty("id", ""),
            properties.getProperty("key", ""),
            Long.parseLong(properties.getProperty("seal", "0")),
            properties.getProperty("signature", Ledger.BEGINNING)));
  }

  /** Replaces the file as a whole, readable by its owner only. */
  void write(Memory memory) {
    Properties properties = new Properties();
    properties.setProperty("id", memory.id());
    properties.setProperty("key", memory.key());
    properties.setProperty("seal", Long.toString(memory.seal()));
    properties.setProperty("signature", memory.signature());
    try {
      Path folder = this.path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path next = Files.createTempFile(folder, "installation", ".next");
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
      try (Writer writer = Files.newBufferedWriter(next)) {
        properties.store(writer, "Keep this file outside of database backups");
      }
      Files.move(next, this.path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The installation file " + this.path + " can't be written", failure);
    }
  }

  /**
   * What the file holds.
   *
   * @param id the installation's id
   * @param key signs the seals
   * @param seal the number of the last seal that this machine knows
   * @param signature that seal's signature
   */
  record Memory(String id, String key, long seal, String signature) {

    Memory sealedAt(long number, String sealSignature) {
      return new Memory(this.id, this.key, number, sealSignature);
    }

    @Override
    public String toString() {
      return "Memory[id=%s, seal=%d]".formatted(this.id, this.seal);
    }
  }
}
