// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.storycast.audience.Consent;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Numbers;
import org.storycast.mailing.UnsubscribeToken;

/**
 * Where the unsubscribe link of a mail leads. Looking at it changes nothing, since programs look at
 * links too; the button and a mail program's one click (RFC 8058) post to the same address.
 */
@Controller
class UnsubscribePage {

  private static final String VIEW = "site/unsubscribe";
  private static final String ONE_CLICK = "List-Unsubscribe";

  private final Mailings mailings;
  private final Readers readers;
  private final Numbers numbers;

  UnsubscribePage(Mailings mailings, Readers readers, Numbers numbers) {
    this.mailings = mailings;
    this.readers = readers;
    this.numbers = numbers;
  }

  @GetMapping("/u/{token}")
  String ask(@PathVariable String token, Model model, HttpServletResponse response) {
    boolean known =
        this.mailings.readToken(token).flatMap(it -> this.readers.find(it.reader())).isPresent();
    return page(known ? "ask" : "unknown", model, response);
  }

  @PostMapping("/u/{token}")
  String unsubscribe(
      @PathVariable String token,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<UnsubscribeToken> read = this.mailings.readToken(token);
    boolean leaves = read.filter(this::isStillThere).isPresent();
    boolean known =
        read.isPresent() && this.readers.unsubscribe(read.get().reader(), how(read.get(), request));
    if (leaves) {
      this.numbers.unsubscribed(read.get());
    }
    return page(known ? "done" : "unknown", model, response);
  }

  private boolean isStillThere(UnsubscribeToken token) {
    return this.readers
        .find(token.reader())
        .filter(reader -> reader.state() == ReaderState.CONFIRMED)
        .isPresent();
  }

  private static Consent how(UnsubscribeToken token, HttpServletRequest request) {
    String way =
        request.getParameter(ONE_CLICK) == null
            ? "button of the unsubscribe page"
            : "one click in the mail program";
    return new Consent("%s, issue %s".formatted(way, token.issue()), request.getRemoteAddr());
  }

  private String page(String state, Model model, HttpServletResponse response) {
    model.addAttribute("state", state);
    model.addAttribute("newsroom", this.mailings.senderName());
    response.setHeader("X-Robots-Tag", "noindex");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (state.equals("unknown")) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
    }
    return VIEW;
  }
}
