// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Lets readers change what they wish, and proves which text they were shown. */
@Service
public class Preferences {

  private final ReaderRows rows;
  private final ConsentLog log;
  private final Gatekeeper gate;
  private final TransactionOperations transactions;

  Preferences(
      ReaderRows rows, ConsentLog log, Gatekeeper gate, TransactionOperations transactions) {
    this.rows = rows;
    this.log = log;
    this.gate = gate;
    this.transactions = transactions;
  }

  /**
   * Changes the name and wishes of a reader who gets mail; who gets none is left alone. Only a real
   * change is logged, so that a repeat leaves no trace.
   *
   * @param name may be empty
   * @param how where and to which text, see {@link #keepText}
   * @return the reader as it is then; empty where there is none
   * @throws IllegalArgumentException when the language is none
   */
  public Optional<Reader> change(ReaderId id, String name, Wishes wishes, Consent how) {
    return this.transactions.execute(
        status -> {
          this.gate.waitForTurn();
          return this.rows.find(id).map(reader -> changed(reader, name, wishes, how));
        });
  }

  private Reader changed(Reader reader, String name, Wishes wishes, Consent how) {
    Reader wanted =
        reader.with(
            NewReader.clean(name),
            NewReader.languageTag(wishes.language()),
            NewReader.keys(wishes.sections()),
            wishes.rhythm());
    if (reader.state() != ReaderState.CONFIRMED || wanted.equals(reader)) {
      return reader;
    }
    this.rows.update(wanted);
    this.log.append(reader.id(), ConsentEvent.Kind.CHANGED, how);
    return wanted;
  }

  /** Keeps a text that readers are shown and answers its version, the same for equal texts. */
  public String keepText(String text) {
    return this.log.keep(text);
  }

  /** Whether a text of this version was ever shown. */
  public boolean wasShown(String version) {
    return this.log.knows(version);
  }
}
