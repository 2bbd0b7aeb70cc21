// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.audience.Rhythm;

/**
 * Freezes the readers of a digest, each into the version that has the stories of the sections that
 * the reader chose. All versions are frozen in one statement, so that a reader who changes the
 * sections just then is in one of them, and in one only.
 */
@Repository
class DigestFreezing {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Tallies tallies;

  DigestFreezing(JdbcClient jdbc, Ledger ledger, Tallies tallies) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.tallies = tallies;
  }

  /**
   * How many confirmed readers have each mask of chosen sections. Those who chose none are not
   * counted, nor are those whose sections the digest has not.
   */
  Map<Long, Long> masks(Recipients recipients, Map<String, Long> bits) {
    Map<Long, Long> masks = new HashMap<>();
    selected(
            """
            SELECT mask, COUNT(*) AS readers FROM (%s) AS selected
            WHERE state = 'CONFIRMED' AND mask <> 0 AND mask <> -1 GROUP BY mask
            """
                .formatted(readers(bits)),
            recipients,
            bits)
        .query(
            row -> {
              masks.put(row.getLong("mask"), row.getLong("readers"));
            });
    return masks;
  }

  /**
   * Writes the lines of all versions; belongs to their own transaction.
   *
   * @param main the issue of readers who chose no sections, or others than were counted
   * @param versions the issues of the counted masks
   */
  void freeze(
      int main, Map<Long, Integer> versions, Recipients recipients, Map<String, Long> bits) {
    String issue =
        versions.isEmpty()
            ? "CAST(:main AS INTEGER)"
            : versions.entrySet().stream()
                .map(it -> "WHEN %d THEN %d".formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining(" ", "CASE mask ", " ELSE CAST(:main AS INTEGER) END"));
    selected(
            """
            INSERT INTO mailing_line
              (changed_at, issue, position, reader_id, state, attempts, reply)
            SELECT CURRENT_TIMESTAMP, version, ROW_NUMBER() OVER (PARTITION BY version), id,
              CASE WHEN state = 'CONFIRMED' THEN :queued ELSE :excluded END, 0,
              CASE WHEN state = 'CONFIRMED' THEN NULL ELSE state END
            FROM (SELECT id, state, %s AS version FROM (%s) AS selected WHERE mask <> 0) AS versioned
            """
                .formatted(issue, readers(bits)),
            recipients,
            bits)
        .param("main", main)
        .param("queued", LineState.QUEUED.code())
        .param("excluded", LineState.EXCLUDED.code())
        .update();
    begin(main);
    new TreeSet<>(versions.values()).forEach(this::begin);
  }

  private void begin(int issue) {
    Map<LineState, Long> lines = this.ledger.count(issue);
    long frozen = lines.values().stream().mapToLong(Long::longValue).sum();
    this.jdbc
        .sql("UPDATE issue SET frozen = ? WHERE number = ?")
        .params(Math.toIntExact(frozen), issue)
        .update();
    this.tallies.begin(issue, lines);
  }

  /** Several sections may share a bit, so each bit counts once. */
  private static String readers(Map<String, Long> bits) {
    List<Long> values = List.copyOf(bits.values());
    String bit =
        IntStream.range(0, values.size())
            .mapToObj(it -> "WHEN :section%d THEN CAST(%d AS BIGINT)".formatted(it, values.get(it)))
            .collect(Collectors.joining(" ", "CASE section ", " ELSE CAST(0 AS BIGINT) END"));
    return """
        SELECT reader.id, reader.state,
          CASE WHEN COUNT(section) = 0 THEN CAST(-1 AS BIGINT)
            ELSE CAST(SUM(DISTINCT %s) AS BIGINT) END AS mask
        FROM reader LEFT JOIN reader_section ON reader_section.reader_id = reader.id
        WHERE (:language = '' OR LOWER(language) = :language OR LOWER(language) LIKE :regions)
          AND rhythm IN (:rhythms)
        GROUP BY reader.id, reader.state
        """
        .formatted(values.isEmpty() ? "CAST(0 AS BIGINT)" : bit);
  }

  private JdbcClient.StatementSpec selected(
      String sql, Recipients recipients, Map<String, Long> bits) {
    JdbcClient.StatementSpec statement =
        this.jdbc
            .sql(sql)
            .param("language", recipients.language())
            .param("regions", recipients.language() + "-%")
            .param("rhythms", recipients.rhythms().stream().map(Rhythm::name).toList());
    int number = 0;
    for (String section : bits.keySet()) {
      statement.param("section" + number++, section);
    }
    return statement;
  }
}
