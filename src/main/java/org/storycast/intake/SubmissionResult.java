// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.List;
import org.storycast.story.Stored;

/** What became of a submission. */
public sealed interface SubmissionResult {

  /** It is stored. */
  record Accepted(Stored stored) implements SubmissionResult {}

  /** Nothing is stored; each problem is named. */
  record Refused(List<FieldProblem> problems) implements SubmissionResult {

    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
