// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The issues that are being sent, each rendered once. */
@Component
class IssueMessages {

  private static final int MOST = 20;

  private final IssueRows rows;
  private final IssueLinks links;
  private final Letterhead letterhead;
  private final UnsubscribeTokens tokens;
  private final Map<IssueId, IssueMessage> rendered =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IssueId, IssueMessage> eldest) {
          return size() > MOST;
        }
      };

  IssueMessages(IssueRows rows, IssueLinks links, Letterhead letterhead, UnsubscribeTokens tokens) {
    this.rows = rows;
    this.links = links;
    this.letterhead = letterhead;
    this.tokens = tokens;
  }

  synchronized IssueMessage of(IssueId id) {
    return this.rendered.computeIfAbsent(id, this::render);
  }

  private IssueMessage render(IssueId id) {
    Issue issue =
        this.rows.find(id).orElseThrow(() -> new IllegalStateException("There is no issue " + id));
    return new IssueMessage(
        issue, this.letterhead, this.tokens, this.links.targets(issue.number()));
  }
}
