// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.storycast.audience.Consent;
import org.storycast.audience.DataRequests;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Numbers;
import org.storycast.mailing.UnsubscribeToken;

/** What the pages behind a reader's personal link have in common. */
@Component
class PersonalPages {

  private final Mailings mailings;
  private final Readers readers;
  private final Numbers numbers;
  private final DataRequests requests;

  PersonalPages(Mailings mailings, Readers readers, Numbers numbers, DataRequests requests) {
    this.mailings = mailings;
    this.readers = readers;
    this.numbers = numbers;
    this.requests = requests;
  }

  /** Whom a link belongs to. */
  Visitor visitor(String link) {
    Optional<UnsubscribeToken> token = this.mailings.readToken(link);
    if (token.isEmpty()) {
      return new Visitor.Stranger();
    }
    Optional<Reader> reader = this.readers.find(token.get().reader());
    if (reader.isPresent()) {
      return new Visitor.Known(reader.get(), token.get());
    }
    return this.requests.isErased(token.get().reader())
        ? new Visitor.Erased()
        : new Visitor.Stranger();
  }

  /** Ends a reader's mail, and counts it with the issue whose link it was. */
  void leave(Visitor.Known visitor, String way, HttpServletRequest request) {
    this.readers.unsubscribe(visitor.reader().id(), how(way, visitor.token(), "", request));
    if (visitor.reader().state() == ReaderState.CONFIRMED) {
      this.numbers.unsubscribed(visitor.token());
    }
  }

  String newsroom() {
    return this.mailings.senderName();
  }

  /** Shows a page that no search engine and no cache keeps. */
  String show(String view, String state, String link, Model model, HttpServletResponse response) {
    model.addAttribute("state", state);
    model.addAttribute("newsroom", newsroom());
    model.addAttribute("link", link);
    response.setHeader("X-Robots-Tag", "noindex");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (state.equals("unknown")) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
    }
    return view;
  }

  /** How the reader ordered something, for the log that proves it. */
  static Consent how(
      String way, UnsubscribeToken token, String textVersion, HttpServletRequest request) {
    return new Consent(
        "%s, issue %s".formatted(way, token.issue()),
        request.getRemoteAddr(),
        textVersion,
        Consent.READER);
  }

  /** Whoever opened a personal link. */
  sealed interface Visitor {

    /** The link is a reader's. */
    record Known(Reader reader, UnsubscribeToken token) implements Visitor {}

    /** The link was a reader's of whom nothing is kept any more. */
    record Erased() implements Visitor {}

    /** The link was not made here, or is not whole. */
    record Stranger() implements Visitor {}
  }
}
