// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What readers agreed to and withdrew; rows are only ever added. */
@Repository
class ConsentLog {

  private final JdbcClient jdbc;
  private final Clock clock;

  ConsentLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void append(ReaderId reader, Event event, Consent how) {
    this.jdbc
        .sql(
            """
            INSERT INTO consent_event (reader_id, event, source, network_address, happened_at)
            VALUES (?, ?, ?, ?, ?)
            """)
        .params(reader.value(), event.name(), how.source(), how.networkAddress())
        .param(this.clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** What happened. */
  enum Event {
    ADDED,
    CHANGED,
    UNSUBSCRIBED,
    SUPPRESSED
  }
}
