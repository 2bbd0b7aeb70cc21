// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.storycast.media.MediaLibrary;
import org.storycast.media.StoredMedia;

/**
 * Hands pictures and films to the world. A name is the digest of the bytes, so that what is behind
 * it never changes; whole, by ranges and without body, with nothing that puts a platform's fetcher
 * off: no redirect, no cookie.
 */
@Controller
class MediaShelf {

  private static final Duration FOR_EVER = Duration.ofDays(365);
  private static final Map<String, String> TYPES =
      Map.of(
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "gif", "image/gif",
          "webp", "image/webp",
          "mp4", "video/mp4",
          "srt", "application/x-subrip",
          "vtt", "text/vtt");

  private final MediaLibrary library;

  MediaShelf(MediaLibrary library) {
    this.library = library;
  }

  @GetMapping("/media/{digest:[0-9a-f]{64}}.{extension:[a-z0-9]+}")
  ResponseEntity<Resource> hand(@PathVariable String digest, @PathVariable String extension) {
    Optional<StoredMedia> media =
        this.library.find(digest).filter(found -> found.mediaType().equals(TYPES.get(extension)));
    return media.map(this::hand).orElseGet(() -> ResponseEntity.notFound().build());
  }

  private ResponseEntity<Resource> hand(StoredMedia media) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(media.mediaType()))
        .eTag("\"" + media.digest() + "\"")
        .cacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
        .body(new ByteArrayResource(bytes(media)));
  }

  private byte[] bytes(StoredMedia media) {
    try (InputStream in = this.library.open(media.digest())) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
