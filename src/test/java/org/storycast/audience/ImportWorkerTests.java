// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ImportWorkerTests {

  private static final ImportOrder ORDER =
      new ImportOrder("list.csv", "", "en", Set.of(), "list of the old system", "Olga");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final ReadersFixture.Desk desk;

  ImportWorkerTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    this.jdbc = database.jdbc();
    this.transactions = database.transactions();
    this.desk = new ReadersFixture.Desk(this.jdbc, this.transactions, this.clock);
  }

  @Test
  void anotherInstanceGoesOnAfterTheLastCommittedBatch() throws IOException {
    UUID id = upload(new MadeReaders(3500));
    ReadersFixture.Desk dying =
        new ReadersFixture.Desk(this.jdbc, new DyingIn(4, this.transactions), this.clock);
    dying.worker().runDue();
    ReaderImport left = this.desk.imports().find(id).orElseThrow();
    assertThat(left.state()).isEqualTo(ImportState.RUNNING);
    assertThat(left.counts().added()).isEqualTo(2000);
    assertThat(left.percent()).isEqualTo(57);
    assertThat(left.detail()).contains("goes on after the last committed row");
    assertThat(readers()).isEqualTo(2000);
    this.desk.worker().runDue();
    ReaderImport done = this.desk.imports().find(id).orElseThrow();
    assertThat(done.state()).isEqualTo(ImportState.DONE);
    assertThat(done.detail()).isEmpty();
    assertThat(done.counts()).isEqualTo(new ImportCounts(3500, 3500, 0, 0, 0, 0, 0, 0, 0));
    assertThat(readers()).isEqualTo(3500);
    assertThat(this.jdbc.sql("SELECT COUNT(*) FROM consent_event").query(Long.class).single())
        .isEqualTo(3500);
  }

  @Test
  void oneInstanceImportsUntilItsLeaseIsOver() throws IOException {
    UUID id = upload(new MadeReaders(10));
    UUID killed = UUID.randomUUID();
    assertThat(this.desk.lease().take(killed)).isTrue();
    this.desk.worker().runDue();
    assertThat(readers()).isZero();
    this.jdbc
        .sql("UPDATE reader_import_lease SET leased_until = TIMESTAMP '2020-01-01 00:00:00'")
        .update();
    this.desk.worker().runDue();
    assertThat(readers()).isEqualTo(10);
    assertThat(this.desk.imports().find(id).orElseThrow().state()).isEqualTo(ImportState.DONE);
  }

  @Test
  void whoLostTheLeaseCommitsNothingMore() throws IOException {
    UUID id = upload(new MadeReaders(10));
    UUID stalled = UUID.randomUUID();
    assertThat(this.desk.lease().take(stalled)).isTrue();
    this.jdbc
        .sql("UPDATE reader_import_lease SET leased_until = TIMESTAMP '2020-01-01 00:00:00'")
        .update();
    assertThat(this.desk.lease().take(UUID.randomUUID())).isTrue();
    List<ImportedRow> rows = List.of(offer("anna@example.org", "en"));
    assertThat(this.desk.batches().commit(stalled, id, rows, 1)).isFalse();
    assertThat(readers()).isZero();
  }

  @Test
  void aRowThatTheDatabaseRefusesIsRefusedAlone() throws IOException {
    UUID id = upload(new MadeReaders(10));
    UUID worker = UUID.randomUUID();
    assertThat(this.desk.lease().take(worker)).isTrue();
    this.jdbc.sql("ALTER TABLE reader ADD CONSTRAINT no_kk CHECK (language <> 'kk')").update();
    List<ImportedRow> rows =
        List.of(
            offer("anna@example.org", "en"),
            offer("berta@example.org", "kk"),
            offer("carl@example.org", "en"));
    assertThat(this.desk.batches().commit(worker, id, rows, 1)).isTrue();
    assertThat(this.desk.imports().find(id).orElseThrow().counts())
        .isEqualTo(new ImportCounts(3, 2, 0, 0, 0, 0, 0, 0, 1));
    StringBuilder report = new StringBuilder();
    this.desk.imports().writeRefused(id, report);
    assertThat(report).contains("the database refuses it").contains("berta@example.org");
  }

  @Test
  void importsTwentyThousandReadersInBoundedMemory() throws IOException {
    UUID id = upload(new MadeReaders(20_000));
    this.desk.worker().runDue();
    assertThat(this.desk.imports().find(id).orElseThrow().counts())
        .isEqualTo(new ImportCounts(20_000, 20_000, 0, 0, 0, 0, 0, 0, 0));
    UUID again = upload(new MadeReaders(20_000));
    this.desk.worker().runDue();
    assertThat(this.desk.imports().find(again).orElseThrow().counts().unchanged())
        .isEqualTo(20_000);
  }

  private UUID upload(InputStream file) throws IOException {
    return this.desk.imports().upload(ORDER, file, Long.MAX_VALUE).id();
  }

  private long readers() {
    return this.jdbc.sql("SELECT COUNT(*) FROM reader").query(Long.class).single();
  }

  private static ImportedRow offer(String address, String language) {
    return new ImportedRow.Offered(
        2,
        2,
        new Additions.Offer(
            new NewReader(EmailAddress.parse(address), null, language, null, "en"),
            Consent.by("Olga", "a list")));
  }

  /** Does everything of one transaction but its commit, and then dies. */
  private static final class DyingIn implements TransactionOperations {

    private final int last;
    private final TransactionOperations transactions;
    private int begun;

    private DyingIn(int last, TransactionOperations transactions) {
      this.last = last;
      this.transactions = transactions;
    }

    @Override
    public <T> T execute(TransactionCallback<T> action) throws TransactionException {
      this.begun++;
      return this.transactions.execute(
          status -> {
            T result = action.doInTransaction(status);
            if (this.begun == this.last) {
              throw new DataAccessResourceFailureException("The connection is gone");
            }
            return result;
          });
    }
  }
}
