// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds an ffmpeg that can write H.264: the configured one, else the one on the PATH, else the one
 * that comes with Storycast.
 */
final class FfmpegSearch {

  private static final Logger log = LoggerFactory.getLogger(FfmpegSearch.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String REMEDY =
      "install ffmpeg with libx264 or libopenh264, or set storycast.media.ffmpeg to one";

  private final @Nullable Path configured;
  private @Nullable Ffmpeg found;

  FfmpegSearch(@Nullable Path configured) {
    this.configured = configured;
  }

  /**
   * The program; a fruitless search is repeated at the next film.
   *
   * @throws DrawingException when there is none; the message says what to do
   */
  synchronized Ffmpeg find() {
    if (this.found == null) {
      this.found = search();
      log.atInfo()
          .addKeyValue("program", this.found.program())
          .addKeyValue("encoder", this.found.encoder().title())
          .log("Films are made with this ffmpeg");
    }
    return this.found;
  }

  private Ffmpeg search() {
    if (this.configured != null) {
      Path program = this.configured;
      return opened(program.toString())
          .orElseThrow(
              () ->
                  new DrawingException(
                      "storycast.media.ffmpeg: %s is no ffmpeg with an H.264 encoder; %s"
                          .formatted(program, REMEDY),
                      null));
    }
    return opened("ffmpeg")
        .or(() -> BundledFfmpeg.unpacked().flatMap(it -> opened(it.toString())))
        .orElseThrow(() -> new DrawingException("There is no ffmpeg; " + REMEDY, null));
  }

  private static Optional<Ffmpeg> opened(String program) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      String encoders =
          Ffmpeg.run(List.of(program, "-hide_banner", "-encoders"), folder.path(), LIMIT);
      return Arrays.stream(Ffmpeg.Encoder.values())
          .filter(it -> encoders.contains(" " + it.title() + " "))
          .findFirst()
          .map(encoder -> new Ffmpeg(program, encoder));
    } catch (DrawingException unusable) {
      log.atInfo()
          .addKeyValue("program", program)
          .addKeyValue("reason", unusable.getMessage())
          .log("This ffmpeg can't be used");
      return Optional.empty();
    }
  }
}
