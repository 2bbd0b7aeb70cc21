// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.storycast.audience.OfferedProperties;
import org.storycast.audience.Preferences;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderState;
import org.storycast.site.PersonalPages.Visitor;

/**
 * Where readers say which mail they wish, by the personal link that every mail carries. The link is
 * the key: there is no login, no cookie, and the address is shown to nobody in full.
 */
@Controller
class PreferencePage {

  private static final String VIEW = "site/preferences";

  private final PersonalPages pages;
  private final Preferences preferences;
  private final OfferedProperties offered;

  PreferencePage(PersonalPages pages, Preferences preferences, OfferedProperties offered) {
    this.pages = pages;
    this.preferences = preferences;
    this.offered = offered;
  }

  @GetMapping("/p/{link}")
  String show(@PathVariable String link, Model model, HttpServletResponse response) {
    return show(link, this.pages.visitor(link), model, response);
  }

  @PostMapping("/p/{link}")
  String save(
      @PathVariable String link,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    PreferenceForm form = PreferenceForm.read(fields);
    Visitor visitor = this.pages.visitor(link);
    if (!(visitor instanceof Visitor.Known known)
        || known.reader().state() != ReaderState.CONFIRMED) {
      return show(link, visitor, model, response);
    }
    Optional<String> problem = problem(known.reader(), form);
    if (problem.isPresent()) {
      model.addAttribute("problem", problem.get());
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(link, known.reader(), form, model, response);
    }
    this.preferences.change(
        known.reader().id(),
        form.name() == null ? known.reader().name() : form.name(),
        form.wishes(known.reader()),
        PersonalPages.how("preference page", known.token(), String.valueOf(form.text()), request));
    model.addAttribute("done", "Saved.");
    return show(link, this.pages.visitor(link), model, response);
  }

  private Optional<String> problem(Reader reader, PreferenceForm form) {
    if (form.text() == null || !this.preferences.wasShown(form.text())) {
      return Optional.of("This page was open for too long. Please look at it again and save.");
    }
    return form.problem(reader, this.offered);
  }

  @PostMapping("/p/{link}/unsubscribe")
  String unsubscribe(
      @PathVariable String link,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (this.pages.visitor(link) instanceof Visitor.Known known) {
      this.pages.leave(known, "button of the preference page", request);
    }
    return show(link, this.pages.visitor(link), model, response);
  }

  private String show(String link, Visitor visitor, Model model, HttpServletResponse response) {
    return switch (visitor) {
      case Visitor.Known it ->
          show(link, it.reader(), PreferenceForm.of(it.reader()), model, response);
      case Visitor.Erased _ -> this.pages.show(VIEW, "erased", link, model, response);
      case Visitor.Stranger _ -> this.pages.show(VIEW, "unknown", link, model, response);
    };
  }

  private String show(
      String link, Reader reader, PreferenceForm form, Model model, HttpServletResponse response) {
    String newsroom = this.pages.newsroom();
    model.addAttribute("wishes", PreferenceView.of(reader, form, this.offered));
    String state =
        switch (reader.state()) {
          case CONFIRMED -> "form";
          case UNSUBSCRIBED -> "unsubscribed";
          case SUPPRESSED -> "suppressed";
        };
    if (state.equals("form")) {
      model.addAttribute("statement", PreferenceView.statement(newsroom));
      model.addAttribute(
          "text", this.preferences.keepText(PreferenceView.shownText(newsroom, this.offered)));
    }
    return this.pages.show(VIEW, state, link, model, response);
  }
}
