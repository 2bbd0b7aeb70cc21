// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What readers agreed to and withdrew, and the texts they were shown; rows are only ever added. */
@Repository
class ConsentLog {

  private static final int COLUMNS = 7;
  private static final int LONGEST_TEXT = 4000;

  private final JdbcClient jdbc;
  private final Clock clock;

  ConsentLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void append(ReaderId reader, ConsentEvent.Kind event, Consent how) {
    append(List.of(new Entry(reader, event, how, this.clock.instant())));
  }

  /** Appends up to {@link ManyRows#MOST} entries. */
  void append(List<Entry> entries) {
    ManyRows.pieces(entries).forEach(this::appendPiece);
  }

  private void appendPiece(List<Entry> entries) {
    JdbcClient.StatementSpec insert =
        this.jdbc.sql(
            """
            INSERT INTO consent_event
              (reader_id, event, source, network_address, text_version, actor, happened_at)
            VALUES
            """
                + ManyRows.values(entries.size(), COLUMNS));
    for (Entry it : entries) {
      Consent how = it.how().withoutAddresses();
      insert =
          insert
              .params(it.reader().value(), it.event().name())
              .params(how.source(), how.networkAddress())
              .params(how.textVersion(), how.actor())
              .param(it.at().atOffset(ZoneOffset.UTC));
    }
    insert.update();
  }

  /** Everything that happened to a reader, the oldest first. */
  List<ConsentEvent> of(ReaderId reader) {
    return this.jdbc
        .sql(
            """
            SELECT e.event, e.source, e.network_address, e.text_version, e.actor, e.happened_at,
              t.content
            FROM consent_event e LEFT JOIN consent_text t ON t.version = e.text_version
            WHERE e.reader_id = ? ORDER BY e.happened_at, e.id
            """)
        .param(reader.value())
        .query(ConsentLog::event)
        .list();
  }

  private static ConsentEvent event(ResultSet row, int number) throws SQLException {
    String text = row.getString("content");
    return new ConsentEvent(
        ConsentEvent.Kind.valueOf(row.getString("event")),
        new Consent(
            row.getString("source"),
            row.getString("network_address"),
            row.getString("text_version"),
            row.getString("actor")),
        text == null ? "" : text,
        row.getObject("happened_at", OffsetDateTime.class).toInstant());
  }

  /** Keeps a text that readers are shown and answers its version, the same for equal texts. */
  String keep(String text) {
    String kept = Cut.to(LONGEST_TEXT, text);
    String version = digest(kept);
    this.jdbc
        .sql(
            """
            INSERT INTO consent_text (version, content, first_shown_at) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(version, kept, this.clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return version;
  }

  /** Whether a text of this version was ever shown. */
  boolean knows(String version) {
    return this.jdbc
        .sql("SELECT 1 FROM consent_text WHERE version = ?")
        .param(version)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  /**
   * A line to be added.
   *
   * @param reader whose
   * @param event what happened
   * @param how where, from where, to which text, by whom
   * @param at when
   */
  record Entry(ReaderId reader, ConsentEvent.Kind event, Consent how, Instant at) {}
}
