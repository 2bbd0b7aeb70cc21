// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final ReaderRows rows;
  private final Additions additions;
  private final Suppressions suppressions;
  private final ConsentLog log;
  private final TransactionOperations transactions;

  Readers(
      ReaderRows rows,
      Additions additions,
      Suppressions suppressions,
      ConsentLog log,
      TransactionOperations transactions) {
    this.rows = rows;
    this.additions = additions;
    this.suppressions = suppressions;
    this.log = log;
    this.transactions = transactions;
  }

  /** Adds a reader who agreed, or brings a known reader's name and wishes up to date. */
  public Addition add(NewReader reader, Consent consent) {
    List<Additions.Offer> offers = List.of(new Additions.Offer(reader, consent));
    return this.transactions.execute(status -> this.additions.add(offers)).getFirst();
  }

  /** The reader of this id. */
  public Optional<Reader> find(ReaderId id) {
    return this.rows.find(id);
  }

  /**
   * The readers of these ids as they are now. One whose address is suppressed counts as suppressed,
   * whatever the reader's own row says.
   */
  public Map<ReaderId, Reader> find(Collection<ReaderId> ids) {
    List<Reader> readers = this.rows.find(ids);
    Set<String> suppressed =
        this.suppressions.among(readers.stream().map(Reader::address).toList());
    return readers.stream()
        .map(
            it ->
                it.state() == ReaderState.CONFIRMED && suppressed.contains(it.address().digest())
                    ? it.in(ReaderState.SUPPRESSED)
                    : it)
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
   * Ends a reader's mail, for ever unless the reader signs up again; a repeat changes nothing.
   *
   * @return whether the reader is known
   */
  public boolean unsubscribe(ReaderId id, Consent how) {
    Optional<Reader> reader = this.rows.find(id);
    reader.ifPresent(
        it -> this.suppressions.suppress(it.address(), SuppressionReason.UNSUBSCRIBED, how));
    return reader.isPresent();
  }

  /** Everything that a reader agreed to and withdrew, the oldest first. */
  public List<ConsentEvent> consentOf(ReaderId id) {
    return this.log.of(id);
  }
}
