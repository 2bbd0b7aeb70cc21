// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThatThrownBy(() -> Ffmpeg.run(List.of(program.toString()), "", this.folder, limit))
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
  void prefersTheConfiguredOneAndItsBestEncoder() throws IOException {
    Path program = program("ffmpeg", "echo ' V....D libopenh264  x'; echo ' V....D libx264  x'");
    program("ffprobe", "echo ffprobe version 8");
    Ffmpeg found = new FfmpegSearch(program).find();
    assertThat(found.program()).isEqualTo(program.toString());
    assertThat(found.encoder()).isEqualTo(Ffmpeg.Encoder.X264);
  }

  @Test
  void refusesAConfiguredOneWithoutAnEncoder() throws IOException {
    Path program = program("ffmpeg", "echo ' V....D mpeg4  MPEG-4 part 2'");
    program("ffprobe", "echo ffprobe version 8");
    assertThatThrownBy(() -> new FfmpegSearch(program).find())
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("storycast.media.ffmpeg: " + program)
        .hasMessageContaining("install ffmpeg");
  }

  private String run(Path program) {
    return Ffmpeg.run(List.of(program.toString()), "", this.folder, Duration.ofSeconds(10));
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(this.folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
