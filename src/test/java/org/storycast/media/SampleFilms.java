// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Films of colour bars, for tests that only need a film. */
public final class SampleFilms {

  private SampleFilms() {}

  /**
   * Makes an H.264 film.
   *
   * @param sources what lavfi draws and plays
   */
  public static byte[] of(String... sources) {
    Ffmpeg ffmpeg = new FfmpegSearch(null).find();
    List<String> arguments = new ArrayList<>();
    for (String source : sources) {
      arguments.addAll(List.of("-f", "lavfi", "-i", source));
    }
    arguments.addAll(List.of("-shortest", "-c:v", ffmpeg.encoder().title(), "-pix_fmt", "yuv420p"));
    arguments.addAll(List.of("-c:a", "aac", "-movflags", "+faststart"));
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path film = folder.path().resolve("film.mp4");
      arguments.add(film.toString());
      ffmpeg.make(arguments, folder.path(), Duration.ofMinutes(1));
      return Files.readAllBytes(film);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
