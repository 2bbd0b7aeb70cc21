// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Sizes of pages and the links between them. */
@Component
class Pages {

  static final String DEFAULT_SIZE = "50";

  private final ApiProperties properties;

  Pages(ApiProperties properties) {
    this.properties = properties;
  }

  /** A size that was asked for. */
  int size(int asked) {
    if (asked < 1 || asked > this.properties.maxPage()) {
      throw ApiProblem.malformed(
          "limit", "limit needs a number from 1 to %d".formatted(this.properties.maxPage()));
    }
    return asked;
  }

  /** The address of the page that begins after the cursor, with the same filters. */
  String next(HttpServletRequest request, String cursor) {
    UriComponentsBuilder next = ServletUriComponentsBuilder.fromRequest(request);
    next.replaceQueryParam(
        "cursor", UriUtils.encode(cursor, java.nio.charset.StandardCharsets.UTF_8));
    String address = next.build(true).toUriString();
    return address.substring(address.indexOf(request.getRequestURI()));
  }
}
