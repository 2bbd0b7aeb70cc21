// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at an account found.
 *
 * @param lines one for each thing that was looked at
 * @param endsAt when the credentials expire unless a person renews them; absent where they don't,
 *     or where nobody can tell
 */
public record Checkup(List<Line> lines, @Nullable Instant endsAt) {

  public Checkup {
    lines = List.copyOf(lines);
  }

  /** The worst of the lines. */
  public Verdict verdict() {
    return this.lines.stream()
        .map(Line::verdict)
        .max(Comparator.naturalOrder())
        .orElse(Verdict.UNKNOWN);
  }

  /** The subjects of the lines of one verdict. */
  public List<String> subjects(Verdict verdict) {
    return this.lines.stream()
        .filter(line -> line.verdict() == verdict)
        .map(Line::subject)
        .toList();
  }

  /**
   * One thing.
   *
   * @param subject such as "access token", "permission pages_manage_posts", "quota"
   * @param detail what was seen, and the remedy where it is not good; never a secret
   */
  public record Line(String subject, Verdict verdict, String detail) {}

  /** How good, from best to worst. */
  public enum Verdict {
    /** Nothing keeps the account from publishing. */
    GOOD,
    /** The platform could not be asked, or does not say. */
    UNKNOWN,
    /** It works, and something needs a person's eye. */
    WARNING,
    /** Posts will be refused. */
    BAD
  }
}
