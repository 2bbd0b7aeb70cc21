// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.media.Briefs.aBrief;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmMakerTests {

  private static final List<Path> FOLDERS = List.of(Path.of("templates"));

  private final Typefaces fonts = new Typefaces(FOLDERS);
  private final FilmPainter painter = new FilmPainter(new Layouts(FOLDERS, this.fonts), this.fonts);
  private final FfmpegSearch search = new FfmpegSearch(null);
  private final FilmMaker maker = new FilmMaker(this.search, Duration.ofMinutes(2));

  @TempDir private Path folder;

  @Test
  void makesWhatPlatformsTake() throws IOException {
    byte[] film = film(PictureFiles.picture(900, 500));
    Path file = Files.write(this.folder.resolve("film.mp4"), film);
    Ffmpeg.Film seen = this.search.find().look(file, this.folder);
    assertThat(seen)
        .isEqualTo(new Ffmpeg.Film("h264", "yuv420p", 360, 640, "aac", 48_000, 2, seen.duration()));
    assertThat(seen.duration()).isCloseTo(script().duration(), Duration.ofMillis(50));
    assertThat(keyFrames(file)).hasSizeGreaterThanOrEqualTo(7);
  }

  private List<String> keyFrames(Path file) {
    return Ffmpeg.run(
            List.of(
                this.search.find().program(),
                "-v",
                "error",
                "-skip_frame",
                "nokey",
                "-i",
                file.toString(),
                "-an",
                "-f",
                "framecrc",
                "-"),
            this.folder,
            Duration.ofSeconds(20))
        .lines()
        .filter(line -> line.startsWith("0,"))
        .toList();
  }

  /** Right-to-left, so that the picture is at the left, and with a text that comes up. */
  @Test
  void makesAWideFilmOfWhichEveryPictureCanBeDecoded() throws IOException {
    Brief wide = aBrief().saying("ثلج").telling("One.").of("").in("ar").sized(480, 270).brief();
    FilmScript script = FilmScript.of(wide, Duration.ofSeconds(8));
    byte[] film =
        this.maker.make(
            wide, script, this.painter.paint(wide, script, PictureFiles.picture(900, 500)));
    Path file = Files.write(this.folder.resolve("wide.mp4"), film);
    assertThat(this.search.find().look(file, this.folder).width()).isEqualTo(480);
    String complaints =
        Ffmpeg.run(
            List.of(
                this.search.find().program(),
                "-v",
                "warning",
                "-i",
                file.toString(),
                "-f",
                "null",
                "-"),
            this.folder,
            Duration.ofSeconds(20));
    assertThat(complaints).isEmpty();
  }

  @Test
  void putsTheIndexFirstAndWritesNoEditList() {
    String film = new String(film(null), StandardCharsets.ISO_8859_1);
    assertThat(film.indexOf("moov")).isPositive().isLessThan(film.indexOf("mdat"));
    assertThat(film).doesNotContain("elst");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    long before = leftovers();
    film(null);
    assertThat(leftovers()).isEqualTo(before);
  }

  private static long leftovers() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(it -> it.getFileName().toString().startsWith("storycast-film")).count();
    }
  }

  @Test
  void refusesAFilmOfAnotherCodec() {
    Ffmpeg.Film film =
        new Ffmpeg.Film("mpeg4", "yuv420p", 360, 640, "aac", 48_000, 2, script().duration());
    assertThatThrownBy(() -> FilmMaker.check(film, brief(), script()))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("mpeg4");
  }

  @Test
  void refusesAFilmThatEndsEarly() {
    Ffmpeg.Film film =
        new Ffmpeg.Film("h264", "yuv420p", 360, 640, "aac", 48_000, 2, Duration.ofSeconds(3));
    assertThatThrownBy(() -> FilmMaker.check(film, brief(), script()))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("PT3S");
  }

  private byte[] film(@Nullable BufferedImage picture) {
    return this.maker.make(brief(), script(), this.painter.paint(brief(), script(), picture));
  }

  private static FilmScript script() {
    return FilmScript.of(brief(), Duration.ofMinutes(1));
  }

  private static Brief brief() {
    return aBrief().sized(360, 640).brief();
  }
}
