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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An ffmpeg that can write H.264, run as a process of its own, so that a broken film never breaks
 * the service.
 *
 * @param program the ffmpeg program
 * @param probe the ffprobe program
 * @param encoder its H.264 encoder
 * @param libraries the folder of its libraries; empty where the system finds them
 */
record Ffmpeg(String program, String probe, Encoder encoder, String libraries) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);
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

  /** What ffprobe says of a film. */
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
    run(command, this.libraries, folder, limit);
  }

  /** Looks at a film. */
  Film look(Path film, Path folder) {
    String said =
        run(
            List.of(
                this.probe,
                "-v",
                "error",
                "-show_streams",
                "-show_format",
                "-of",
                "json",
                film.toString()),
            this.libraries,
            folder,
            PROBE_LIMIT);
    try {
      JsonNode json = JSON.readTree(said);
      JsonNode video = stream(json, "video");
      JsonNode audio = stream(json, "audio");
      double seconds = json.path("format").path("duration").asDouble(0);
      return new Film(
          video.path("codec_name").asString(""),
          video.path("pix_fmt").asString(""),
          video.path("width").asInt(0),
          video.path("height").asInt(0),
          audio.path("codec_name").asString(""),
          audio.path("sample_rate").asInt(0),
          audio.path("channels").asInt(0),
          Duration.ofMillis(Math.round(seconds * 1000)));
    } catch (JacksonException garbled) {
      throw new DrawingException("ffprobe did not answer in JSON", garbled);
    }
  }

  private static JsonNode stream(JsonNode json, String type) {
    for (JsonNode stream : json.path("streams")) {
      if (stream.path("codec_type").asString("").equals(type)) {
        return stream;
      }
    }
    return json.path("none");
  }

  /** Runs a program to its end and answers what it said; a program that takes longer is killed. */
  static String run(List<String> command, String libraries, Path folder, Duration limit) {
    String name = Path.of(command.getFirst()).getFileName().toString();
    Path said = folder.resolve(name + ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(said.toFile()).directory(folder.toFile());
    if (!libraries.isEmpty()) {
      builder.environment().put("LD_LIBRARY_PATH", libraries);
    }
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
