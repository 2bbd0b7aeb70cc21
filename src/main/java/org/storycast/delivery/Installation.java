// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.Hold;

/**
 * Knows whether this database is the one that this installation last spoke from. A restored backup
 * has an older last seal than the file beside it, and a clone has no file: either is held, sends
 * nothing and says why, until an operator confirms.
 */
@Component
public class Installation implements Hold {

  private static final Logger log = LoggerFactory.getLogger(Installation.class);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final InstallationProperties properties;
  private final InstallationFile file;
  private final Instant heldSince;
  private volatile InstallationFile.Memory memory;
  private volatile @Nullable String heldBecause;

  Installation(
      JdbcClient jdbc,
      TransactionOperations transactions,
      Clock clock,
      InstallationProperties properties,
      @Value("${storycast.data-directory}") Path dataDirectory) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.properties = properties;
    Path path = properties.file();
    this.file =
        new InstallationFile(
            path == null ? dataDirectory.resolve("installation.properties") : path);
    this.heldSince = clock.instant();
    this.memory = recognise();
    if (this.heldBecause != null) {
      log.atError().addKeyValue("reason", this.heldBecause).log("Nothing is sent until confirmed");
    }
  }

  @Override
  public Optional<String> heldBecause() {
    return Optional.ofNullable(this.heldBecause);
  }

  /** The id of this installation. */
  public String id() {
    return this.memory.id();
  }

  @Override
  public Optional<Instant> restoredAt() {
    return this.jdbc
        .sql("SELECT restored_at FROM installation WHERE restored_at IS NOT NULL")
        .query((row, number) -> SqlTime.read(row, "restored_at"))
        .optional();
  }

  /** Is released, where it is held, by a confirmation that was given on another machine. */
  void lookAgain() {
    if (this.heldBecause != null && restoredAt().filter(this.heldSince::isBefore).isPresent()) {
      release();
    }
  }

  /** Takes this database for the right one from now on; says whether it was held. */
  boolean confirm() {
    if (this.heldBecause == null) {
      return false;
    }
    this.transactions.executeWithoutResult(
        transaction -> {
          this.jdbc.sql("DELETE FROM installation").update();
          this.jdbc
              .sql("INSERT INTO installation (id, restored_at) VALUES (?, ?)")
              .params(this.memory.id(), SqlTime.of(this.clock.instant()))
              .update();
        });
    release();
    return true;
  }

  private void release() {
    Seal last = lastSeal();
    remember(this.memory.sealedAt(last.number(), last.signature()));
    this.heldBecause = null;
  }

  /** The key that signs seals. */
  String key() {
    return this.memory.key();
  }

  /** Remembers outside the database up to where the ledger is sealed. */
  void sealed(long number, String signature) {
    if (number > this.memory.seal() && this.heldBecause == null) {
      remember(this.memory.sealedAt(number, signature));
    }
  }

  /** The last seal that was remembered outside the database. */
  Seal rememberedSeal() {
    return new Seal(this.memory.seal(), this.memory.signature());
  }

  /** The last seal in the database. */
  Seal lastSeal() {
    return this.jdbc
        .sql("SELECT number, signature FROM ledger_seal ORDER BY number DESC LIMIT 1")
        .query((row, number) -> new Seal(row.getLong("number"), row.getString("signature")))
        .optional()
        .orElse(new Seal(0, Ledger.BEGINNING));
  }

  private InstallationFile.Memory recognise() {
    Optional<String> stored =
        this.jdbc.sql("SELECT id FROM installation").query(String.class).optional();
    Optional<InstallationFile.Memory> known = this.file.read();
    if (stored.isEmpty() && known.isEmpty()) {
      return begin();
    }
    this.heldBecause = doubt(stored, known).orElse(null);
    InstallationFile.Memory memory = known.orElseGet(() -> join(ownId(stored.orElseThrow())));
    if (known.isEmpty() && this.heldBecause == null) {
      this.file.write(memory);
    }
    return memory;
  }

  private Optional<String> doubt(Optional<String> stored, Optional<InstallationFile.Memory> known) {
    if (stored.isEmpty()) {
      return Optional.of("The database is empty, but this installation has sent before");
    }
    if (known.isEmpty()) {
      return stored.get().equals(this.properties.id())
          ? Optional.empty()
          : Optional.of("The database belongs to an installation that this machine does not know");
    }
    if (!stored.get().equals(known.get().id())) {
      return Optional.of("The database belongs to another installation");
    }
    return lastSeal().number() < known.get().seal()
        ? Optional.of("The database is older than what this installation has sent: a backup")
        : Optional.empty();
  }

  private InstallationFile.Memory begin() {
    InstallationFile.Memory fresh = join(ownId(UUID.randomUUID().toString()));
    this.file.write(fresh);
    this.jdbc.sql("INSERT INTO installation (id) VALUES (?)").param(fresh.id()).update();
    return fresh;
  }

  /** The configured id, so that a confirmed database is known to the other machines too. */
  private String ownId(String otherwise) {
    return this.properties.id() == null ? otherwise : this.properties.id();
  }

  private InstallationFile.Memory join(String id) {
    String key = this.properties.key() == null ? randomKey() : this.properties.key();
    return new InstallationFile.Memory(id, key, 0, Ledger.BEGINNING);
  }

  private void remember(InstallationFile.Memory next) {
    this.file.write(next);
    this.memory = next;
  }

  private static String randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /**
   * A seal's place in the chain.
   *
   * @param number zero where there is none
   * @param signature its signature
   */
  record Seal(long number, String signature) {}
}
