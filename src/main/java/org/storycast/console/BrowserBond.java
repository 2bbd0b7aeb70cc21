// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.storycast.channel.Secret;
import org.storycast.channel.support.BegunConnection;

/**
 * Binds a way to a consent page to the browser in which it began. The session's own cookie does not
 * come along when a platform sends the person back, for it is sent between our own pages only; this
 * one does, opens nothing else, and each way has its own.
 */
final class BrowserBond {

  private static final String NAME = "storycast-connect-";
  private static final Duration LIFE = Duration.ofMinutes(10);

  private BrowserBond() {}

  static void give(
      BegunConnection begun, HttpServletRequest request, HttpServletResponse response) {
    ResponseCookie cookie =
        ResponseCookie.from(NAME + begun.id(), begun.browser().reveal())
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path(ReturnController.PATH)
            .maxAge(LIFE)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  static Optional<Secret> shown(UUID attempt, HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Stream.of(cookies)
            .filter(cookie -> cookie.getName().equals(NAME + attempt))
            .map(cookie -> new Secret(cookie.getValue()))
            .findFirst();
  }
}
