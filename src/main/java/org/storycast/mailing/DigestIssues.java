// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The issues of digests: a main one, and one for each further version of it. */
@Repository
class DigestIssues {

  private static final int NONE = -1;

  private final JdbcClient jdbc;
  private final IssueRows issues;
  private final DigestFreezing freezing;
  private final MailProperties properties;

  DigestIssues(
      JdbcClient jdbc, IssueRows issues, DigestFreezing freezing, MailProperties properties) {
    this.jdbc = jdbc;
    this.issues = issues;
    this.freezing = freezing;
    this.properties = properties;
  }

  /** Opens all issues of a digest, or finds the main one; belongs to their own transaction. */
  IssueId open(String key, DigestContent content, Recipients recipients, int priority) {
    DigestVersions versions = new DigestVersions(content);
    IssueId id = new IssueId(UUID.randomUUID());
    int main = insert(id, key, versions.content(versions.whole()), priority);
    if (main == NONE) {
      return this.issues
          .find(key)
          .map(Issue::id)
          .orElseThrow(() -> new IllegalStateException("No issue has key " + key));
    }
    Map<String, Long> bits = versions.bits();
    Map<BitSet, Integer> numbers = new HashMap<>(Map.of(versions.whole(), main));
    Map<Long, Integer> byMask = new HashMap<>();
    versions
        .chosen(this.freezing.masks(recipients, bits))
        .forEach(
            (mask, stories) -> {
              if (!numbers.containsKey(stories)) {
                numbers.put(
                    stories, version(key, numbers.size(), versions.content(stories), priority));
              }
              byMask.put(mask, numbers.get(stories));
            });
    byMask.values().removeIf(number -> number == main);
    this.freezing.freeze(main, byMask, recipients, bits);
    return id;
  }

  private int version(String key, int number, IssueContent content, int priority) {
    int issue = insert(new IssueId(UUID.randomUUID()), key + "/" + number, content, priority);
    this.jdbc
        .sql("INSERT INTO issue_version (delivery_key, issue) VALUES (?, ?)")
        .params(key, issue)
        .update();
    return issue;
  }

  private int insert(IssueId id, String key, IssueContent content, int priority) {
    return this.issues.insert(id, key, content, priority, this.properties.deadline()).orElse(NONE);
  }

  /** The further versions of a delivery's digest; none where it is no digest. */
  List<Issue> versions(String key) {
    return this.jdbc
        .sql(
            """
            SELECT issue.id FROM issue_version JOIN issue ON issue.number = issue_version.issue
            WHERE issue_version.delivery_key = ? ORDER BY issue.number
            """)
        .param(key)
        .query((row, number) -> new IssueId(row.getObject("id", UUID.class)))
        .list()
        .stream()
        .flatMap(id -> this.issues.find(id).stream())
        .toList();
  }
}
