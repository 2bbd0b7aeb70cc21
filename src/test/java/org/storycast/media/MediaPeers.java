// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What others would take for something like it: ImageMagick for the card, and ffmpeg's own drawing
 * and zooming for the film. One that is not installed is left out.
 *
 * @param picture the same picture
 * @param folder for what they make
 */
record MediaPeers(Path picture, Path folder) {

  private static final Path MAGICK = Path.of("/usr/bin/convert");
  private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");
  private static final String FONT = Path.of("src/main/resources/fonts/Inter-Bold.ttf").toString();

  void print() {
    if (Files.isExecutable(MAGICK)) {
      System.out.println(Effort.row("ImageMagick, a card of that size", rounds(10, card())));
    }
    if (Files.isExecutable(FFMPEG)) {
      System.out.println(
          Effort.row("ffmpeg's zoompan and drawtext, a film of that size", rounds(3, film())));
    }
  }

  private List<Effort> rounds(int count, List<String> command) {
    List<Effort> efforts = new ArrayList<>();
    for (int round = 0; round < count; round++) {
      Effort.Watch watch = Effort.begin();
      Ffmpeg.run(command, this.folder, Duration.ofMinutes(3));
      efforts.add(watch.end());
    }
    return efforts;
  }

  private List<String> card() {
    return List.of(
        MAGICK.toString(),
        this.picture.toString(),
        "-resize",
        "1080x800^",
        "-gravity",
        "center",
        "-extent",
        "1080x800",
        "-background",
        "#071A2E",
        "-gravity",
        "north",
        "-extent",
        "1080x1350",
        "(",
        "-background",
        "none",
        "-fill",
        "white",
        "-font",
        font(),
        "-size",
        "936x400",
        "caption:Astana opens its hydrogen bus line number 1",
        ")",
        "-gravity",
        "south",
        "-geometry",
        "+0+120",
        "-composite",
        "-quality",
        "92",
        result("card.jpg"));
  }

  /** The inner picture is twice as large as it is seen, or it would tremble. */
  private static String graph() {
    String zoom = "scale=2160:-2,zoompan=z='1+0.0003*on':d=450:s=1080x960:fps=30";
    String text =
        "drawtext=fontfile=%s:fontcolor=white:fontsize=72:x=72:y=1040:text='%s':enable='%s'";
    return "[0:v]%s,pad=1080:1920:0:0:0x071A2E,%s,%s,format=yuv420p[v]"
        .formatted(
            zoom,
            text.formatted(font(), "Astana opens its hydrogen bus", "lt(t,7)"),
            text.formatted(font(), "The city received twelve vehicles", "gte(t,7)"));
  }

  private List<String> film() {
    String settings =
        "-map [v] -map 1:a -t 15 -c:v libx264 -preset veryfast -crf 21 -c:a aac"
            + " -movflags +faststart";
    List<String> command = new ArrayList<>(List.of(FFMPEG.toString(), "-y", "-loglevel", "error"));
    command.addAll(List.of("-i", this.picture.toString()));
    command.addAll(List.of("-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo"));
    command.addAll(List.of("-filter_complex", graph()));
    command.addAll(List.of(settings.split(" ")));
    command.add(result("film.mp4"));
    return command;
  }

  private static String font() {
    return Path.of(FONT).toAbsolutePath().toString();
  }

  private String result(String name) {
    return this.folder.resolve(name).toString();
  }
}
