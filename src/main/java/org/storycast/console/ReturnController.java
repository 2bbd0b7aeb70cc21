// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.storycast.access.AccessTokens;
import org.storycast.access.Role;
import org.storycast.channel.Channels;
import org.storycast.channel.Secret;
import org.storycast.channel.support.ConnectionDesk;
import org.storycast.channel.support.ConnectionEnd;
import org.storycast.channel.support.ReturnedPerson;

/**
 * Where platforms send people back to. Nobody is logged in here, for the session's cookie does not
 * come along: who they are is known from the way that they began, and that they are the same from
 * what only their browser holds. Whoever lost the right meanwhile has come in vain.
 */
@Controller
class ReturnController {

  static final String PATH = "/connect";

  private static final ConnectionEnd STALE = new ConnectionEnd.Stale();

  private final ConnectionDesk desk;
  private final AccessTokens tokens;
  private final Channels channels;

  ReturnController(ConnectionDesk desk, AccessTokens tokens, Channels channels) {
    this.desk = desk;
    this.tokens = tokens;
    this.channels = channels;
  }

  @GetMapping(PATH + "/{kind}")
  String come(
      @PathVariable String kind,
      @RequestParam Map<String, String> answer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Secret state = new Secret(answer.getOrDefault("state", ""));
    Optional<ReturnedPerson> person = this.desk.returned(kind, state).filter(this::mayStillConnect);
    ConnectionEnd end = person.flatMap(it -> end(it, state, answer, request)).orElse(STALE);
    response.setStatus(statusOf(end).value());
    model.addAttribute("end", end.getClass().getSimpleName());
    model.addAttribute("channel", person.map(it -> it.channel().value()).orElse(null));
    model.addAttribute("off", person.map(it -> this.channels.off().get(it.channel())).orElse(null));
    describe(end, model);
    return "console/returned";
  }

  private Optional<ConnectionEnd> end(
      ReturnedPerson person, Secret state, Map<String, String> answer, HttpServletRequest request) {
    return BrowserBond.shown(person.attempt(), request)
        .map(browser -> this.desk.finish(state, browser, new HashMap<>(answer)));
  }

  private boolean mayStillConnect(ReturnedPerson person) {
    return this.tokens
        .stillValid(person.starter().id())
        .filter(caller -> caller.role().includes(Role.OPERATOR))
        .isPresent();
  }

  private static HttpStatus statusOf(ConnectionEnd end) {
    return switch (end) {
      case ConnectionEnd.Connected it -> HttpStatus.OK;
      case ConnectionEnd.ToChoose it -> HttpStatus.OK;
      case ConnectionEnd.Refused it -> HttpStatus.FORBIDDEN;
      case ConnectionEnd.Failed it -> HttpStatus.BAD_GATEWAY;
      case ConnectionEnd.Stale it -> HttpStatus.BAD_REQUEST;
    };
  }

  private static void describe(ConnectionEnd end, Model model) {
    switch (end) {
      case ConnectionEnd.Connected(String account) -> model.addAttribute("account", account);
      case ConnectionEnd.ToChoose(var attempt) -> model.addAttribute("attempt", attempt);
      case ConnectionEnd.Refused(String reason) -> model.addAttribute("why", reason);
      case ConnectionEnd.Failed(String detail) -> model.addAttribute("why", detail);
      case ConnectionEnd.Stale it -> {}
    }
  }
}
