// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.PersonalData;
import org.storycast.audience.ReaderId;

/** Which issues a reader got, for the file that the reader may demand. */
@Repository
class ReaderLines implements PersonalData {

  private final JdbcClient jdbc;

  ReaderLines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String section() {
    return "mailings";
  }

  /**
   * Reads the whole ledger: an index by reader would cost every mailing more than the few readers
   * who ask ever will.
   */
  @Override
  public List<Copy> of(ReaderId reader, @Nullable EmailAddress address) {
    return this.jdbc
        .sql(
            """
            SELECT i.id, i.subject, i.opened_at, l.state, l.attempts, l.changed_at, l.reply_code,
              l.reply
            FROM mailing_line l JOIN issue i ON i.number = l.issue
            WHERE l.reader_id = ? ORDER BY i.opened_at, i.number
            """)
        .param(reader.value())
        .query(ReaderLines::copy)
        .list();
  }

  private static Copy copy(ResultSet row, int number) throws SQLException {
    return new Copy(
        row.getObject("id", UUID.class),
        row.getString("subject"),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        LineState.of(row.getInt("state")),
        row.getInt("attempts"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        row.getObject("reply_code", Integer.class),
        row.getString("reply"));
  }

  /**
   * Lines stay: an issue's numbers must add up. They name an identity that leads nowhere any more;
   * what waits finds the reader gone and is excluded.
   */
  @Override
  public void erase(ReaderId reader, EmailAddress address) {
    // nothing to do, see above
  }

  /**
   * A reader's copy of an issue.
   *
   * @param issue its page is {@code /i/<issue>}
   * @param subject the issue's
   * @param openedAt when its readers were frozen
   * @param state what became of the copy
   * @param attempts how often it was begun
   * @param changedAt when the state changed
   * @param replyCode the relay's; absent where there was none
   * @param reply the relay's words, or a reason; absent where there are none
   */
  record Copy(
      UUID issue,
      String subject,
      Instant openedAt,
      LineState state,
      int attempts,
      Instant changedAt,
      @Nullable Integer replyCode,
      @Nullable String reply) {}
}
