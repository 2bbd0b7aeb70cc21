// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Numbers;

/** An issue's page: what became of it, in numbers. */
@Controller
class IssueController {

  private final Numbers numbers;
  private final ShownMoments moments;

  IssueController(Numbers numbers, ShownMoments moments) {
    this.numbers = numbers;
    this.moments = moments;
  }

  @GetMapping("/console/issues/{id}")
  String show(@PathVariable UUID id, Model model) {
    IssuePageView view =
        this.numbers
            .of(new IssueId(id))
            .map(it -> IssuePageView.of(it, this.moments.of(it.openedAt())))
            .orElseThrow(() -> new ConsoleRefusal("There is no issue " + id));
    model.addAttribute("issue", view);
    return "console/issue";
  }
}
