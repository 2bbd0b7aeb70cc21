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
import org.storycast.mailing.Archive;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.WebVersion;

/** An issue in the browser, for mail programs that show it badly. */
@Controller
class WebVersionPage {

  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final Duration FRESH = Duration.ofHours(1);

  private final Mailings mailings;
  private final Archive archive;

  WebVersionPage(Mailings mailings, Archive archive) {
    this.mailings = mailings;
    this.archive = archive;
  }

  @GetMapping("/i/{issue}")
  ResponseEntity<String> show(@PathVariable String issue) {
    return issueId(issue)
        .flatMap(id -> this.mailings.webVersion(id).map(version -> page(id, version)))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private ResponseEntity<String> page(IssueId issue, WebVersion version) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(HTML)
            .header(HttpHeaders.CONTENT_LANGUAGE, version.language())
            .cacheControl(CacheControl.maxAge(FRESH).cachePublic());
    if (!this.archive.isIndexed(issue)) {
      answer.header("X-Robots-Tag", "noindex");
    }
    return answer.body(version.html());
  }

  private static Optional<IssueId> issueId(String text) {
    try {
      return Optional.of(new IssueId(UUID.fromString(text)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
