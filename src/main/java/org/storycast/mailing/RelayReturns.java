// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.mailing.returns.Replies;
import org.storycast.mailing.returns.ReturnKind;

/** What the relay refuses at once is judged like what comes back later. */
@Component
class RelayReturns {

  /** Deferrals come by the thousand a second; most are not worth a closer look. */
  private static final Pattern MAYBE_FULL =
      Pattern.compile("[45]\\.2\\.2|full|quota|storage", Pattern.CASE_INSENSITIVE);

  private final ReturnRows rows;
  private final Brakes brakes;

  RelayReturns(ReturnRows rows, Brakes brakes) {
    this.rows = rows;
    this.brakes = brakes;
  }

  /**
   * Stores refusals; belongs into the transaction that settles the lines. A deferral is one only
   * where the mailbox is full: all others pass.
   */
  void note(Collection<Settlement> settlements) {
    for (Settlement settlement : settlements) {
      ReturnKind kind = kind(settlement.step());
      if (kind != null) {
        store(settlement, kind);
      }
    }
  }

  /**
   * Counts what was taken and what was refused; once for each settlement, whatever the database.
   */
  void count(Collection<Settlement> settlements) {
    for (Settlement settlement : settlements) {
      ReturnKind kind = kind(settlement.step());
      if (kind != null && kind.isOurs()) {
        this.brakes.refused(settlement.claim().line().issue());
      } else if (settlement.step() instanceof LineStep.Sent) {
        this.brakes.taken(settlement.claim().line().issue());
      }
    }
  }

  private void store(Settlement settlement, ReturnKind kind) {
    Claim claim = settlement.claim();
    int code =
        switch (settlement.step()) {
          case LineStep.Failed it -> it.code();
          case LineStep.Retry it -> it.code();
          case LineStep.Sent it -> 0;
          case LineStep.Doubt it -> 0;
        };
    this.rows.insert(
        new ReturnRows.Returned(claim.line(), claim.reader().id(), kind, code, ""), true);
  }

  private static @Nullable ReturnKind kind(LineStep step) {
    return switch (step) {
      case LineStep.Failed it when it.code() > 0 -> Replies.judge(it.code(), it.reply());
      case LineStep.Retry it when MAYBE_FULL.matcher(it.reply()).find() ->
          Replies.judge(it.code(), it.reply()) == ReturnKind.MAILBOX_FULL
              ? ReturnKind.MAILBOX_FULL
              : null;
      case LineStep.Failed it -> null;
      case LineStep.Retry it -> null;
      case LineStep.Sent it -> null;
      case LineStep.Doubt it -> null;
    };
  }
}
