// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Answers what readers may demand of whoever keeps data of them: a copy of everything, and to be
 * forgotten (articles 15, 17 and 20 of the GDPR, and what other countries' laws have taken from
 * it).
 */
@Service
public class DataRequests {

  /** So often a day a reader may take the file without asking anybody. */
  static final int MOST_A_DAY = 5;

  private static final Duration DAY = Duration.ofDays(1);

  private final ReaderRows rows;
  private final Suppressions suppressions;
  private final ConsentLog log;
  private final Gatekeeper gate;
  private final TransactionOperations transactions;
  private final ObjectProvider<PersonalData> others;
  private final Clock clock;

  DataRequests(
      ReaderRows rows,
      Suppressions suppressions,
      ConsentLog log,
      Gatekeeper gate,
      TransactionOperations transactions,
      ObjectProvider<PersonalData> others,
      Clock clock) {
    this.rows = rows;
    this.suppressions = suppressions;
    this.log = log;
    this.gate = gate;
    this.transactions = transactions;
    this.others = others;
    this.clock = clock;
  }

  /**
   * Makes a reader's file and logs that it was made. It reads every copy of every issue that the
   * reader got, which takes a while in a large ledger.
   *
   * @param how who wants it
   * @return the file; what is left of it after the reader was erased; empty where the reader was
   *     never known
   */
  public Optional<PersonalFile> export(ReaderId id, Consent how) {
    return this.transactions.execute(
        status -> {
          Optional<Reader> reader = this.rows.find(id);
          if (reader.isEmpty() && this.log.of(id).isEmpty()) {
            return Optional.empty();
          }
          this.log.append(id, ConsentEvent.Kind.EXPORTED, how);
          return Optional.of(file(id, reader.orElse(null)));
        });
  }

  private PersonalFile file(ReaderId id, @Nullable Reader reader) {
    EmailAddress address = reader == null ? null : reader.address();
    Map<String, Object> further = new TreeMap<>();
    this.others.forEach(it -> further.put(it.section(), it.of(id, address)));
    return new PersonalFile(
        this.clock.instant(),
        reader == null ? null : PersonalFile.Person.of(reader),
        address == null
            ? null
            : this.suppressions.find(address).map(PersonalFile.Forbidden::of).orElse(null),
        this.log.of(id).stream().map(PersonalFile.Agreement::of).toList(),
        further);
  }

  /**
   * Whether a reader may take the file without asking anybody: a link that got into other hands
   * must not make the service read its ledger without end.
   */
  public boolean mayExportAgain(ReaderId id) {
    Instant yesterday = this.clock.instant().minus(DAY);
    List<ConsentEvent> taken =
        this.log.of(id).stream()
            .filter(it -> it.kind() == ConsentEvent.Kind.EXPORTED)
            .filter(it -> it.how().actor().equals(Consent.READER))
            .filter(it -> it.happenedAt().isAfter(yesterday))
            .toList();
    return taken.size() < MOST_A_DAY;
  }

  /**
   * Erases a reader, for ever: row, name, address, wishes, and whatever else names the reader. What
   * stays names an identity only: the consent log, which proves what was lawful, and the lines of
   * past mailings. A digest of the address stays too, so that no import brings the reader back; the
   * address' owner ends that by signing up again and confirming.
   *
   * @param how who wants it
   * @return whether there was anything to erase
   */
  public boolean erase(ReaderId id, Consent how) {
    return Boolean.TRUE.equals(
        this.transactions.execute(
            status -> {
              this.gate.waitForTurn();
              Optional<Reader> reader = this.rows.find(id);
              reader.ifPresent(it -> erase(it, how));
              return reader.isPresent();
            }));
  }

  private void erase(Reader reader, Consent how) {
    this.suppressions.forget(reader, how);
    this.others.forEach(it -> it.erase(reader.id(), reader.address()));
    this.rows.delete(reader.id());
    this.log.append(reader.id(), ConsentEvent.Kind.ERASED, how);
  }

  /** Whether a reader of this id was erased. */
  public boolean isErased(ReaderId id) {
    return this.log.of(id).stream().anyMatch(it -> it.kind() == ConsentEvent.Kind.ERASED);
  }
}
