// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.channel.Finding;
import org.storycast.database.TestDatabase;

class InstallationTests {

  private final TestDatabase database = TestDatabase.Kind.H2.fresh();
  @TempDir Path data;

  @Test
  void recognisesItselfAfterARestart() {
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      kit.planned(DeliveryKit.CHANNEL);
      kit.get(LedgerSeals.class).seal();
    }
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      assertThat(kit.get(Installation.class).heldBecause()).isEmpty();
    }
  }

  @Test
  void keepsItsKeyToItself() throws IOException {
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      Path file = this.data.resolve("installation.properties");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(kit.get(Installation.class).key()).hasSize(64);
    }
  }

  @Test
  void saysNothingFromAClonedDatabase(@TempDir Path otherMachine) {
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      kit.planned(DeliveryKit.CHANNEL);
    }
    try (DeliveryKit clone = new DeliveryKit(this.database, otherMachine)) {
      assertThat(clone.get(Installation.class).heldBecause()).isPresent();
      clone.runAfter(Duration.ofHours(1));
      assertThat(clone.channel.taken).isEmpty();
    }
  }

  @Test
  void saysNothingFromARestoredBackupUntilConfirmedAndThenLooksFirst() {
    DeliveryId sentAfterTheBackup;
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      sentAfterTheBackup = kit.planned(DeliveryKit.CHANNEL);
      kit.get(LedgerSeals.class).seal();
      this.database.jdbc().sql("CREATE TABLE backup AS SELECT * FROM delivery").update();
      kit.run();
      kit.get(LedgerSeals.class).seal();
      assertThat(kit.delivery(sentAfterTheBackup).state()).isEqualTo(DeliveryState.PUBLISHED);
      restoreTheBackup();
    }
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      assertThat(kit.get(Installation.class).heldBecause())
          .hasValueSatisfying(why -> assertThat(why).contains("backup"));
      kit.runAfter(Duration.ofMinutes(1));
      assertThat(kit.channel.calls).isZero();
      assertThat(kit.get(ChannelDesk.class).confirmInstallation()).isTrue();
      kit.channel.findings.add(new Finding.Found(ScriptedChannel.receipt(1)));
      kit.runAfter(Duration.ofMinutes(1));
      assertThat(kit.delivery(sentAfterTheBackup).state()).isEqualTo(DeliveryState.PUBLISHED);
      assertThat(kit.channel.calls).isZero();
    }
  }

  @Test
  void looksForStoriesOfTheTimeBeforeTheRestoreEvenIfItNeverHeardOfThem(@TempDir Path other) {
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      kit.get(LedgerSeals.class).seal();
    }
    try (DeliveryKit kit = new DeliveryKit(this.database, other)) {
      kit.clock.advance(Duration.ofMinutes(5));
      kit.get(ChannelDesk.class).confirmInstallation();
      DeliveryId id = kit.planned(DeliveryKit.CHANNEL);
      kit.channel.findings.add(new Finding.Found(ScriptedChannel.receipt(1)));
      kit.run();
      assertThat(kit.channel.calls).isZero();
      assertThat(kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    }
  }

  @Test
  void knowsAConfirmedDatabaseOnMachinesThatKeepNoFile(@TempDir Path first, @TempDir Path second) {
    try (DeliveryKit elsewhere = new DeliveryKit(this.database, this.data)) {
      Installation moved = onAMachineWithoutFile(first);
      assertThat(moved.heldBecause()).isPresent();
      assertThat(moved.confirm()).isTrue();
      assertThat(onAMachineWithoutFile(second).heldBecause()).isEmpty();
    }
  }

  @Test
  void holdsADatabaseThatAnOperatorMarkedAsRestored() {
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      kit.planned(DeliveryKit.CHANNEL);
      kit.get(LedgerSeals.class).seal();
    }
    this.database.jdbc().sql("UPDATE installation SET id = 'restored'").update();
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      assertThat(kit.get(Installation.class).heldBecause()).isPresent();
      assertThat(kit.get(ChannelDesk.class).confirmInstallation()).isTrue();
      assertThat(kit.get(LedgerVerification.class).verify()).isEmpty();
    }
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      assertThat(kit.get(Installation.class).heldBecause()).isEmpty();
    }
  }

  private Installation onAMachineWithoutFile(Path folder) {
    return new Installation(
        this.database.jdbc(),
        new TransactionTemplate(new JdbcTransactionManager(this.database.source())),
        Clock.systemUTC(),
        new InstallationProperties(null, "courier", "a key that several machines have in common"),
        folder);
  }

  @Test
  void isReleasedByAConfirmationOnAnotherMachine(@TempDir Path one, @TempDir Path other) {
    try (DeliveryKit kit = new DeliveryKit(this.database, this.data)) {
      kit.planned(DeliveryKit.CHANNEL);
    }
    try (DeliveryKit first = new DeliveryKit(this.database, one);
        DeliveryKit second = new DeliveryKit(this.database, other)) {
      first.clock.advance(Duration.ofMinutes(1));
      first.get(ChannelDesk.class).confirmInstallation();
      assertThat(second.get(Installation.class).heldBecause()).isPresent();
      second.get(LedgerSeals.class).seal();
      assertThat(second.get(Installation.class).heldBecause()).isEmpty();
    }
  }

  private void restoreTheBackup() {
    for (String sql :
        new String[] {
          "DELETE FROM published_part",
          "DELETE FROM ledger_seal_head WHERE seal > 1",
          "DELETE FROM ledger_seal WHERE number > 1",
          "DELETE FROM ledger_entry WHERE number > 1",
          "DELETE FROM delivery",
          "INSERT INTO delivery SELECT * FROM backup"
        }) {
      this.database.jdbc().sql(sql).update();
    }
  }
}
