// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.storycast.site.PersonalPages.Visitor;

/**
 * Where the unsubscribe link of a mail leads. Looking at it changes nothing, since programs look at
 * links too; the button and a mail program's one click (RFC 8058) post to the same address.
 */
@Controller
class UnsubscribePage {

  static final String PATH = "/u/";

  private static final String VIEW = "site/unsubscribe";
  private static final String ONE_CLICK = "List-Unsubscribe";
  private static final int MOST_OF_A_BODY = 8192;

  private final PersonalPages pages;

  UnsubscribePage(PersonalPages pages) {
    this.pages = pages;
  }

  @GetMapping(PATH + "{link}")
  String ask(@PathVariable String link, Model model, HttpServletResponse response) {
    String state =
        switch (this.pages.visitor(link)) {
          case Visitor.Known _ -> "ask";
          case Visitor.Erased _ -> "done";
          case Visitor.Stranger _ -> "unknown";
        };
    return this.pages.show(VIEW, state, link, model, response);
  }

  /** Takes whatever body; see {@link UnparsedBody}. */
  @PostMapping(PATH + "{link}")
  String unsubscribe(
      @PathVariable String link,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    String state =
        switch (this.pages.visitor(link)) {
          case Visitor.Known it -> {
            this.pages.leave(it, way(request), request);
            yield "done";
          }
          case Visitor.Erased _ -> "done";
          case Visitor.Stranger _ -> "unknown";
        };
    return this.pages.show(VIEW, state, link, model, response);
  }

  private static String way(HttpServletRequest request) {
    try {
      byte[] body = request.getInputStream().readNBytes(MOST_OF_A_BODY);
      return new String(body, StandardCharsets.UTF_8).contains(ONE_CLICK)
          ? "one click in the mail program"
          : "button of the unsubscribe page";
    } catch (IOException cutOff) {
      return "request to the unsubscribe link whose body did not arrive";
    }
  }
}
