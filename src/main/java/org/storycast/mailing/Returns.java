// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.storycast.mailing.returns.ReturnKind;

/** What came back of the issues: bounces, complaints, and what the relay refused at once. */
@Service
public class Returns {

  private final IssueRows issues;
  private final ReturnRows rows;
  private final Inboxes inboxes;

  Returns(IssueRows issues, ReturnRows rows, Inboxes inboxes) {
    this.issues = issues;
    this.rows = rows;
    this.inboxes = inboxes;
  }

  /** What came back of an issue so far; all zero where there is none. */
  public ReturnCounts countsOf(IssueId issue) {
    return this.issues
        .find(issue)
        .map(it -> counts(this.rows.count(it.number(), Instant.EPOCH)))
        .orElseGet(() -> counts(Map.of()));
  }

  static ReturnCounts counts(Map<ReturnKind, Integer> byKind) {
    return new ReturnCounts(
        sum(byKind, ReturnKind.RECIPIENT_DEAD),
        sum(byKind, ReturnKind.MAILBOX_FULL, ReturnKind.TEMPORARY, ReturnKind.UNDETERMINED),
        sum(byKind, ReturnKind.POLICY, ReturnKind.BLOCKED, ReturnKind.CONTENT),
        sum(byKind, ReturnKind.COMPLAINT),
        sum(byKind, ReturnKind.UNSUBSCRIBE));
  }

  private static int sum(Map<ReturnKind, Integer> byKind, ReturnKind... kinds) {
    return List.of(kinds).stream().mapToInt(it -> byKind.getOrDefault(it, 0)).sum();
  }

  /** What is wrong with each mailbox that is read, by its name; the text says what to do. */
  public Map<String, String> troubles() {
    return this.inboxes.troubles();
  }
}
