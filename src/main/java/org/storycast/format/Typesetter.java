// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.storycast.channel.PartProfile;

/**
 * Finds the longest form of a part that its limit allows. What gives way first: paragraphs from the
 * end, then the summary, then hashtags from the end, then the follow line, then the headline. The
 * link never does.
 */
final class Typesetter {

  private final PartProfile part;
  private final Manuscript manuscript;
  private final Function<Allowance, String> render;

  Typesetter(PartProfile part, Manuscript manuscript, Function<Allowance, String> render) {
    this.part = part;
    this.manuscript = manuscript;
    this.render = render;
  }

  /** The part in full, or as much of it as fits. */
  Optional<Typeset> set() {
    Allowance bodiless = Allowance.ALL.withParagraphs(0);
    Allowance bare = bodiless.withSummary(0);
    Allowance leastOfAll = bare.withHashtags(0).withoutFollow();
    return fitting(Allowance.ALL)
        .or(() -> longest(this.manuscript.paragraphLevels(), Allowance.ALL::withParagraphs))
        .or(() -> longest(this.manuscript.summaryLevels(), needed(bodiless)::withSummary))
        .or(() -> longest(this.manuscript.hashtagLevels(), needed(bare)::withHashtags))
        .or(() -> fitting(needed(leastOfAll)))
        .or(() -> longest(this.manuscript.headlineLevels(), needed(leastOfAll)::withHeadline));
  }

  /** The length that remains when all that may go has gone. */
  int shortestLength() {
    int shortestHeadline = this.manuscript.headlineLevels()[0];
    return lengthOf(this.render.apply(new Allowance(0, 0, 0, false, shortestHeadline)));
  }

  private Optional<Typeset> fitting(Allowance allowance) {
    String text = this.render.apply(allowance);
    int length = lengthOf(text);
    return length <= this.part.limit()
        ? Optional.of(new Typeset(text, length, allowance))
        : Optional.empty();
  }

  /** Halves the levels until the last that fits is found; what is answered was measured. */
  private Optional<Typeset> longest(int[] levels, IntFunction<Allowance> allowance) {
    Optional<Typeset> best = fitting(allowance.apply(levels[0]));
    int fits = 0;
    int tooLong = levels.length;
    while (best.isPresent() && tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      Optional<Typeset> candidate = fitting(allowance.apply(levels[middle]));
      if (candidate.isPresent()) {
        best = candidate;
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return best;
  }

  /** Keeps what makes no difference, so that only what was really lost is reported. */
  private Allowance needed(Allowance wanted) {
    Allowance needed = wanted;
    if (isSame(needed, needed.withParagraphs(Integer.MAX_VALUE))) {
      needed = needed.withParagraphs(Integer.MAX_VALUE);
    }
    if (isSame(needed, needed.withSummary(Integer.MAX_VALUE))) {
      needed = needed.withSummary(Integer.MAX_VALUE);
    }
    return isSame(needed, needed.withHashtags(Integer.MAX_VALUE))
        ? needed.withHashtags(Integer.MAX_VALUE)
        : needed;
  }

  private boolean isSame(Allowance one, Allowance other) {
    return one.equals(other) || this.render.apply(one).equals(this.render.apply(other));
  }

  private int lengthOf(String text) {
    return this.part.measure().lengthOf(text);
  }
}
