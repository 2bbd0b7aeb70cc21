// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes readers of those who confirm. */
@Component
class Confirming {

  private final SignUpRows rows;
  private final ReaderRows readers;
  private final SuppressionRows suppressions;
  private final ConsentLog log;
  private final Gatekeeper gate;
  private final Clock clock;

  Confirming(
      SignUpRows rows,
      ReaderRows readers,
      SuppressionRows suppressions,
      ConsentLog log,
      Gatekeeper gate,
      Clock clock) {
    this.rows = rows;
    this.readers = readers;
    this.suppressions = suppressions;
    this.log = log;
    this.gate = gate;
    this.clock = clock;
  }

  /** Confirms within the transaction of now. */
  SignUpEnd confirm(SignUpId id, Consent how) {
    this.gate.waitForTurn();
    Instant now = this.clock.instant();
    SignUpRows.Row row = this.rows.find(id, now).orElse(null);
    if (row == null) {
      return new SignUpEnd.Gone();
    }
    SignUpRows.Wanted wanted = row.wanted();
    if (wanted == null) {
      return new SignUpEnd.Already();
    }
    String digest = wanted.address().digest();
    Optional<Suppression> suppression = this.suppressions.find(digest);
    if (suppression.filter(it -> !it.reason().endsBySigningUp()).isPresent()) {
      return new SignUpEnd.Refused();
    }
    suppression.ifPresent(it -> this.suppressions.delete(digest));
    this.rows.confirm(id, now);
    return enter(row, wanted, how, now);
  }

  private SignUpEnd enter(SignUpRows.Row row, SignUpRows.Wanted wanted, Consent how, Instant now) {
    Optional<Reader> known = this.readers.find(wanted.address());
    Reader reader =
        known.map(it -> renewed(it, row, wanted)).orElseGet(() -> fresh(row, wanted, now));
    if (known.isPresent()) {
      this.readers.renew(reader);
    } else {
      this.readers.insert(List.of(reader));
    }
    if (!reader.id().equals(row.reader())) {
      this.log.append(
          List.of(
              new ConsentLog.Entry(
                  reader.id(), ConsentEvent.Kind.REQUESTED, row.how(), row.askedAt())));
    }
    Consent yes =
        new Consent(how.source(), how.networkAddress(), row.how().textVersion(), Consent.READER);
    this.log.append(
        List.of(new ConsentLog.Entry(reader.id(), ConsentEvent.Kind.CONFIRMED, yes, now)));
    boolean welcome = known.filter(it -> it.state() == ReaderState.CONFIRMED).isEmpty();
    return new SignUpEnd.Confirmed(reader.id(), welcome);
  }

  private static Reader fresh(SignUpRows.Row row, SignUpRows.Wanted wanted, Instant now) {
    return of(row.reader(), wanted.address(), row, wanted, "", now);
  }

  /** A form without a name does not take the name away. */
  private static Reader renewed(Reader known, SignUpRows.Row row, SignUpRows.Wanted wanted) {
    return of(known.id(), known.address(), row, wanted, known.name(), known.addedAt());
  }

  private static Reader of(
      ReaderId id,
      EmailAddress address,
      SignUpRows.Row row,
      SignUpRows.Wanted wanted,
      String formerName,
      Instant addedAt) {
    return new Reader(
        id,
        address,
        wanted.name().isEmpty() ? formerName : wanted.name(),
        wanted.language(),
        wanted.sections(),
        wanted.rhythm(),
        ReaderState.CONFIRMED,
        row.how().source(),
        addedAt);
  }
}
