// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.storycast.mailing.Brakes;
import org.storycast.story.StoryPage;

/** The first page: doubts, channels, sources, and stories by channels. */
@Controller
class OverviewController {

  private final OverviewReader overview;
  private final Brakes brakes;

  OverviewController(OverviewReader overview, Brakes brakes) {
    this.overview = overview;
    this.brakes = brakes;
  }

  @GetMapping("/console")
  String overview(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(required = false) @Nullable String after,
      Model model) {
    model.addAttribute("overview", this.overview.read(search, position(after)));
    model.addAttribute("stoppedIssues", this.brakes.stopped());
    model.addAttribute("first", after == null);
    return "console/overview";
  }

  private static StoryPage.@Nullable Position position(@Nullable String after) {
    try {
      return after == null ? null : StoryPage.Position.parse(after);
    } catch (IllegalArgumentException malformed) {
      throw new ConsoleRefusal("That page does not exist; begin with the newest stories");
    }
  }
}
