// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where the counted links of the issues lead. They never change, so the latest issues' are kept at
 * hand: their readers get to the story while the database is away.
 */
@Repository
class IssueLinks {

  private static final int MOST = 200;

  private final JdbcClient jdbc;
  private final ClickLinks finder;
  private final Map<Integer, Linked> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Linked> eldest) {
          return size() > MOST;
        }
      };

  IssueLinks(JdbcClient jdbc, ClickLinks finder) {
    this.jdbc = jdbc;
    this.finder = finder;
  }

  /**
   * Stores where the links of a new issue lead, numbered from one, if they are to be counted: that
   * is decided once for all copies.
   */
  void store(int issue, IssueContent content) {
    List<String> targets = this.finder.toCount(content.html());
    if (targets.isEmpty()) {
      return;
    }
    Integer[] numbers = new Integer[targets.size()];
    Arrays.setAll(numbers, index -> index + 1);
    this.jdbc
        .sql(
            """
            INSERT INTO issue_link (issue, number, url)
            SELECT CAST(? AS INTEGER), number, url
            FROM UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS VARCHAR ARRAY)) AS given (number, url)
            """)
        .param(issue)
        .param(numbers)
        .param(targets.toArray(String[]::new))
        .update();
  }

  /** Where the counted links of an issue lead, the first of them number one. */
  List<String> targets(int issue) {
    return of(issue).map(Linked::targets).orElse(List.of());
  }

  /** The same with the issue's identity; empty where no link is counted. */
  Optional<Linked> of(int issue) {
    synchronized (this.known) {
      Linked linked = this.known.get(issue);
      if (linked != null) {
        return Optional.of(linked);
      }
    }
    Optional<Linked> read = read(issue);
    read.ifPresent(this::keep);
    return read;
  }

  private void keep(Linked linked) {
    synchronized (this.known) {
      this.known.put(linked.number(), linked);
    }
  }

  private Optional<Linked> read(int issue) {
    Map<UUID, List<String>> targets =
        this.jdbc
            .sql(
                """
                SELECT i.id, l.url FROM issue i JOIN issue_link l ON l.issue = i.number
                WHERE i.number = ? ORDER BY l.number
                """)
            .param(issue)
            .query((row, at) -> Map.entry(row.getObject("id", UUID.class), row.getString("url")))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return targets.entrySet().stream()
        .map(it -> new Linked(issue, new IssueId(it.getKey()), List.copyOf(it.getValue())))
        .findFirst();
  }

  /**
   * An issue whose links are counted.
   *
   * @param number the issue's
   * @param id the issue's
   * @param targets where the links lead, the first of them number one
   */
  record Linked(int number, IssueId id, List<String> targets) {}
}
