// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Lets ffmpeg move and fade a film's still layers, and looks at what came of it. */
final class FilmMaker {

  /** More than the frames of half a second may be missing only where something broke. */
  private static final Duration TOLERANCE = Duration.ofMillis(250);

  private final FfmpegSearch search;
  private final Duration limit;

  FilmMaker(FfmpegSearch search, Duration limit) {
    this.search = search;
    this.limit = limit;
  }

  byte[] make(Brief brief, FilmScript script, FilmPainter.Layers layers) {
    Ffmpeg ffmpeg = this.search.find();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path film = folder.path().resolve("film.mp4");
      FilmGraph graph = new FilmGraph(brief, script, layers);
      List<String> arguments = new ArrayList<>();
      for (Path layer : written(layers, folder.path())) {
        arguments.addAll(List.of("-i", layer.toString()));
      }
      arguments.addAll(graph.arguments(ffmpeg.encoder()));
      arguments.add(film.toString());
      ffmpeg.make(arguments, folder.path(), this.limit);
      check(ffmpeg.look(film, folder.path()), brief, script);
      return Files.readAllBytes(film);
    } catch (IOException failure) {
      throw new DrawingException("The pieces of a film can't be written or read", failure);
    }
  }

  /** The layers as files, in the order in which the graph counts them. */
  private static List<Path> written(FilmPainter.Layers layers, Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (layers.pan() != null) {
      files.add(written(layers.pan().picture(), "bmp", folder.resolve("picture.bmp")));
    }
    files.add(written(layers.frame(), "png", folder.resolve("frame.png")));
    for (BufferedImage text : layers.texts()) {
      files.add(written(text, "png", folder.resolve("text" + files.size() + ".png")));
    }
    return files;
  }

  private static Path written(BufferedImage image, String format, Path file) throws IOException {
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("There is no writer for " + format);
    }
    return file;
  }

  /** An ffmpeg that lacks an encoder may silently take another one. */
  static void check(Ffmpeg.Film film, Brief brief, FilmScript script) {
    boolean right =
        film.video().equals("h264")
            && film.pixels().equals("yuv420p")
            && film.width() == brief.width()
            && film.height() == brief.height()
            && film.audio().equals("aac")
            && film.sampleRate() == FilmGraph.SAMPLE_RATE
            && film.channels() == 2
            && film.duration().minus(script.duration()).abs().compareTo(TOLERANCE) <= 0;
    if (!right) {
      throw new DrawingException(
          "ffmpeg made a film that platforms refuse: %s instead of %s of H.264"
              .formatted(film, script.duration()),
          null);
    }
  }
}
