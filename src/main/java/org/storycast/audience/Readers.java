// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.InputStream;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The readers who asked for mail. Adding is idempotent and never brings anybody back who
 * unsubscribed or must not be written to.
 */
@Service
public class Readers {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SECTION = 100;

  private final ReaderRows rows;
  private final Suppressions suppressions;
  private final ConsentLog log;
  private final TransactionOperations transactions;
  private final Clock clock;

  Readers(
      ReaderRows rows,
      Suppressions suppressions,
      ConsentLog log,
      TransactionOperations transactions,
      Clock clock) {
    this.rows = rows;
    this.suppressions = suppressions;
    this.log = log;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Adds a reader who agreed, or brings a known reader's name and wishes up to date. */
  public Addition add(NewReader reader, Consent consent) {
    return this.transactions.execute(status -> addWithin(reader, consent));
  }

  /**
   * Adds every reader of a CSV file; a row that can't be read is refused and named in the report,
   * the others are added. The file is read as it comes, whatever its size, and may be imported
   * again.
   *
   * @param csv UTF-8, with a first line of column names: {@code email}, {@code name}, {@code
   *     language}, {@code sections} (separated by {@code |}); only the first is required
   * @param language of readers whose row names none, as a BCP 47 tag
   * @param consent where and to which text these readers agreed
   * @throws UnreadableImportException when the file as a whole can't be read
   */
  public ImportReport importCsv(InputStream csv, String language, Consent consent) {
    return new ReaderImport(this, this.transactions, language, consent).read(csv);
  }

  /** The reader of this id. */
  public Optional<Reader> find(ReaderId id) {
    return this.rows.find(id);
  }

  /**
   * The readers of these ids as they are now. One whose address is suppressed counts as suppressed,
   * whatever came in between.
   */
  public Map<ReaderId, Reader> find(Collection<ReaderId> ids) {
    List<Reader> readers = this.rows.find(ids);
    Set<EmailAddress> suppressed =
        this.suppressions.among(readers.stream().map(Reader::address).toList());
    return readers.stream()
        .map(it -> suppressed.contains(it.address()) ? it.in(ReaderState.SUPPRESSED) : it)
        .collect(Collectors.toMap(Reader::id, Function.identity()));
  }

  /** The reader of this address, however it is spelled. */
  public Optional<Reader> find(EmailAddress address) {
    return this.rows.find(address);
  }

  /** Up to that many readers, by address, after the given one; empty text begins. */
  public List<Reader> page(String afterAddress, int size) {
    return this.rows.page(afterAddress.toLowerCase(Locale.ROOT), size);
  }

  /** How many readers are in each state. */
  public Map<ReaderState, Long> counts() {
    Map<ReaderState, Long> counts = new EnumMap<>(ReaderState.class);
    for (ReaderState state : ReaderState.values()) {
      counts.put(state, 0L);
    }
    counts.putAll(this.rows.counts());
    return counts;
  }

  /**
   * Ends a reader's mail; a repeat changes nothing.
   *
   * @return whether the reader is known
   */
  public boolean unsubscribe(ReaderId id, Consent how) {
    return this.transactions.execute(
        status -> {
          if (this.rows.move(id, ReaderState.CONFIRMED, ReaderState.UNSUBSCRIBED)) {
            this.log.append(id, ConsentLog.Event.UNSUBSCRIBED, how);
            return true;
          }
          return this.rows.find(id).isPresent();
        });
  }

  /** Forbids an address for ever, whether or not it is a reader's. */
  public void suppress(EmailAddress address, String reason) {
    this.transactions.executeWithoutResult(
        status -> {
          this.suppressions.add(address, reason);
          this.rows.find(address).ifPresent(reader -> suppress(reader, reason));
        });
  }

  private void suppress(Reader reader, String reason) {
    if (this.rows.move(reader.id(), reader.state(), ReaderState.SUPPRESSED)
        && reader.state() != ReaderState.SUPPRESSED) {
      this.log.append(reader.id(), ConsentLog.Event.SUPPRESSED, new Consent(reason, ""));
    }
  }

  private Addition addWithin(NewReader reader, Consent consent) {
    if (this.suppressions.contains(reader.address())) {
      return Addition.LEFT_SUPPRESSED;
    }
    Optional<Reader> known = this.rows.find(reader.address());
    if (known.isEmpty() && this.rows.insert(fresh(reader, consent))) {
      this.rows
          .find(reader.address())
          .ifPresent(it -> this.log.append(it.id(), ConsentLog.Event.ADDED, consent));
      return Addition.ADDED;
    }
    return known
        .or(() -> this.rows.find(reader.address()))
        .map(it -> merge(it, reader, consent))
        .orElse(Addition.UNCHANGED);
  }

  private Reader fresh(NewReader reader, Consent consent) {
    return new Reader(
        new ReaderId(UUID.randomUUID()),
        reader.address(),
        reader.name() == null ? "" : clean(reader.name()),
        reader.language() == null ? reader.languageOtherwise() : reader.language(),
        reader.sections() == null ? Set.of() : keys(reader.sections()),
        ReaderState.CONFIRMED,
        consent.source(),
        this.clock.instant());
  }

  private Addition merge(Reader known, NewReader reader, Consent consent) {
    return switch (known.state()) {
      case UNSUBSCRIBED -> Addition.LEFT_UNSUBSCRIBED;
      case SUPPRESSED -> Addition.LEFT_SUPPRESSED;
      case CONFIRMED -> update(known, reader, consent);
    };
  }

  private Addition update(Reader known, NewReader reader, Consent consent) {
    Reader wanted =
        new Reader(
            known.id(),
            known.address(),
            reader.name() == null ? known.name() : clean(reader.name()),
            reader.language() == null ? known.language() : reader.language(),
            reader.sections() == null ? known.sections() : keys(reader.sections()),
            known.state(),
            known.consentSource(),
            known.addedAt());
    if (wanted.equals(known)) {
      return Addition.UNCHANGED;
    }
    this.rows.update(wanted);
    this.log.append(known.id(), ConsentLog.Event.CHANGED, consent);
    return Addition.UPDATED;
  }

  /** A name goes into a header: nothing in it may end a line or turn the text around. */
  private static String clean(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}\\u2028-\\u202e\\u2066-\\u2069]+", " ").strip();
    return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME).strip();
  }

  private static Set<String> keys(Set<String> sections) {
    return sections.stream()
        .map(section -> clean(section).toLowerCase(Locale.ROOT))
        .filter(section -> !section.isEmpty())
        .map(key -> key.substring(0, Math.min(key.length(), LONGEST_SECTION)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
