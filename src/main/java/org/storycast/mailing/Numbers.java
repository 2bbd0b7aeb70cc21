// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.storycast.mailing.IssueNumbers.FailureClass;
import org.storycast.mailing.IssueNumbers.Followed;
import org.storycast.mailing.IssueNumbers.Link;

/** What became of each issue, in numbers. */
@Service
public class Numbers {

  private final IssueRows issues;
  private final Tallies tallies;
  private final NumberRows rows;
  private final Returns returns;

  Numbers(IssueRows issues, Tallies tallies, NumberRows rows, Returns returns) {
    this.issues = issues;
    this.tallies = tallies;
    this.rows = rows;
    this.returns = returns;
  }

  /** The numbers of an issue; empty where there is none of that identity. */
  public Optional<IssueNumbers> of(IssueId id) {
    return this.issues.find(id).map(this::of);
  }

  private IssueNumbers of(Issue issue) {
    Progress progress =
        new Progress(
            issue.id(), issue.settled(), issue.problem(), this.tallies.sums(issue.number()));
    return new IssueNumbers(
        issue.id(),
        issue.content().subject(),
        issue.openedAt(),
        issue.settled(),
        progress.total(),
        excluded(issue, progress.count(LineState.EXCLUDED, LineState.EXCLUDED_LATE)),
        progress.count(LineState.QUEUED, LineState.IN_FLIGHT, LineState.RETRYING),
        progress.count(LineState.SENT),
        failed(issue, progress.count(LineState.FAILED)),
        progress.count(LineState.DOUBT),
        this.returns.countsOf(issue.id()),
        this.rows.unsubscribed(issue.number()),
        followed(issue));
  }

  /** Nobody walks through a million lines to learn that none is left out. */
  private SortedMap<String, Long> excluded(Issue issue, long all) {
    return all == 0 ? new TreeMap<>() : this.rows.excluded(issue.number());
  }

  private SortedMap<FailureClass, Long> failed(Issue issue, long all) {
    return all == 0 ? new TreeMap<>() : this.rows.failed(issue.number());
  }

  private @Nullable Followed followed(Issue issue) {
    List<Link> links = this.rows.links(issue.number());
    if (links.isEmpty()) {
      return null;
    }
    long readers = this.rows.followed(issue.number());
    return new Followed(readers, this.rows.opened(issue.number()) - readers, links);
  }

  /**
   * Counts a reader who has just left by a link of an issue, once; a letter's link counts nothing.
   */
  public void unsubscribed(UnsubscribeToken token) {
    this.rows.unsubscribed(token);
  }
}
