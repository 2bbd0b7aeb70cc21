// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.time.Duration;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.storycast.media.MediaLibrary;

/** Pictures and films of posts, for the console's own pages. */
@Controller
class MediaController {

  private final MediaLibrary library;

  MediaController(MediaLibrary library) {
    this.library = library;
  }

  @GetMapping("/console/media/{digest:[0-9a-f]{64}}")
  ResponseEntity<InputStreamResource> open(@PathVariable String digest) {
    return this.library
        .find(digest)
        .map(
            media ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                    .contentType(MediaType.parseMediaType(media.mediaType()))
                    .contentLength(media.size())
                    .body(new InputStreamResource(this.library.open(digest))))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
