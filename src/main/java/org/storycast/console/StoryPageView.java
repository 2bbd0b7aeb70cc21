// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.console.ShownMoments.Moment;

/** What a story's page shows. */
record StoryPageView(
    String id,
    String headline,
    String lead,
    List<String> paragraphs,
    String byline,
    String sections,
    String language,
    String source,
    @Nullable String address,
    Moment seen,
    @Nullable Moment embargoedUntil,
    @Nullable Moment withdrawn,
    boolean held,
    @Nullable Earlier continues,
    int revision,
    List<Line> deliveries,
    List<Target> targets) {

  /** The story that this one continues. */
  record Earlier(String id, String headline) {}

  /** A delivery of the story. */
  record Line(
      String id,
      String channel,
      String occasion,
      boolean rehearsal,
      StateBadge state,
      Moment planned,
      String detail,
      @Nullable String address) {}

  /** A channel to which it can go. */
  record Target(String name, String platform, boolean forTests, boolean had, boolean chosen) {}

  /** What a channel would publish. */
  record Shown(
      String channel,
      String platform,
      List<Text> texts,
      List<Medium> media,
      @Nullable String link,
      List<String> warnings,
      String problem) {}

  /** A text with its length. */
  record Text(String name, String text, int length, int limit, String unit) {

    /** How full it is, from 0 to 100. */
    public int filled() {
      return this.limit == 0 ? 100 : Math.min(100, this.length * 100 / this.limit);
    }
  }

  /** A picture or film. */
  record Medium(String role, String digest, boolean film, String altText, int width, int height) {}
}
