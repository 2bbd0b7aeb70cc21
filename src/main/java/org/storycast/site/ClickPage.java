// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.storycast.mailing.Archive;
import org.storycast.mailing.Clicks;
import org.storycast.mailing.Mailings;

/**
 * Where the counted links of a mail lead: on to what the newsroom wrote into that issue, and never
 * anywhere that the request names. Who only looks, or fetches ahead, is led on and not counted.
 */
@Controller
class ClickPage {

  private static final String VIEW = "site/link";
  private static final String AWAY = "away";
  private static final String TRY_AGAIN_AFTER_SECONDS = "10";

  private final Clicks clicks;
  private final Mailings mailings;
  private final Archive archive;
  private final String website;

  ClickPage(
      Clicks clicks,
      Mailings mailings,
      Archive archive,
      @Value("${storycast.newsroom.website:}") String website) {
    this.clicks = clicks;
    this.mailings = mailings;
    this.archive = archive;
    this.website = website;
  }

  @GetMapping("/c/{token}/{link}")
  @Nullable String follow(
      @PathVariable String token,
      @PathVariable String link,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setHeader("X-Robots-Tag", "noindex");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      Optional<String> target =
          isFollowed(request)
              ? this.clicks.follow(token, link, request.getHeader(HttpHeaders.USER_AGENT))
              : this.clicks.target(token, link);
      if (target.isEmpty()) {
        return page("unknown", HttpStatus.NOT_FOUND, model, response);
      }
      response.setStatus(HttpStatus.FOUND.value());
      response.setHeader(HttpHeaders.LOCATION, target.get());
      return null;
    } catch (DataAccessException away) {
      response.setHeader(HttpHeaders.RETRY_AFTER, TRY_AGAIN_AFTER_SECONDS);
      return page(AWAY, HttpStatus.SERVICE_UNAVAILABLE, model, response);
    }
  }

  /** What is left when a link was cut. */
  @GetMapping("/c/**")
  String unknown(Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return page("unknown", HttpStatus.NOT_FOUND, model, response);
  }

  private static boolean isFollowed(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && !isAhead(request.getHeader("Sec-Purpose"))
        && !isAhead(request.getHeader("Purpose"))
        && !isAhead(request.getHeader("X-Moz"));
  }

  private static boolean isAhead(@Nullable String purpose) {
    return purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch");
  }

  private String page(String state, HttpStatus status, Model model, HttpServletResponse response) {
    model.addAttribute("state", state);
    model.addAttribute("newsroom", this.mailings.senderName());
    model.addAttribute("website", this.website.startsWith("http") ? this.website : "");
    model.addAttribute("archive", this.archive.isOpen() ? "/archive" : "");
    response.setStatus(status.value());
    return VIEW;
  }
}
