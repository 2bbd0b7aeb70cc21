// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The readers and the sections that they wish. */
@Repository
class ReaderRows {

  private static final String COLUMNS =
      "SELECT id, address, name, language, rhythm, state, consent_source, added_at FROM reader ";

  private final JdbcClient jdbc;

  ReaderRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Reader> find(ReaderId id) {
    return withSections(list(COLUMNS + "WHERE id = ?", id.value())).stream().findFirst();
  }

  List<Reader> find(Collection<ReaderId> ids) {
    UUID[] values = ids.stream().map(ReaderId::value).toArray(UUID[]::new);
    return withSections(
        this.jdbc
            .sql(COLUMNS + "WHERE id = ANY(?)")
            .param(values)
            .query(ReaderRows::reader)
            .list());
  }

  Optional<Reader> find(EmailAddress address) {
    return withSections(list(COLUMNS + "WHERE address_key = ?", address.key())).stream()
        .findFirst();
  }

  List<Reader> page(String afterKey, int size) {
    return withSections(
        list(COLUMNS + "WHERE address_key > ? ORDER BY address_key LIMIT ?", afterKey, size));
  }

  /** The readers of these addresses, by their keys. */
  Map<String, Reader> among(Collection<String> keys) {
    return withSections(
            this.jdbc
                .sql(COLUMNS + "WHERE address_key = ANY(?)")
                .param(keys.toArray(String[]::new))
                .query(ReaderRows::reader)
                .list())
        .stream()
        .collect(Collectors.toMap(it -> it.address().key(), Function.identity()));
  }

  /** Adds up to {@link ManyRows#MOST} readers whose addresses nobody has. */
  void insert(Collection<Reader> readers) {
    ManyRows.pieces(readers).forEach(this::insertPiece);
    insertSections(readers);
  }

  private void insertPiece(List<Reader> readers) {
    JdbcClient.StatementSpec insert =
        this.jdbc.sql(
            """
            INSERT INTO reader
              (id, address, address_key, name, language, rhythm, state, consent_source, added_at)
            VALUES
            """
                + ManyRows.values(readers.size(), 9));
    for (Reader it : readers) {
      insert =
          insert
              .params(it.id().value(), it.address().value(), it.address().key())
              .params(it.name(), it.language(), it.rhythm().name(), it.state().name())
              .params(it.consentSource(), it.addedAt().atOffset(ZoneOffset.UTC));
    }
    insert.update();
  }

  void update(Reader reader) {
    this.jdbc
        .sql("UPDATE reader SET name = ?, language = ?, rhythm = ? WHERE id = ?")
        .params(reader.name(), reader.language(), reader.rhythm().name(), reader.id().value())
        .update();
    this.jdbc
        .sql("DELETE FROM reader_section WHERE reader_id = ?")
        .param(reader.id().value())
        .update();
    insertSections(List.of(reader));
  }

  /** Brings back a reader who has confirmed, with everything that was asked for. */
  void renew(Reader reader) {
    this.jdbc
        .sql("UPDATE reader SET state = ?, consent_source = ? WHERE id = ?")
        .params(reader.state().name(), reader.consentSource(), reader.id().value())
        .update();
    update(reader);
  }

  private void insertSections(Collection<Reader> readers) {
    List<Object[]> pairs =
        readers.stream()
            .flatMap(it -> it.sections().stream().map(name -> new Object[] {it.id().value(), name}))
            .toList();
    ManyRows.pieces(pairs).forEach(this::insertPairs);
  }

  private void insertPairs(List<Object[]> pairs) {
    JdbcClient.StatementSpec insert =
        this.jdbc.sql(
            "INSERT INTO reader_section (reader_id, section) VALUES "
                + ManyRows.values(pairs.size(), 2));
    for (Object[] pair : pairs) {
      insert = insert.params(pair);
    }
    insert.update();
  }

  /** Erases a reader with the sections wished. */
  void delete(ReaderId id) {
    this.jdbc.sql("DELETE FROM reader WHERE id = ?").param(id.value()).update();
  }

  /** Answers whether the reader was in the one state and is in the other now. */
  boolean move(ReaderId id, ReaderState from, ReaderState to) {
    return this.jdbc
            .sql("UPDATE reader SET state = ? WHERE id = ? AND state = ?")
            .params(to.name(), id.value(), from.name())
            .update()
        == 1;
  }

  Map<ReaderState, Long> counts() {
    return this.jdbc
        .sql("SELECT state, COUNT(*) AS readers FROM reader GROUP BY state")
        .query(
            (row, number) ->
                Map.entry(ReaderState.valueOf(row.getString("state")), row.getLong("readers")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<Reader> list(String sql, Object... parameters) {
    return this.jdbc.sql(sql).params(parameters).query(ReaderRows::reader).list();
  }

  private static Reader reader(ResultSet row, int number) throws SQLException {
    return new Reader(
        new ReaderId(row.getObject("id", UUID.class)),
        new EmailAddress(row.getString("address")),
        row.getString("name"),
        row.getString("language"),
        Set.of(),
        Rhythm.valueOf(row.getString("rhythm")),
        ReaderState.valueOf(row.getString("state")),
        row.getString("consent_source"),
        row.getObject("added_at", OffsetDateTime.class).toInstant());
  }

  private List<Reader> withSections(List<Reader> readers) {
    if (readers.isEmpty()) {
      return readers;
    }
    Map<UUID, Set<String>> sections =
        readers.stream()
            .map(reader -> reader.id().value())
            .collect(Collectors.toMap(Function.identity(), id -> new HashSet<>()));
    this.jdbc
        .sql("SELECT reader_id, section FROM reader_section WHERE reader_id = ANY(?)")
        .param(sections.keySet().toArray(UUID[]::new))
        .query(
            (ResultSet row) -> {
              Set<String> wished = sections.get(row.getObject("reader_id", UUID.class));
              if (wished != null) {
                wished.add(row.getString("section"));
              }
            });
    return readers.stream()
        .map(
            it ->
                it.with(
                    it.name(),
                    it.language(),
                    sections.getOrDefault(it.id().value(), Set.of()),
                    it.rhythm()))
        .toList();
  }
}
