// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTests {

  @TempDir private Path folder;

  @Test
  void killsAProgramThatTakesTooLong() throws IOException {
    Path program = program("ffmpeg", "echo $$ > pid\nexec sleep 300");
    Duration limit = Duration.ofMillis(500);
    assertThatThrownBy(() -> Ffmpeg.run(List.of(program.toString()), this.folder, limit))
        .isInstanceOf(DrawingException.class)
        .hasMessage("ffmpeg took longer than PT0.5S");
    long pid = Long.parseLong(Files.readString(this.folder.resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void tellsWhatAFailingProgramSaid() throws IOException {
    Path program = program("ffmpeg", "echo No such filter: wobble >&2\nexit 1");
    assertThatThrownBy(() -> run(program))
        .isInstanceOf(DrawingException.class)
        .hasMessage("ffmpeg failed: No such filter: wobble");
  }

  @Test
  void saysThatAProgramIsMissing() {
    assertThatThrownBy(() -> run(this.folder.resolve("nothing")))
        .isInstanceOf(DrawingException.class)
        .hasMessage("nothing can't be run");
  }

  @Test
  void findsOneThatWritesH264WhateverTheMachineHas() {
    Ffmpeg found = new FfmpegSearch(null).find();
    assertThat(found.encoder()).isNotNull();
  }

  @Test
  void bringsOneThatNeedsNoLibraryOfTheSystem() {
    Path program = BundledFfmpeg.unpacked().orElseThrow();
    assertThat(new FfmpegSearch(program).find().encoder()).isEqualTo(Ffmpeg.Encoder.X264);
  }

  @Test
  void unpacksItAgainWhenItWasSpoilt() throws IOException {
    Path program = BundledFfmpeg.unpackedBelow(this.folder).orElseThrow();
    long whole = Files.size(program);
    Path spoilt = Files.writeString(this.folder.resolve("spoilt"), "#!/bin/sh\nexit 0\n");
    Files.setPosixFilePermissions(spoilt, PosixFilePermissions.fromString("rwx------"));
    Files.move(spoilt, program, StandardCopyOption.REPLACE_EXISTING);
    assertThat(BundledFfmpeg.unpackedBelow(this.folder)).contains(program);
    assertThat(program).hasSize(whole).isExecutable();
  }

  @Test
  void readsWhatOldAndNewOnesSayOfAFilm() {
    String old =
        """
          Duration: 00:00:15.04, start: 0.000000, bitrate: 712 kb/s
            Stream #0:0(und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709), 1080x1920, 573 kb/s, 30 fps
            Stream #0:1(und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 128 kb/s
        """;
    String recent =
        """
          Duration: 00:00:15.04, start: 0.000000, bitrate: 712 kb/s
          Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 1080x1920, 573 kb/s, 30 fps
          Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 128 kb/s
        """;
    Ffmpeg.Film film =
        new Ffmpeg.Film("h264", "yuv420p", 1080, 1920, "aac", 48_000, 2, Duration.ofMillis(15_040));
    assertThat(Ffmpeg.read(old)).isEqualTo(film);
    assertThat(Ffmpeg.read(recent)).isEqualTo(film);
    assertThat(Ffmpeg.read("what?"))
        .isEqualTo(new Ffmpeg.Film("", "", 0, 0, "", 0, 0, Duration.ZERO));
  }

  @Test
  void prefersTheConfiguredOneAndItsBestEncoder() throws IOException {
    Path program = program("ffmpeg", "echo ' V....D libopenh264  x'; echo ' V....D libx264  x'");
    Ffmpeg found = new FfmpegSearch(program).find();
    assertThat(found.program()).isEqualTo(program.toString());
    assertThat(found.encoder()).isEqualTo(Ffmpeg.Encoder.X264);
  }

  @Test
  void refusesAConfiguredOneWithoutAnEncoder() throws IOException {
    Path program = program("ffmpeg", "echo ' V....D mpeg4  MPEG-4 part 2'");
    assertThatThrownBy(() -> new FfmpegSearch(program).find())
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("storycast.media.ffmpeg: " + program)
        .hasMessageContaining("install ffmpeg");
  }

  private String run(Path program) {
    return Ffmpeg.run(List.of(program.toString()), this.folder, Duration.ofSeconds(10));
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(this.folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
