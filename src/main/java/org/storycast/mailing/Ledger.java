// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One line for each reader of an issue. A line in hand belongs to a worker; it is settled by
 * comparing and setting, so that a worker that lost it changes nothing.
 */
@Repository
class Ledger {

  private static final int LONGEST_REPLY = 300;
  private static final String LOST_WORKERS =
      """
      state = 'IN_FLIGHT' AND NOT EXISTS (
        SELECT 1 FROM mailing_worker
        WHERE mailing_worker.id = mailing_line.claimed_by AND alive_until > CURRENT_TIMESTAMP)
      """;
  private static final String SELECTED =
      """
      FROM reader
      WHERE (:language = '' OR LOWER(language) = :language OR LOWER(language) LIKE :regions)
        AND (NOT EXISTS (SELECT 1 FROM reader_section WHERE reader_id = reader.id)
          OR EXISTS (
            SELECT 1 FROM reader_section WHERE reader_id = reader.id AND section IN (:sections)))
      """;

  private final JdbcClient jdbc;

  Ledger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Freezes the readers of an issue in one statement: who gets it, and who is left out and why. */
  int freeze(IssueId issue, Recipients recipients) {
    return selected(
            """
            INSERT INTO mailing_line
              (issue_id, reader_id, state, attempts, due_at, reply, changed_at)
            SELECT CAST(:issue AS UUID), id,
              CASE WHEN state = 'CONFIRMED' THEN 'QUEUED' ELSE 'EXCLUDED' END, 0,
              CASE WHEN state = 'CONFIRMED' THEN CURRENT_TIMESTAMP END,
              CASE WHEN state = 'CONFIRMED' THEN '' ELSE state END, CURRENT_TIMESTAMP
            """
                + SELECTED,
            recipients)
        .param("issue", issue.value())
        .update();
  }

  /** Whether an issue opened now would have a reader. */
  boolean hasReaders(Recipients recipients) {
    return selected("SELECT 1 " + SELECTED + " AND state = 'CONFIRMED' LIMIT 1", recipients)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private JdbcClient.StatementSpec selected(String sql, Recipients recipients) {
    List<String> sections = Stream.concat(Stream.of(""), recipients.sections().stream()).toList();
    return this.jdbc
        .sql(sql)
        .param("language", recipients.language())
        .param("regions", recipients.language() + "-%")
        .param("sections", sections);
  }

  /** The next line that is due, locked until the transaction ends. */
  Optional<Due> lockDue(IssueId issue) {
    return lockDue(issue, LineState.QUEUED).or(() -> lockDue(issue, LineState.RETRYING));
  }

  private Optional<Due> lockDue(IssueId issue, LineState state) {
    return this.jdbc
        .sql(
            """
            SELECT reader_id, attempts FROM mailing_line
            WHERE issue_id = ? AND state = ? AND due_at <= CURRENT_TIMESTAMP
            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """)
        .params(issue.value(), state.name())
        .query(
            (row, number) ->
                new Due(row.getObject("reader_id", UUID.class), row.getInt("attempts")))
        .optional();
  }

  void take(IssueId issue, Due due, UUID worker) {
    this.jdbc
        .sql(
            """
            UPDATE mailing_line SET state = 'IN_FLIGHT', claimed_by = ?, attempts = ?,
              due_at = NULL, changed_at = CURRENT_TIMESTAMP
            WHERE issue_id = ? AND reader_id = ?
            """)
        .params(worker, due.attempts() + 1, issue.value(), due.reader())
        .update();
  }

  void excludeLate(IssueId issue, Due due, String reason) {
    this.jdbc
        .sql(
            """
            UPDATE mailing_line SET state = 'EXCLUDED_LATE', due_at = NULL, reply = ?,
              changed_at = CURRENT_TIMESTAMP
            WHERE issue_id = ? AND reader_id = ?
            """)
        .params(reason, issue.value(), due.reader())
        .update();
  }

  /**
   * Writes what became of a claim. A line that was put in doubt meanwhile is settled all the same:
   * the worker knows better. Answers false when the line is no longer this worker's.
   */
  boolean settle(Claim claim, UUID worker, LineStep step) {
    return switch (step) {
      case LineStep.Sent it -> settle(claim, worker, LineState.SENT, null, it.code(), it.reply());
      case LineStep.Retry it ->
          settle(claim, worker, LineState.RETRYING, it.after(), it.code(), it.reply());
      case LineStep.Failed it ->
          settle(claim, worker, LineState.FAILED, null, it.code(), it.reply());
      case LineStep.Doubt it -> settle(claim, worker, LineState.DOUBT, null, 0, it.reply());
    };
  }

  private boolean settle(
      Claim claim, UUID worker, LineState to, @Nullable Duration after, int code, String reply) {
    return this.jdbc
            .sql(
                """
                UPDATE mailing_line SET state = :to, reply_code = :code, reply = :reply,
                  due_at = CASE WHEN :to = 'RETRYING'
                    THEN CURRENT_TIMESTAMP + CAST(:seconds AS INTEGER) * INTERVAL '1' SECOND END,
                  changed_at = CURRENT_TIMESTAMP
                WHERE issue_id = :issue AND reader_id = :reader AND claimed_by = :worker
                  AND attempts = :attempt AND state IN ('IN_FLIGHT', 'DOUBT')
                """)
            .param("to", to.name())
            .param("code", code)
            .param("reply", reply.substring(0, Math.min(reply.length(), LONGEST_REPLY)))
            .param("seconds", after == null ? 0 : Math.toIntExact(after.toSeconds()))
            .param("issue", claim.issue().value())
            .param("reader", claim.reader().id().value())
            .param("worker", worker)
            .param("attempt", claim.attempt())
            .update()
        == 1;
  }

  /** Puts back what a worker took without knowing it, because a commit's answer was lost. */
  void putBack(UUID worker) {
    this.jdbc
        .sql(
            """
            UPDATE mailing_line SET state = 'RETRYING', due_at = CURRENT_TIMESTAMP,
              changed_at = CURRENT_TIMESTAMP
            WHERE claimed_by = ? AND state = 'IN_FLIGHT'
            """)
        .param(worker)
        .update();
  }

  /** Decides the lines in hand whose worker is gone. */
  int settleLost(IssueId issue, OnDoubt policy) {
    String to = policy == OnDoubt.HOLD ? "DOUBT" : "RETRYING";
    return this.jdbc
        .sql(
            """
            UPDATE mailing_line SET state = :to, reply = 'the worker ended while it had this in hand',
              due_at = CASE WHEN :to = 'RETRYING' THEN CURRENT_TIMESTAMP END,
              changed_at = CURRENT_TIMESTAMP
            WHERE issue_id = :issue AND
            """
                + LOST_WORKERS)
        .param("to", to)
        .param("issue", issue.value())
        .update();
  }

  /** Gives up on what is unsent after the issue's deadline. */
  int expire(IssueId issue) {
    return this.jdbc
        .sql(
            """
            UPDATE mailing_line SET state = 'FAILED', due_at = NULL,
              reply = CASE WHEN reply = '' THEN 'the deadline passed'
                ELSE SUBSTRING('the deadline passed; before: ' || reply FROM 1 FOR 300) END,
              changed_at = CURRENT_TIMESTAMP
            WHERE issue_id = ? AND state IN ('QUEUED', 'RETRYING')
              AND EXISTS (
                SELECT 1 FROM issue WHERE id = issue_id AND deadline <= CURRENT_TIMESTAMP)
            """)
        .param(issue.value())
        .update();
  }

  /**
   * Puts whatever is unsettled in issues opened before then in doubt, once: a restored backup does
   * not know what was sent after it was made.
   */
  void doubtOpenedBefore(Instant moment) {
    OffsetDateTime before = moment.atOffset(ZoneOffset.UTC);
    this.jdbc
        .sql(
            """
            UPDATE mailing_line SET state = 'DOUBT', due_at = NULL,
              reply = 'may have been sent after the backup was made',
              changed_at = CURRENT_TIMESTAMP
            WHERE state IN ('QUEUED', 'RETRYING', 'IN_FLIGHT') AND issue_id IN (
              SELECT id FROM issue
              WHERE state = 'OPEN' AND opened_at < ? AND (doubted_at IS NULL OR doubted_at < ?))
            """)
        .params(before, before)
        .update();
    this.jdbc
        .sql(
            """
            UPDATE issue SET doubted_at = CURRENT_TIMESTAMP
            WHERE opened_at < ? AND (doubted_at IS NULL OR doubted_at < ?)
            """)
        .params(before, before)
        .update();
  }

  /** Sends the lines in doubt again, or leaves them as they are for ever. */
  int decideDoubts(IssueId issue, boolean resend) {
    return this.jdbc
        .sql(
            resend
                ? """
                UPDATE mailing_line SET state = 'RETRYING', due_at = CURRENT_TIMESTAMP,
                  changed_at = CURRENT_TIMESTAMP
                WHERE issue_id = ? AND state = 'DOUBT'
                """
                : """
                UPDATE mailing_line SET state = 'SENT', changed_at = CURRENT_TIMESTAMP
                WHERE issue_id = ? AND state = 'DOUBT'
                """)
        .param(issue.value())
        .update();
  }

  /** How many lines are due, counted up to the given number. */
  int due(IssueId issue, int most) {
    return this.jdbc
        .sql(
            """
            SELECT COUNT(*) FROM (
              SELECT 1 FROM mailing_line
              WHERE issue_id = ? AND state IN ('QUEUED', 'RETRYING')
                AND due_at <= CURRENT_TIMESTAMP LIMIT ?) AS due
            """)
        .params(issue.value(), most)
        .query(Integer.class)
        .single();
  }

  Map<LineState, Long> counts(IssueId issue) {
    Map<LineState, Long> counts = new EnumMap<>(LineState.class);
    this.jdbc
        .sql(
            "SELECT state, COUNT(*) AS readers FROM mailing_line WHERE issue_id = ? GROUP BY state")
        .param(issue.value())
        .query(
            (java.sql.ResultSet row) -> {
              counts.put(LineState.valueOf(row.getString("state")), row.getLong("readers"));
            });
    return counts;
  }

  /**
   * A line that is due.
   *
   * @param reader whose copy
   * @param attempts so far
   */
  record Due(UUID reader, int attempts) {}
}
