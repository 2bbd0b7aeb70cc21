// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.storycast.access.Caller;
import org.storycast.access.Role;

/**
 * Turns files away that nobody may send, before the search for the form's secret reads them to a
 * disk.
 */
final class UploadsOfOperators extends OncePerRequestFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || !type.regionMatches(true, 0, "multipart/", 0, 10);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOperator(SecurityContextHolder.getContext().getAuthentication())) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("Connection", "close");
      response.sendError(HttpStatus.FORBIDDEN.value());
    }
  }

  private static boolean isOperator(@Nullable Authentication who) {
    return who != null
        && who.getPrincipal() instanceof Caller caller
        && caller.role().includes(Role.OPERATOR);
  }
}
