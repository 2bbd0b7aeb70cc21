// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Real readers on a real database. */
public final class ReadersFixture {

  private static final Consent AGREED = new Consent("sign-up form, text 3", "192.0.2.7");

  private ReadersFixture() {}

  /** The readers of a database. */
  public static Readers on(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    return new Readers(
        new ReaderRows(jdbc),
        new Suppressions(jdbc, clock),
        new ConsentLog(jdbc, clock),
        transactions,
        clock);
  }

  /** Adds a reader who wishes the given sections, or all where there are none. */
  public static ReaderId add(Readers readers, String address, String language, String... sections) {
    EmailAddress parsed = EmailAddress.parse(address);
    readers.add(new NewReader(parsed, null, language, Set.of(sections), "en"), AGREED);
    return readers.find(parsed).orElseThrow().id();
  }
}
