// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.storycast.access.Problems;

/**
 * Reads a request's body up to the limit and no byte further, so that it can be looked at twice.
 */
final class BodyLimit extends OncePerRequestFilter {

  private final int limit;

  BodyLimit(int limit) {
    this.limit = limit;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return UploadedFiles.isOne(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > this.limit) {
      tooLarge(response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(this.limit + 1);
    if (body.length > this.limit) {
      tooLarge(response);
      return;
    }
    chain.doFilter(new ReadRequest(request, body), response);
  }

  private void tooLarge(HttpServletResponse response) throws IOException {
    response.setHeader("Connection", "close");
    Problems.write(
        response,
        HttpStatus.CONTENT_TOO_LARGE,
        "The body is larger than %d bytes; send less, or raise storycast.api.max-body"
            .formatted(this.limit));
  }
}
