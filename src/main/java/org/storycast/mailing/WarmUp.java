// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts a day's messages against the plan, in the transaction that begins them. */
@Repository
class WarmUp {

  private final WarmUpProperties plan;
  private final JdbcClient jdbc;
  private final Clock clock;

  WarmUp(WarmUpProperties plan, JdbcClient jdbc, Clock clock) {
    this.plan = plan;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How many of the wanted messages may begin today; they are counted by {@link #begun}. */
  int allow(int wanted) {
    LocalDate today = today();
    if (this.plan.isOver(today) || wanted == 0) {
      return wanted;
    }
    int begun =
        this.jdbc
            .sql("SELECT begun FROM mailing_day WHERE on_day = ? FOR UPDATE")
            .param(today)
            .query(Integer.class)
            .optional()
            .orElseGet(() -> begin(today));
    return Math.clamp((long) this.plan.mostOn(today) - begun, 0, wanted);
  }

  /** Counts messages that began. */
  void begun(int messages) {
    if (messages > 0 && !this.plan.isOver(today())) {
      this.jdbc
          .sql("UPDATE mailing_day SET begun = begun + ? WHERE on_day = ?")
          .params(messages, today())
          .update();
    }
  }

  private int begin(LocalDate day) {
    this.jdbc
        .sql("INSERT INTO mailing_day (on_day, begun) VALUES (?, 0) ON CONFLICT DO NOTHING")
        .param(day)
        .update();
    return this.jdbc
        .sql("SELECT begun FROM mailing_day WHERE on_day = ? FOR UPDATE")
        .param(day)
        .query(Integer.class)
        .single();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
  }
}
