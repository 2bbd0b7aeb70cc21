// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Real readers on a real database. */
public final class ReadersFixture {

  private static final Consent AGREED = new Consent("sign-up form, text 3", "192.0.2.7");

  private ReadersFixture() {}

  /** The readers of a database. */
  public static Readers on(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    return new Desk(jdbc, transactions, clock).readers();
  }

  /** The suppressions of a database. */
  public static Suppressions suppressions(
      JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    return new Desk(jdbc, transactions, clock).suppressions();
  }

  /** Adds a reader who wishes the given sections, or all where there are none. */
  public static ReaderId add(Readers readers, String address, String language, String... sections) {
    EmailAddress parsed = EmailAddress.parse(address);
    readers.add(new NewReader(parsed, null, language, Set.of(sections), "en"), AGREED);
    return readers.find(parsed).orElseThrow().id();
  }

  /** Who keeps what, put together as the application does. */
  static final class Desk {

    private final Readers readers;
    private final Suppressions suppressions;
    private final Preferences preferences;
    private final DataRequests requests;
    private final ReaderImports imports;
    private final ReaderExport export;
    private final ImportBatches batches;
    private final ImportLease lease;
    private final ImportRows importRows;
    private final ImportChunks chunks;
    private final SignUps signUps;

    Desk(JdbcClient jdbc, TransactionOperations transactions, Clock clock, PersonalData... others) {
      ReaderRows rows = new ReaderRows(jdbc);
      SuppressionRows suppressed = new SuppressionRows(jdbc, clock);
      ConsentLog log = new ConsentLog(jdbc, clock);
      Gatekeeper gate = new Gatekeeper(jdbc);
      this.suppressions = new Suppressions(suppressed, rows, log, gate, transactions);
      Additions additions = new Additions(rows, suppressed, log, gate, clock);
      this.readers = new Readers(rows, additions, this.suppressions, log, transactions);
      this.importRows = new ImportRows(jdbc, clock);
      this.chunks = new ImportChunks(jdbc);
      this.lease = new ImportLease(jdbc);
      ImportRefusals refusals = new ImportRefusals(jdbc);
      this.imports = new ReaderImports(this.importRows, this.chunks, refusals, transactions);
      this.export = new ReaderExport(rows, suppressed);
      this.batches =
          new ImportBatches(
              this.lease, this.importRows, refusals, additions, this.suppressions, transactions);
      this.preferences = new Preferences(rows, log, gate, transactions);
      this.requests =
          new DataRequests(
              rows, this.suppressions, log, gate, transactions, provided(others), clock);
      SignUpRows asked = new SignUpRows(jdbc);
      this.signUps =
          new SignUps(
              asked,
              new SignUpCounts(jdbc, new SignUpLimits(Duration.ofMinutes(15), 3, 20, 1000), clock),
              new Confirming(asked, rows, suppressed, log, gate, clock),
              this.suppressions,
              rows,
              log,
              transactions,
              clock);
    }

    private static ObjectProvider<PersonalData> provided(PersonalData... others) {
      StaticListableBeanFactory beans = new StaticListableBeanFactory();
      for (PersonalData other : others) {
        beans.addBean(other.section(), other);
      }
      return beans.getBeanProvider(PersonalData.class);
    }

    Preferences preferences() {
      return this.preferences;
    }

    DataRequests requests() {
      return this.requests;
    }

    ReaderImports imports() {
      return this.imports;
    }

    ReaderExport export() {
      return this.export;
    }

    ImportLease lease() {
      return this.lease;
    }

    ImportBatches batches() {
      return this.batches;
    }

    /** Another instance each time. */
    ImportWorker worker() {
      return new ImportWorker(this.lease, this.importRows, this.chunks, this.batches);
    }

    Readers readers() {
      return this.readers;
    }

    SignUps signUps() {
      return this.signUps;
    }

    Suppressions suppressions() {
      return this.suppressions;
    }
  }
}
