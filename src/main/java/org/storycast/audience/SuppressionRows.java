// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The addresses that must not be written to, as digests. */
@Repository
class SuppressionRows {

  private static final int LONGEST_DETAIL = 300;
  private static final String LIST =
      """
      SELECT s.address_digest, s.reason, s.detail, s.reader_id, s.suppressed_at, r.address
      FROM suppression s LEFT JOIN reader r ON r.id = s.reader_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  SuppressionRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<Suppression> find(String digest) {
    return this.jdbc
        .sql(LIST + "WHERE s.address_digest = ?")
        .param(digest)
        .query(SuppressionRows::suppression)
        .optional();
  }

  /** Which of these digests are suppressed, and why. */
  Map<String, SuppressionReason> among(Collection<String> digests) {
    return this.jdbc
        .sql("SELECT address_digest, reason FROM suppression WHERE address_digest = ANY(?)")
        .param(digests.toArray(String[]::new))
        .query(
            (row, number) ->
                Map.entry(row.getString(1), SuppressionReason.valueOf(row.getString(2))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The newest first, after the one of this digest; empty text begins. */
  List<Suppression> page(String afterDigest, int size) {
    return this.jdbc
        .sql(
            LIST
                + """
                WHERE :after = '' OR (s.suppressed_at, s.address_digest) < (
                  SELECT suppressed_at, address_digest FROM suppression
                  WHERE address_digest = :after)
                ORDER BY s.suppressed_at DESC, s.address_digest DESC LIMIT :size
                """)
        .param("after", afterDigest)
        .param("size", size)
        .query(SuppressionRows::suppression)
        .list();
  }

  /** By digest, after the given one; empty text begins. */
  List<Suppression> pageByDigest(String afterDigest, int size) {
    return this.jdbc
        .sql(LIST + "WHERE s.address_digest > ? ORDER BY s.address_digest LIMIT ?")
        .params(afterDigest, size)
        .query(SuppressionRows::suppression)
        .list();
  }

  void insert(String digest, SuppressionReason reason, String detail, @Nullable ReaderId reader) {
    this.jdbc
        .sql(
            """
            INSERT INTO suppression (address_digest, reason, detail, reader_id, suppressed_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(digest, reason.name(), shortened(detail))
        .param(reader == null ? null : reader.value())
        .param(this.clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Adds up to {@link ManyRows#MOST} addresses that are neither suppressed nor a reader's. */
  void insert(Collection<Forbidding> many) {
    ManyRows.pieces(many).forEach(this::insertPiece);
  }

  private void insertPiece(List<Forbidding> many) {
    JdbcClient.StatementSpec insert =
        this.jdbc.sql(
            """
            INSERT INTO suppression (address_digest, reason, detail, suppressed_at)
            VALUES
            """
                + ManyRows.values(many.size(), 4));
    OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
    for (Forbidding it : many) {
      insert =
          insert
              .params(it.address().digest(), it.reason().name())
              .params(shortened(it.how().withoutAddresses().source()), now);
    }
    insert.update();
  }

  /** Puts another reason in place of the one there is, and remembers which may come back. */
  void replace(
      String digest, SuppressionReason reason, @Nullable SuppressionReason earlier, String detail) {
    this.jdbc
        .sql(
            """
            UPDATE suppression SET reason = ?, earlier_reason = ?, detail = ?, suppressed_at = ?
            WHERE address_digest = ?
            """)
        .param(reason.name())
        .param(earlier == null ? null : earlier.name())
        .params(shortened(detail), this.clock.instant().atOffset(ZoneOffset.UTC), digest)
        .update();
  }

  /** What comes back when the reason of now is lifted. */
  Optional<SuppressionReason> earlier(String digest) {
    return this.jdbc
        .sql("SELECT earlier_reason FROM suppression WHERE address_digest = ?")
        .param(digest)
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(it -> it)
        .map(SuppressionReason::valueOf);
  }

  void setEarlier(String digest, SuppressionReason earlier) {
    this.jdbc
        .sql("UPDATE suppression SET earlier_reason = ? WHERE address_digest = ?")
        .params(earlier.name(), digest)
        .update();
  }

  void delete(String digest) {
    this.jdbc.sql("DELETE FROM suppression WHERE address_digest = ?").param(digest).update();
  }

  private static String shortened(String detail) {
    return Cut.to(LONGEST_DETAIL, detail);
  }

  private static Suppression suppression(ResultSet row, int number) throws SQLException {
    UUID reader = row.getObject("reader_id", UUID.class);
    String address = row.getString("address");
    return new Suppression(
        row.getString("address_digest"),
        SuppressionReason.valueOf(row.getString("reason")),
        row.getString("detail"),
        reader == null ? null : new ReaderId(reader),
        address == null ? null : new EmailAddress(address),
        row.getObject("suppressed_at", OffsetDateTime.class).toInstant());
  }
}
