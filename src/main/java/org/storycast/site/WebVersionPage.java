// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.WebVersion;

/** An issue in the browser, for mail programs that show it badly. */
@Controller
class WebVersionPage {

  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final Duration FRESH = Duration.ofHours(1);

  private final Mailings mailings;

  WebVersionPage(Mailings mailings) {
    this.mailings = mailings;
  }

  @GetMapping("/i/{issue}")
  ResponseEntity<String> show(@PathVariable String issue) {
    return issueId(issue)
        .flatMap(this.mailings::webVersion)
        .map(WebVersionPage::page)
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static ResponseEntity<String> page(WebVersion version) {
    return ResponseEntity.ok()
        .contentType(HTML)
        .header(HttpHeaders.CONTENT_LANGUAGE, version.language())
        .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
        .body(version.html());
  }

  private static Optional<IssueId> issueId(String text) {
    try {
      return Optional.of(new IssueId(UUID.fromString(text)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
