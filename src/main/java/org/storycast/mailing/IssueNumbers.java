// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an issue. Each counts readers, each reader once, and says no more than is known:
 * that a relay took a copy is not that a mailbox has it, and nobody can know who read it. Opens are
 * not counted at all: Apple's mail programs fetch every picture whether a mail is read or not.
 *
 * @param issue whose they are
 * @param subject its subject
 * @param openedAt when its readers were chosen
 * @param settled whether nothing more is sent by itself
 * @param frozen everybody who was chosen then; the sum of what follows up to {@code inDoubt}
 * @param excluded who were left out, by reason: the reader's state at that time
 * @param waiting whose copies are still to be sent
 * @param accepted whose copies a relay took
 * @param failed whose copies were refused for good or came too late, by {@link FailureClass}
 * @param inDoubt whose copies a relay may have taken
 * @param returned what was sent back, at once by a relay or later by mail
 * @param unsubscribed who left by a link of this issue, in the mail or by the mail program's button
 * @param clicks who followed links; absent where this issue's are not counted
 */
public record IssueNumbers(
    IssueId issue,
    String subject,
    Instant openedAt,
    boolean settled,
    long frozen,
    SortedMap<String, Long> excluded,
    long waiting,
    long accepted,
    SortedMap<FailureClass, Long> failed,
    long inDoubt,
    ReturnCounts returned,
    long unsubscribed,
    @Nullable Followed clicks) {

  public IssueNumbers {
    excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
  }

  /** Everybody who was left out. */
  public long excludedInAll() {
    return sum(this.excluded);
  }

  /** Everybody whose copy failed. */
  public long failedInAll() {
    return sum(this.failed);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Who followed links, as far as can be told from machines; see {@code docs/channels/email.md}.
   *
   * @param readers who followed at least one
   * @param machines further copies of which only machines opened links
   * @param links each counted link
   */
  public record Followed(long readers, long machines, List<Link> links) {

    public Followed {
      links = List.copyOf(links);
    }
  }

  /**
   * A counted link.
   *
   * @param number its place in the issue, from one
   * @param target where it leads
   * @param readers who followed it, each once
   * @param machines further copies in which only machines opened it
   */
  public record Link(int number, String target, long readers, long machines) {}

  /** Why a copy failed, by what the relay said (RFC 3463). */
  public enum FailureClass {
    /** The reader's address or its domain does not exist (5.1). */
    ADDRESS,
    /** The mailbox takes nothing (5.2). */
    MAILBOX,
    /** A policy of the relay or of the reader's provider, such as one against spam (5.7). */
    POLICY,
    /** Refused for good for another reason, or without one. */
    REFUSED,
    /** The deadline passed before a relay took it. */
    TOO_LATE,
    /** It could not be written, or nothing was said. */
    OTHER
  }
}
