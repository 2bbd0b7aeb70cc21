// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Readers who sign up by themselves. Whoever fills in a form is nobody's reader yet: only the owner
 * of the address can make it so, by the letter that goes there. What nobody confirms is forgotten.
 */
@Service
public class SignUps {

  private final SignUpRows rows;
  private final SignUpCounts counts;
  private final Confirming confirming;
  private final Suppressions suppressions;
  private final ReaderRows readers;
  private final ConsentLog log;
  private final TransactionOperations transactions;
  private final Clock clock;

  SignUps(
      SignUpRows rows,
      SignUpCounts counts,
      Confirming confirming,
      Suppressions suppressions,
      ReaderRows readers,
      ConsentLog log,
      TransactionOperations transactions,
      Clock clock) {
    this.rows = rows;
    this.counts = counts;
    this.confirming = confirming;
    this.suppressions = suppressions;
    this.readers = readers;
    this.log = log;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Keeps a request until the owner of the address confirms it, and logs it as requested. Every
   * address is treated alike, whether new, known or unsubscribed, and every answer but {@link
   * SignUpAnswer.TooMany} costs a commit; but one that must not be written to is never asked.
   *
   * <p>Call it within the transaction that queues the letter.
   *
   * @throws IllegalArgumentException when the language is no BCP 47 tag
   */
  public SignUpAnswer ask(SignUpRequest request) {
    SignUpRows.Wanted wanted = request.wanted();
    if (this.counts.isFull(request.networkAddress())) {
      return new SignUpAnswer.TooMany();
    }
    return this.transactions.execute(
        status -> {
          boolean mayBeAsked = this.suppressions.mayBeAsked(request.address());
          return switch (this.counts.count(request.address(), request.networkAddress())) {
            case TOO_MANY -> new SignUpAnswer.TooMany();
            case ASKED_LATELY -> new SignUpAnswer.Passed();
            case LET_IN ->
                mayBeAsked
                    ? new SignUpAnswer.Kept(keep(request, wanted))
                    : new SignUpAnswer.Passed();
          };
        });
  }

  private SignUpId keep(SignUpRequest request, SignUpRows.Wanted wanted) {
    SignUpId id = new SignUpId(UUID.randomUUID());
    ReaderId reader =
        this.readers
            .find(request.address())
            .map(Reader::id)
            .or(() -> this.rows.readerOf(request.address()))
            .orElseGet(() -> new ReaderId(UUID.randomUUID()));
    Consent how =
        new Consent(
            request.source(),
            request.networkAddress(),
            this.log.keep(request.text()),
            Consent.READER);
    Instant now = this.clock.instant();
    this.rows.insert(
        new SignUpRows.Row(id, reader, wanted, how, now, now.plus(request.validFor())), wanted);
    this.log.append(List.of(new ConsentLog.Entry(reader, ConsentEvent.Kind.REQUESTED, how, now)));
    return id;
  }

  /**
   * What the owner of an address is still to be asked; empty when it expired, was confirmed, or the
   * address must not be written to any more.
   */
  public Optional<PendingSignUp> pending(SignUpId id) {
    return this.rows
        .find(id, this.clock.instant())
        .flatMap(row -> Optional.ofNullable(row.wanted()).map(wanted -> pending(wanted, row)))
        .filter(it -> this.suppressions.mayBeAsked(it.address()));
  }

  /** Whether it was confirmed, not longer ago than it was valid. */
  public boolean isConfirmed(SignUpId id) {
    return this.rows.find(id, this.clock.instant()).filter(row -> row.wanted() == null).isPresent();
  }

  private PendingSignUp pending(SignUpRows.Wanted wanted, SignUpRows.Row row) {
    boolean known =
        this.readers
            .find(wanted.address())
            .filter(reader -> reader.state() == ReaderState.CONFIRMED)
            .isPresent();
    return new PendingSignUp(row.id(), wanted.address(), wanted.language(), known, row.expiresAt());
  }

  /**
   * Makes a reader of whoever owns the address, with the wishes asked for: a new one, one who had
   * left and comes back, or a known one whose wishes change. A repeat changes nothing. Call it
   * within the transaction that queues the welcome.
   *
   * @param how where and from where the owner said yes
   */
  public SignUpEnd confirm(SignUpId id, Consent how) {
    return this.transactions.execute(status -> this.confirming.confirm(id, how));
  }

  /** Forgets whatever an address asked for and did not confirm. */
  public void forget(EmailAddress address) {
    this.rows.delete(address);
  }

  /** Forgets what expired; several instances may do so at once. */
  @Scheduled(fixedRateString = "PT10M", initialDelayString = "PT1M")
  void forgetExpired() {
    this.rows.deleteExpired(this.clock.instant());
    this.counts.forgetOld();
  }
}
