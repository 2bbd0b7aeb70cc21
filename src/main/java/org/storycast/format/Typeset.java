// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.ArrayList;
import java.util.List;

/**
 * A part's text within its limit.
 *
 * @param text may be blank
 * @param length in the part's unit
 * @param allowance what was left of the stories
 */
record Typeset(String text, int length, Allowance allowance) {

  /** What an editor should know of it. */
  List<String> remarks(String part) {
    List<String> remarks = new ArrayList<>();
    if (this.allowance.summary() == 0) {
      remarks.add("The part \"%s\" has no room for the summary".formatted(part));
    } else if (this.allowance.summary() != Integer.MAX_VALUE) {
      remarks.add(
          "The part \"%s\" was shortened: the summary to %d characters"
              .formatted(part, this.allowance.summary()));
    }
    if (this.allowance.paragraphs() != Integer.MAX_VALUE) {
      remarks.add(shortened(part, "paragraphs", this.allowance.paragraphs()));
    }
    if (this.allowance.hashtags() != Integer.MAX_VALUE) {
      remarks.add(shortened(part, "hashtags", this.allowance.hashtags()));
    }
    if (!this.allowance.follow()) {
      remarks.add("The part \"%s\" has no room for the follow line".formatted(part));
    }
    if (this.allowance.headline() != Integer.MAX_VALUE) {
      remarks.add("The part \"%s\" was shortened: even the headline was cut".formatted(part));
    }
    return remarks;
  }

  private static String shortened(String part, String what, int left) {
    return "The part \"%s\" was shortened: %s of the %s are left"
        .formatted(part, left == 0 ? "none" : "the first " + left, what);
  }
}
