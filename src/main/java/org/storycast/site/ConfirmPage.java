// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.storycast.audience.Consent;
import org.storycast.audience.PendingSignUp;
import org.storycast.audience.SignUpEnd;
import org.storycast.audience.SignUpId;
import org.storycast.audience.SignUps;
import org.storycast.mailing.Archive;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.SignUpTokens;

/**
 * Where the link of a confirmation leads. Looking at it changes nothing, since programs look at
 * links before people do; only the button confirms.
 */
@Controller
class ConfirmPage {

  private static final String VIEW = "site/confirm";
  private static final String PATH = "/sign-up/confirm/{token}";

  private static final Set<String> DONE = Set.of("done", "changed", "already");

  private final SignUpDesk desk;
  private final SignUps signUps;
  private final SignUpTokens tokens;
  private final Words words;
  private final Mailings mailings;
  private final Archive archive;
  private final Clock clock;

  ConfirmPage(
      SignUpDesk desk,
      SignUps signUps,
      SignUpTokens tokens,
      Words words,
      Mailings mailings,
      Archive archive,
      Clock clock) {
    this.desk = desk;
    this.signUps = signUps;
    this.tokens = tokens;
    this.words = words;
    this.mailings = mailings;
    this.archive = archive;
    this.clock = clock;
  }

  @GetMapping(PATH)
  String ask(
      @PathVariable String token,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    String language = language(token, request);
    Optional<SignUpId> id = valid(token);
    boolean open = id.flatMap(this.signUps::pending).isPresent();
    boolean confirmed = !open && id.filter(this.signUps::isConfirmed).isPresent();
    return page(open ? "ask" : confirmed ? "already" : "gone", language, model, response);
  }

  @PostMapping(PATH)
  String confirm(
      @PathVariable String token,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    String language = language(token, request);
    Consent how = new Consent("button of the confirmation page", request.getRemoteAddr());
    SignUpEnd end =
        valid(token).map(id -> this.desk.confirm(id, how)).orElseGet(SignUpEnd.Gone::new);
    String state =
        switch (end) {
          case SignUpEnd.Confirmed it -> it.welcome() ? "done" : "changed";
          case SignUpEnd.Already already -> "already";
          case SignUpEnd.Refused refused -> "refused";
          case SignUpEnd.Gone gone -> "gone";
        };
    return page(state, language, model, response);
  }

  private Optional<SignUpId> valid(String token) {
    return this.tokens
        .readLink(token)
        .filter(link -> link.expiresAt().isAfter(this.clock.instant()))
        .map(SignUpTokens.Link::id);
  }

  /** The language in which the letter was, or else the browser's. */
  private String language(String token, HttpServletRequest request) {
    return valid(token)
        .flatMap(this.signUps::pending)
        .map(PendingSignUp::language)
        .map(tag -> this.words.closest(Stream.of(Locale.forLanguageTag(tag))))
        .orElseGet(() -> SignUpPages.languageOf(request, this.words));
  }

  private String page(String state, String language, Model model, HttpServletResponse response) {
    model.addAttribute("state", state);
    model.addAttribute("newsroom", this.mailings.senderName());
    model.addAttribute("w", this.words.in(language, this.mailings.senderName()));
    model.addAttribute("lang", language);
    model.addAttribute("signUp", this.desk.isOpen());
    model.addAttribute("archive", this.archive.isOpen() && DONE.contains(state));
    response.setHeader("X-Robots-Tag", "noindex");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (state.equals("gone")) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
    }
    return VIEW;
  }
}
