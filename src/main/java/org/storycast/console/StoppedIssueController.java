// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.storycast.mailing.Brakes;
import org.storycast.mailing.IssueId;

/** Orders about issues of mail that were stopped. */
@Controller
class StoppedIssueController {

  private final Brakes brakes;

  StoppedIssueController(Brakes brakes) {
    this.brakes = brakes;
  }

  @PostMapping("/console/issues/{id}/go-on")
  String letGoOn(@PathVariable UUID id, RedirectAttributes redirect) {
    if (!this.brakes.letGoOn(new IssueId(id))) {
      throw new ConsoleRefusal("That issue is not stopped any more");
    }
    return done(redirect, "The issue goes on; it is judged anew from now on");
  }

  @PostMapping("/console/issues/{id}/end")
  String end(@PathVariable UUID id, RedirectAttributes redirect) {
    if (!this.brakes.end(new IssueId(id))) {
      throw new ConsoleRefusal("That issue is not stopped any more");
    }
    return done(redirect, "The issue has ended; what was not sent will not be");
  }

  private static String done(RedirectAttributes redirect, String what) {
    redirect.addFlashAttribute("done", what);
    return "redirect:/console";
  }
}
