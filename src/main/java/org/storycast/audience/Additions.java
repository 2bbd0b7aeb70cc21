// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Adds readers by the hundred, each as if it were added alone: one look at what is known, and one
 * statement for each table.
 */
@Component
class Additions {

  private final ReaderRows rows;
  private final SuppressionRows suppressions;
  private final ConsentLog log;
  private final Gatekeeper gate;
  private final Clock clock;

  Additions(
      ReaderRows rows, SuppressionRows suppressions, ConsentLog log, Gatekeeper gate, Clock clock) {
    this.rows = rows;
    this.suppressions = suppressions;
    this.log = log;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Adds up to {@link ManyRows#MOST} readers within the transaction of now; answers what became of
   * each, in the same order.
   */
  List<Addition> add(List<Offer> offers) {
    this.gate.waitForTurn();
    Batch batch =
        new Batch(
            this.suppressions.among(
                offers.stream().map(it -> it.reader().address().digest()).distinct().toList()),
            this.rows.among(
                offers.stream().map(it -> it.reader().address().key()).distinct().toList()));
    List<Addition> results = offers.stream().map(batch::add).toList();
    this.rows.insert(batch.fresh.values());
    batch.changed.values().forEach(this.rows::update);
    this.log.append(batch.entries);
    return results;
  }

  /** What has become known of the addresses so far; one may occur more than once. */
  private final class Batch {

    private final Map<String, SuppressionReason> suppressed;
    private final Map<String, Reader> known;
    private final Map<String, Reader> fresh = new LinkedHashMap<>();
    private final Map<String, Reader> changed = new LinkedHashMap<>();
    private final List<ConsentLog.Entry> entries = new ArrayList<>();

    private Batch(Map<String, SuppressionReason> suppressed, Map<String, Reader> known) {
      this.suppressed = suppressed;
      this.known = new HashMap<>(known);
    }

    private Addition add(Offer offer) {
      SuppressionReason reason = this.suppressed.get(offer.reader().address().digest());
      if (reason != null) {
        return reason.endsBySigningUp() ? Addition.LEFT_UNSUBSCRIBED : Addition.LEFT_SUPPRESSED;
      }
      String key = offer.reader().address().key();
      Reader reader = this.known.get(key);
      return reader == null ? insert(key, offer) : update(key, reader, offer);
    }

    private Addition insert(String key, Offer offer) {
      Reader reader = fresh(offer);
      this.known.put(key, reader);
      this.fresh.put(key, reader);
      note(reader, ConsentEvent.Kind.ADDED, offer.consent());
      return Addition.ADDED;
    }

    private Addition update(String key, Reader reader, Offer offer) {
      Reader wanted = merged(reader, offer.reader());
      if (wanted.equals(reader)) {
        return Addition.UNCHANGED;
      }
      this.known.put(key, wanted);
      (this.fresh.containsKey(key) ? this.fresh : this.changed).put(key, wanted);
      note(reader, ConsentEvent.Kind.CHANGED, offer.consent());
      return Addition.UPDATED;
    }

    private void note(Reader reader, ConsentEvent.Kind event, Consent how) {
      this.entries.add(
          new ConsentLog.Entry(reader.id(), event, how, Additions.this.clock.instant()));
    }
  }

  private Reader fresh(Offer offer) {
    NewReader reader = offer.reader();
    return new Reader(
        new ReaderId(UUID.randomUUID()),
        reader.address(),
        reader.name() == null ? "" : reader.name(),
        reader.language() == null ? reader.languageOtherwise() : reader.language(),
        reader.sections() == null ? offer.sectionsOtherwise() : reader.sections(),
        reader.rhythm() == null ? Rhythm.EACH_STORY : reader.rhythm(),
        ReaderState.CONFIRMED,
        offer.consent().source(),
        this.clock.instant());
  }

  private static Reader merged(Reader known, NewReader reader) {
    return known.with(
        reader.name() == null ? known.name() : reader.name(),
        reader.language() == null ? known.language() : reader.language(),
        reader.sections() == null ? known.sections() : reader.sections(),
        reader.rhythm() == null ? known.rhythm() : reader.rhythm());
  }

  /**
   * A reader to be added.
   *
   * @param reader who
   * @param consent how the reader agreed
   * @param sectionsOtherwise of a reader who is new and of whom no sections are said; empty means
   *     all
   */
  record Offer(NewReader reader, Consent consent, Set<String> sectionsOtherwise) {

    Offer {
      sectionsOtherwise = Set.copyOf(sectionsOtherwise);
    }

    /** Of whom all sections are assumed. */
    Offer(NewReader reader, Consent consent) {
      this(reader, consent, Set.of());
    }
  }
}
