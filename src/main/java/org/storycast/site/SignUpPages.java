// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.OfferedProperties;
import org.storycast.audience.SignUpAnswer;
import org.storycast.audience.SignUpRequest;
import org.storycast.audience.Wishes;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.SignUpTokens;

/**
 * Where readers ask for mail: a page of its own, and the same form to be shown in a frame of the
 * newspaper's pages. It works without scripts, and its answer is the same whatever is known of the
 * address.
 */
@Controller
class SignUpPages {

  static final String PAGE = "/sign-up";
  static final String FRAMED = "/sign-up/form";

  private static final String VIEW = "site/sign-up";
  private static final Duration STAMP_VALID_FOR = Duration.ofDays(1);

  private final SignUpDesk desk;
  private final SignUpProperties properties;
  private final OfferedProperties offered;
  private final SignUpTokens tokens;
  private final Words words;
  private final Mailings mailings;
  private final Clock clock;

  SignUpPages(
      SignUpDesk desk,
      SignUpProperties properties,
      OfferedProperties offered,
      SignUpTokens tokens,
      Words words,
      Mailings mailings,
      Clock clock) {
    this.desk = desk;
    this.properties = properties;
    this.offered = offered;
    this.tokens = tokens;
    this.words = words;
    this.mailings = mailings;
    this.clock = clock;
  }

  @GetMapping({PAGE, FRAMED})
  String show(Model model, HttpServletRequest request, HttpServletResponse response) {
    String language = begin(model, request, response);
    return form(model, empty(language), language);
  }

  @PostMapping({PAGE, FRAMED})
  String ask(Model model, HttpServletRequest request, HttpServletResponse response) {
    String language = begin(model, request, response);
    SignUpForm form =
        SignUpForm.of(request, empty(language), this.offered, this.properties.rhythms());
    SignUpForm.Checked checked = form.checked();
    EmailAddress address = checked.address();
    if (address == null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("problem", checked.problem());
      return form(model, form, language);
    }
    if (!isFilledInByAPerson(form, language)) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("notice", "again");
      return form(model, form, language);
    }
    SignUpAnswer answer = this.desk.ask(request(address, form, language, request));
    if (answer instanceof SignUpAnswer.TooMany) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Duration.ofHours(1).toSeconds()));
      model.addAttribute("notice", "tooMany");
      return form(model, form, language);
    }
    model.addAttribute("asked", form.address());
    return VIEW;
  }

  /**
   * Programs fill in every field, and at once. A person whose browser does so is asked to press the
   * button again, and so is who saw other words than those of now.
   */
  private boolean isFilledInByAPerson(SignUpForm form, String language) {
    Instant now = this.clock.instant();
    return form.bait().isEmpty()
        && this.tokens
            .readStamp(form.stamp(), agreement(language))
            .filter(shown -> !shown.plus(this.properties.fillIn()).isAfter(now))
            .filter(shown -> shown.plus(STAMP_VALID_FOR).isAfter(now))
            .isPresent();
  }

  private SignUpRequest request(
      EmailAddress address, SignUpForm form, String language, HttpServletRequest request) {
    return new SignUpRequest(
        address,
        form.name(),
        new Wishes(form.language(), form.sections(), form.rhythm()),
        isFramed(request) ? "sign-up form in a frame (/sign-up/form)" : "sign-up page (/sign-up)",
        request.getRemoteAddr(),
        agreement(language),
        this.properties.validFor());
  }

  /** The words by which a reader agrees, exactly as the page shows them. */
  private String agreement(String language) {
    Map<String, String> w = this.words.in(language, this.mailings.senderName());
    URI privacy = this.properties.privacy();
    return Stream.of("title", "intro", "consent", "button")
            .map(w::get)
            .reduce("", (one, other) -> one + other + "\n")
        + (privacy == null ? "" : w.get("privacy") + " " + privacy + "\n");
  }

  private SignUpForm empty(String language) {
    String offered =
        this.offered.languages().stream()
            .filter(tag -> Locale.forLanguageTag(tag).getLanguage().equals(language))
            .findFirst()
            .orElse(this.offered.languages().getFirst());
    return SignUpForm.empty(offered, this.properties.rhythms());
  }

  /** Answers the language of the page. */
  private String begin(Model model, HttpServletRequest request, HttpServletResponse response) {
    if (!this.desk.isOpen()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    boolean framed = isFramed(request);
    if (framed) {
      response.setHeader("X-Robots-Tag", "noindex");
    }
    String language = languageOf(request, this.words);
    model.addAttribute("framed", framed);
    model.addAttribute("action", framed ? FRAMED : PAGE);
    model.addAttribute("scheme", schemeOf(request.getParameter("scheme")));
    model.addAttribute("newsroom", this.mailings.senderName());
    model.addAttribute("w", this.words.in(language, this.mailings.senderName()));
    model.addAttribute("lang", language);
    return language;
  }

  private static boolean isFramed(HttpServletRequest request) {
    return request.getRequestURI().endsWith(FRAMED);
  }

  /** What a page of the newspaper asks for that is always light, or always dark. */
  private static @Nullable String schemeOf(@Nullable String given) {
    return "light".equals(given) || "dark".equals(given) ? given : null;
  }

  /** The language that the address names, or else one that the browser wishes. */
  static String languageOf(HttpServletRequest request, Words words) {
    String named = request.getParameter("words");
    Stream<Locale> wished =
        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
            ? Stream.of()
            : Collections.list(request.getLocales()).stream();
    return words.closest(
        named == null ? wished : Stream.concat(Stream.of(Locale.forLanguageTag(named)), wished));
  }

  private String form(Model model, SignUpForm form, String language) {
    model.addAttribute("form", form);
    model.addAttribute("stamp", this.tokens.stamp(this.clock.instant(), agreement(language)));
    model.addAttribute("languages", choices());
    model.addAttribute("sections", this.offered.sections());
    model.addAttribute("rhythms", this.properties.rhythms());
    model.addAttribute("privacy", this.properties.privacy());
    return VIEW;
  }

  private List<Choice> choices() {
    List<String> tags = this.offered.languages();
    return tags.size() < 2
        ? List.of()
        : tags.stream().map(tag -> new Choice(tag, nameOf(tag), this.words.speaks(tag))).toList();
  }

  private static String nameOf(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    String name = locale.getDisplayName(locale);
    return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
  }

  /**
   * A language to choose.
   *
   * @param tag BCP 47
   * @param name in itself
   * @param spoken whether the page can be shown in it
   */
  record Choice(String tag, String name, boolean spoken) {}
}
