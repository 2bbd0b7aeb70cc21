// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The photos that a simulated page holds, and which of them a post may still take. */
final class FacebookPhotos {

  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /** For so long a photo is kept that no post takes. */
  private static final Duration KEPT = Duration.ofHours(24);

  private final Clock clock;
  private final Map<String, Photo> photos = new LinkedHashMap<>();
  private long numbers = 1000;

  private static final class Photo {
    private final Publication.Media media;
    private final String altText;
    private final Instant at;
    private final boolean foreign;
    private boolean used;

    private Photo(Publication.Media media, String altText, Instant at, boolean foreign) {
      this.media = media;
      this.altText = altText;
      this.at = at;
      this.foreign = foreign;
    }
  }

  FacebookPhotos(Clock clock) {
    this.clock = clock;
  }

  /** A photo of another page. */
  String addForeign() {
    this.numbers++;
    String id = Long.toString(this.numbers);
    Publication.Media media = new Publication.Media("image/jpeg", new byte[0]);
    this.photos.put(id, new Photo(media, "", this.clock.instant(), true));
    return id;
  }

  List<String> altTexts() {
    return this.photos.values().stream().map(it -> it.altText).toList();
  }

  Publication.Media media(String id) {
    return this.photos.get(id).media;
  }

  void use(List<String> ids) {
    ids.forEach(id -> this.photos.get(id).used = true);
  }

  /** Why a post may not take one of these. */
  Optional<SimulatorReply> faultIn(List<String> ids) {
    for (String id : ids) {
      Photo photo = this.photos.get(id);
      if (photo == null || photo.foreign || isExpired(photo)) {
        return Optional.of(FacebookErrors.parameter("(#100) Invalid media_fbid " + id));
      }
      if (photo.used) {
        return Optional.of(
            FacebookErrors.oauth(
                400, 100, 1366051, "(#100) These photos were already posted: " + id));
      }
    }
    return Optional.empty();
  }

  private boolean isExpired(Photo photo) {
    return !photo.used && !this.clock.instant().isBefore(photo.at.plus(KEPT));
  }

  /** What is wrong with an upload. */
  Optional<SimulatorReply> fault(FacebookParameters call, byte @Nullable [] file) {
    boolean address = call.get("url").filter(FacebookFeed::isAddress).isPresent();
    if (file == null && !address) {
      return Optional.of(
          FacebookErrors.parameter("(#100) url or source is required and must be valid"));
    }
    if (file != null && (file.length > MOST_BYTES || !isPicture(file))) {
      return Optional.of(
          FacebookErrors.oauth(
              400, 100, 1366046, "(#100) Photos must be smaller than 4 MB and JPG or PNG."));
    }
    return call.says("temporary", "true") && !call.says("published", "false")
        ? Optional.of(FacebookErrors.parameter("(#100) A temporary photo can't be published"))
        : Optional.empty();
  }

  private static boolean isPicture(byte[] file) {
    return file.length > 8
        && ((file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8
            || (file[0] & 0xFF) == 0x89 && file[1] == 'P');
  }

  /** Takes a photo and gives its number. */
  String add(FacebookParameters call, byte @Nullable [] file) {
    this.numbers++;
    String id = Long.toString(this.numbers);
    byte[] bytes = file == null ? new byte[0] : file;
    this.photos.put(
        id,
        new Photo(
            new Publication.Media("image/jpeg", bytes),
            call.get("alt_text_custom").orElse(""),
            this.clock.instant(),
            false));
    return id;
  }
}
