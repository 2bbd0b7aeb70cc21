// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The way in, and where there is none. */
@Controller
class EntranceController {

  @GetMapping("/console/login")
  String login(
      @RequestParam(defaultValue = "") String problem,
      @RequestParam(required = false) String logout,
      HttpServletRequest request,
      Model model) {
    request.getSession();
    model.addAttribute(
        "problem",
        switch (problem) {
          case "wait" -> "Too many wrong tokens came from your address. Wait a minute.";
          case "" -> "";
          default -> "This token is unknown or was revoked.";
        });
    return "console/login";
  }

  @RequestMapping("/console/denied")
  @ResponseStatus(HttpStatus.FORBIDDEN)
  String denied(Model model) {
    model.addAttribute(
        "problem",
        "Your token's role does not allow this, or the page was too old. Go back and try again, or"
            + " come in with another token.");
    return "console/problem";
  }

  @GetMapping({"/console/{first:(?!assets$).+}", "/console/{first:(?!assets$).+}/**"})
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String nothing(Model model) {
    model.addAttribute("problem", "There is no such page.");
    return "console/problem";
  }
}
