// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.storycast.access.Caller;
import org.storycast.audience.Consent;
import org.storycast.audience.Suppression;
import org.storycast.audience.SuppressionReason;
import org.storycast.audience.Suppressions;

/** The addresses that nobody writes to. */
@Controller
@RequestMapping("/console/suppressions")
class SuppressionsController {

  private static final int SHOWN = 50;
  private static final String DIGEST = "[0-9a-f]{64}";

  private final Suppressions suppressions;
  private final ReaderPages pages;

  SuppressionsController(Suppressions suppressions, ReaderPages pages) {
    this.suppressions = suppressions;
    this.pages = pages;
  }

  @GetMapping
  String list(@RequestParam(defaultValue = "") String after, Model model) {
    if (!after.isEmpty() && !after.matches(DIGEST)) {
      throw new ConsoleRefusal("That page does not exist; begin with the newest");
    }
    List<Suppression> found = this.suppressions.page(after, SHOWN + 1);
    List<Suppression> shown = found.subList(0, Math.min(SHOWN, found.size()));
    model.addAttribute("list", shown.stream().map(this.pages::forbidden).toList());
    model.addAttribute("older", found.size() > SHOWN ? shown.getLast().digest() : "");
    model.addAttribute("first", after.isEmpty());
    return "console/suppressions";
  }

  @PostMapping
  String add(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String why,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    this.suppressions.suppress(
        ReaderPages.address(email),
        SuppressionReason.BY_HAND,
        Consent.by(caller.name(), ReaderPages.reason(why)));
    return done(redirect, "The address is suppressed");
  }

  @PostMapping("/{digest:" + DIGEST + "}/lift")
  String lift(
      @PathVariable String digest,
      @RequestParam(defaultValue = "") String why,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    boolean lifted =
        this.suppressions.lift(digest, Consent.by(caller.name(), ReaderPages.reason(why)));
    return done(redirect, lifted ? "The suppression is lifted" : "It was lifted before");
  }

  private static String done(RedirectAttributes redirect, String what) {
    redirect.addFlashAttribute("done", what);
    return "redirect:/console/suppressions";
  }
}
