// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

/**
 * How much of each story a text may hold.
 *
 * @param summary the most characters of the summary
 * @param paragraphs how many paragraphs of the body
 * @param hashtags how many tags
 * @param follow whether the follow line stands
 * @param headline the most characters of the headline
 */
record Allowance(int summary, int paragraphs, int hashtags, boolean follow, int headline) {

  static final Allowance ALL =
      new Allowance(
          Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, true, Integer.MAX_VALUE);

  Allowance withSummary(int most) {
    return new Allowance(most, this.paragraphs, this.hashtags, this.follow, this.headline);
  }

  Allowance withParagraphs(int most) {
    return new Allowance(this.summary, most, this.hashtags, this.follow, this.headline);
  }

  Allowance withHashtags(int most) {
    return new Allowance(this.summary, this.paragraphs, most, this.follow, this.headline);
  }

  Allowance withoutFollow() {
    return new Allowance(this.summary, this.paragraphs, this.hashtags, false, this.headline);
  }

  Allowance withHeadline(int most) {
    return new Allowance(this.summary, this.paragraphs, this.hashtags, this.follow, most);
  }
}
