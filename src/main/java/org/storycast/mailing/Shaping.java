// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.storycast.audience.EmailAddress;

/**
 * Sends no provider more than it takes. What it learns is stored, so that a restart does not begin
 * too fast again, and the other processes learn it within seconds.
 */
@Component
class Shaping {

  private static final Logger log = LoggerFactory.getLogger(Shaping.class);
  private static final int SERVICE_NOT_AVAILABLE = 421;
  private static final int LOCAL_ERROR = 451;
  private static final int TEMPORARY_AUTHENTICATION_FAILURE = 454;

  private final ShapingProperties properties;
  private final ProviderGroups groups;
  private final PaceRows rows;
  private final Clock clock;
  private final Map<String, Pace> paces = new HashMap<>();
  private final Set<String> unsaved = new HashSet<>();

  Shaping(ShapingProperties properties, ProviderGroups groups, PaceRows rows, Clock clock) {
    this.properties = properties;
    this.groups = groups;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Asks for a copy's turn.
   *
   * @param urgency of its issue; a higher one goes first
   * @param returning whether it was told to come back
   * @return how long it has to wait; zero where it may go
   */
  synchronized Duration take(EmailAddress address, int urgency, boolean returning) {
    return pace(address).take(this.clock.instant(), urgency, returning);
  }

  /**
   * Learns from what became of a copy. Nothing is written here: whoever calls holds an outcome that
   * the ledger does not know yet, and no database that is away may keep it from getting there.
   */
  synchronized void note(EmailAddress address, Submission submission) {
    Instant now = this.clock.instant();
    Pace pace = pace(address);
    boolean changed =
        switch (submission) {
          case Submission.Taken taken -> pace.taken(now);
          case Submission.Refused it when this.properties.slowDown() && defers(it.code()) ->
              pace.deferred(now);
          case Submission.Refused other -> false;
          case Submission.Lost lost -> false;
          case Submission.Unwritable ours -> false;
          case Submission.Unanswered unanswered -> false;
        };
    if (changed) {
      String group = this.groups.of(address);
      this.unsaved.add(group);
      log.atInfo()
          .addKeyValue("provider", group)
          .addKeyValue("perSecond", pace.perSecond())
          .log("A mailbox provider gets its mail at another pace");
    }
  }

  /** Whether a reply means "slower", and not "never" or "not this one". */
  private static boolean defers(int code) {
    return code == SERVICE_NOT_AVAILABLE
        || code == LOCAL_ERROR
        || code == TEMPORARY_AUTHENTICATION_FAILURE;
  }

  /** Stores what was learnt here, and takes over what others have learnt. */
  @Scheduled(fixedDelay = 5000)
  void learn() {
    news().forEach(this.rows::put);
    this.rows.all().forEach(this::adopt);
  }

  /** What fails to be stored is overtaken by the next change, or learnt again. */
  private synchronized List<PaceRows.Row> news() {
    List<PaceRows.Row> news =
        this.unsaved.stream()
            .map(
                group -> {
                  Pace pace = pace(group);
                  return new PaceRows.Row(group, pace.perSecond(), pace.before(), pace.changed());
                })
            .toList();
    this.unsaved.clear();
    return news;
  }

  private synchronized void adopt(PaceRows.Row row) {
    Pace pace = pace(row.group());
    if (row.changed().isAfter(pace.changed())) {
      pace.resume(row.perSecond(), row.before(), row.changed());
    }
  }

  private Pace pace(EmailAddress address) {
    return pace(this.groups.of(address));
  }

  private Pace pace(String group) {
    return this.paces.computeIfAbsent(group, it -> new Pace(this.properties.ceilingOf(it)));
  }
}
