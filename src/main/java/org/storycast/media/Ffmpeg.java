// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ffmpeg that can write H.264, run as a process of its own, so that a broken film never breaks
 * the service.
 *
 * @param program the ffmpeg program
 * @param encoder its H.264 encoder
 */
record Ffmpeg(String program, Encoder encoder) {

  private static final Pattern VIDEO =
      Pattern.compile("Stream #.*: Video: (\\w+).*?, (yuv\\w+).*?, (\\d+)x(\\d+)");
  private static final Pattern AUDIO =
      Pattern.compile("Stream #.*: Audio: (\\w+).*?, (\\d+) Hz, (\\w+)");
  private static final Pattern DURATION =
      Pattern.compile("Duration: (\\d+):(\\d\\d):(\\d\\d\\.\\d+)");
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(20);
  private static final int TOLD = 600;

  /** The encoders that run everywhere, the better one first. */
  enum Encoder {
    X264(
        "libx264",
        List.of(
            "-preset",
            "veryfast",
            "-crf",
            "21",
            "-profile:v",
            "high",
            "-bf",
            "0",
            "-sc_threshold",
            "0",
            "-flags",
            "+cgop")),
    OPENH264(
        "libopenh264",
        List.of("-rc_mode", "quality", "-b:v", "5M", "-maxrate", "10M", "-profile:v", "high"));

    private final String title;
    private final List<String> settings;

    Encoder(String title, List<String> settings) {
      this.title = title;
      this.settings = settings;
    }

    String title() {
      return this.title;
    }

    List<String> settings() {
      return this.settings;
    }
  }

  /** What ffmpeg reads in a film. */
  record Film(
      String video,
      String pixels,
      int width,
      int height,
      String audio,
      int sampleRate,
      int channels,
      Duration duration) {}

  /** Makes a film; the folder takes what the program says. */
  void make(List<String> arguments, Path folder, Duration limit) {
    List<String> command = new ArrayList<>(List.of(this.program));
    command.addAll(List.of("-hide_banner", "-loglevel", "error", "-nostdin", "-y"));
    command.addAll(arguments);
    run(command, folder, limit);
  }

  /** Looks at a film: every packet is read, none is decoded. */
  Film look(Path film, Path folder) {
    List<String> command =
        List.of(
            this.program,
            "-hide_banner",
            "-nostdin",
            "-i",
            film.toString(),
            "-map",
            "0",
            "-c",
            "copy",
            "-f",
            "null",
            "-");
    return read(run(command, folder, LOOK_LIMIT));
  }

  /** Reads what ffmpeg says of its input; what it doesn't say is empty or 0. */
  static Film read(String said) {
    Matcher video = VIDEO.matcher(said);
    Matcher audio = AUDIO.matcher(said);
    boolean seen = video.find();
    boolean heard = audio.find();
    return new Film(
        seen ? video.group(1) : "",
        seen ? video.group(2) : "",
        seen ? Integer.parseInt(video.group(3)) : 0,
        seen ? Integer.parseInt(video.group(4)) : 0,
        heard ? audio.group(1) : "",
        heard ? Integer.parseInt(audio.group(2)) : 0,
        heard ? channels(audio.group(3)) : 0,
        duration(said));
  }

  private static int channels(String layout) {
    return switch (layout) {
      case "mono" -> 1;
      case "stereo" -> 2;
      default -> 0;
    };
  }

  private static Duration duration(String said) {
    Matcher duration = DURATION.matcher(said);
    if (!duration.find()) {
      return Duration.ZERO;
    }
    long millis = Math.round(Double.parseDouble(duration.group(3)) * 1000);
    return Duration.ofHours(Long.parseLong(duration.group(1)))
        .plusMinutes(Long.parseLong(duration.group(2)))
        .plusMillis(millis);
  }

  /** Runs a program to its end and answers what it said; a program that takes longer is killed. */
  static String run(List<String> command, Path folder, Duration limit) {
    String name = Path.of(command.getFirst()).getFileName().toString();
    Path said = folder.resolve(name + ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(said.toFile()).directory(folder.toFile());
    try {
      Process process = builder.start();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new DrawingException("%s took longer than %s".formatted(name, limit), null);
        }
      } finally {
        process.destroyForcibly();
      }
      String text = Files.readString(said, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new DrawingException("%s failed: %s".formatted(name, endOf(text)), null);
      }
      return text;
    } catch (IOException failure) {
      throw new DrawingException("%s can't be run".formatted(name), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new DrawingException(name + " was stopped with the service", stopped);
    }
  }

  private static String endOf(String text) {
    String whole = text.strip();
    return whole.substring(Math.max(0, whole.length() - TOLD));
  }
}
