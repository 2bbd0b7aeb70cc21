// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was asked for and is not confirmed, or was confirmed not long ago. */
@Repository
class SignUpRows {

  private static final String BETWEEN_SECTIONS = "\n";

  private final JdbcClient jdbc;

  SignUpRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was asked for, in full.
   *
   * @param address whose owner is to confirm it
   * @param name may be empty
   * @param language BCP 47 tag
   * @param sections in lower case; empty means all
   * @param rhythm how often
   */
  record Wanted(
      EmailAddress address, String name, String language, Set<String> sections, Rhythm rhythm) {

    /** Prints no personal data. */
    @Override
    public String toString() {
      return "Wanted[%s]".formatted(this.language);
    }
  }

  /**
   * A row.
   *
   * @param id its own
   * @param reader who it is, or will be when it is confirmed
   * @param wanted what was asked for; absent once it is confirmed
   * @param how it was asked for
   * @param askedAt when
   * @param expiresAt from when on it can't be confirmed
   */
  record Row(
      SignUpId id,
      ReaderId reader,
      @Nullable Wanted wanted,
      Consent how,
      Instant askedAt,
      Instant expiresAt) {}

  void insert(Row row, Wanted wanted) {
    this.jdbc
        .sql(
            """
            INSERT INTO sign_up (id, reader_id, address, address_key, name, language, sections,
              rhythm, source, network_address, text_version, asked_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(row.id().value(), row.reader().value())
        .params(wanted.address().value(), wanted.address().key(), wanted.name())
        .params(wanted.language(), joined(wanted.sections()), wanted.rhythm().name())
        .params(row.how().source(), row.how().networkAddress(), row.how().textVersion())
        .params(row.askedAt().atOffset(ZoneOffset.UTC), row.expiresAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String joined(Set<String> sections) {
    return sections.stream().sorted().collect(Collectors.joining(BETWEEN_SECTIONS));
  }

  /** The id under which the log of consent knows an address that nobody has confirmed yet. */
  Optional<ReaderId> readerOf(EmailAddress address) {
    return this.jdbc
        .sql("SELECT reader_id FROM sign_up WHERE address_key = ? ORDER BY asked_at LIMIT 1")
        .param(address.key())
        .query((row, number) -> new ReaderId(row.getObject("reader_id", UUID.class)))
        .optional();
  }

  /** What an address asked for and nobody has confirmed, the oldest first; it names no address. */
  List<Asked> askedBy(EmailAddress address) {
    return this.jdbc
        .sql(
            """
            SELECT asked_at, expires_at, name, language, sections, rhythm, source, network_address
            FROM sign_up WHERE address_key = ? ORDER BY asked_at
            """)
        .param(address.key())
        .query(
            (row, number) ->
                new Asked(
                    row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                    row.getString("name"),
                    row.getString("language"),
                    row.getString("sections").lines().toList(),
                    Rhythm.valueOf(row.getString("rhythm")),
                    row.getString("source"),
                    row.getString("network_address")))
        .list();
  }

  /** A sign-up as its owner is shown it. */
  record Asked(
      Instant askedAt,
      Instant expiresAt,
      String name,
      String language,
      List<String> sections,
      Rhythm rhythm,
      String source,
      String networkAddress) {}

  /** Finds a row that has not expired. */
  Optional<Row> find(SignUpId id, Instant now) {
    return this.jdbc
        .sql("SELECT * FROM sign_up WHERE id = ? AND expires_at > ?")
        .params(id.value(), now.atOffset(ZoneOffset.UTC))
        .query(SignUpRows::row)
        .optional();
  }

  /** Marks as confirmed, and forgets whose it was. */
  void confirm(SignUpId id, Instant now) {
    this.jdbc
        .sql(
            """
            UPDATE sign_up SET confirmed_at = ?, address = NULL, address_key = NULL, name = '',
              sections = '', network_address = ''
            WHERE id = ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), id.value())
        .update();
  }

  /** Answers how many expired and are gone. */
  int deleteExpired(Instant now) {
    return this.jdbc
        .sql("DELETE FROM sign_up WHERE expires_at <= ?")
        .param(now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void delete(EmailAddress address) {
    this.jdbc.sql("DELETE FROM sign_up WHERE address_key = ?").param(address.key()).update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    String address = row.getString("address");
    return new Row(
        new SignUpId(row.getObject("id", UUID.class)),
        new ReaderId(row.getObject("reader_id", UUID.class)),
        address == null ? null : wanted(new EmailAddress(address), row),
        new Consent(
            row.getString("source"),
            row.getString("network_address"),
            row.getString("text_version"),
            Consent.READER),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static Wanted wanted(EmailAddress address, ResultSet row) throws SQLException {
    Set<String> sections =
        Arrays.stream(row.getString("sections").split(BETWEEN_SECTIONS))
            .filter(section -> !section.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return new Wanted(
        address,
        row.getString("name"),
        row.getString("language"),
        sections,
        Rhythm.valueOf(row.getString("rhythm")));
  }
}
