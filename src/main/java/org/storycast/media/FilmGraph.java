// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What ffmpeg is to do with a film's layers. */
final class FilmGraph {

  static final int SAMPLE_RATE = 48_000;

  private static final double FADE = 0.4;

  /** As a share of the shorter side. */
  private static final double RISE = 0.03;

  private final Brief brief;
  private final FilmScript script;
  private final FilmPainter.Layers layers;

  FilmGraph(Brief brief, FilmScript script, FilmPainter.Layers layers) {
    this.brief = brief;
    this.script = script;
    this.layers = layers;
  }

  /** Everything between the inputs and the output's name. */
  List<String> arguments(Ffmpeg.Encoder encoder) {
    String rate = Integer.toString(FilmScript.RATE);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("-f", "lavfi", "-i", "anullsrc=r=%d:cl=stereo".formatted(SAMPLE_RATE)));
    arguments.addAll(List.of("-filter_complex", graph()));
    arguments.addAll(List.of("-map", "[film]", "-map", "%d:a".formatted(inputs())));
    arguments.addAll(List.of("-t", seconds(this.script.frames()), "-r", rate));
    arguments.addAll(List.of("-c:v", encoder.title(), "-g", Integer.toString(2 * FilmScript.RATE)));
    arguments.addAll(encoder.settings());
    arguments.addAll(List.of("-c:a", "aac", "-b:a", "128k", "-ar", "" + SAMPLE_RATE));
    arguments.addAll(List.of("-movflags", "+faststart", "-use_editlist", "0"));
    return arguments;
  }

  private int inputs() {
    return (this.layers.pan() == null ? 1 : 2) + this.layers.texts().size();
  }

  private String graph() {
    List<String> chains = new ArrayList<>();
    int frame = 0;
    Pan pan = this.layers.pan();
    if (pan == null) {
      chains.add(still(frame, "yuv420p") + "[s0]");
    } else {
      frame = 1;
      chains.add(moving(pan));
      chains.add(still(frame, "yuva420p") + "[frame]");
      chains.add("[picture][frame]overlay=0:0[s0]");
    }
    for (int scene = 0; scene < this.script.scenes().size(); scene++) {
      chains.add(text(frame + 1 + scene, scene));
      chains.add(
          "[s%d][text%d]overlay=x=%d:y=%s:eof_action=pass[s%d]"
              .formatted(scene, scene, this.layers.textX(), place(scene), scene + 1));
    }
    chains.add(
        "[s%d]format=yuv420p,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709[film]"
            .formatted(this.script.scenes().size()));
    return String.join(";", chains);
  }

  /** A full resolution of colour lets the picture move by single pixels. */
  private String moving(Pan pan) {
    Rectangle window = this.layers.window();
    return "%s,crop=%d:%d:%s,format=yuv420p,pad=%d:%d:%d:0[picture]"
        .formatted(
            still(0, "yuv444p"),
            window.width,
            window.height,
            pan.places(),
            this.brief.width(),
            this.brief.height(),
            window.x);
  }

  private String still(int input, String format) {
    return repeated(input, format, this.script.frames());
  }

  private static String repeated(int input, String format, int frames) {
    return "[%d:v]scale=out_color_matrix=bt709:out_range=tv,format=%s,loop=-1:1:0,trim=end_frame=%d,setpts=N/%d/TB"
        .formatted(input, format, frames, FilmScript.RATE);
  }

  /** A text comes up a little while it appears, fast at first: the eye sees that it is new. */
  private String place(int scene) {
    int y = this.layers.textY();
    double way = RISE * Math.min(this.brief.width(), this.brief.height());
    return scene == 0
        ? Integer.toString(y)
        : "'%d+%s*pow(1-clip((t-%s)/%s,0,1),3)'"
            .formatted(
                y, decimal(way), seconds(this.script.scenes().get(scene).from()), decimal(FADE));
  }

  /** The headline is there from the first frame, which platforms show as the cover. */
  private String text(int input, int scene) {
    FilmScript.Scene it = this.script.scenes().get(scene);
    String fadeIn = scene == 0 ? "" : ",fade=in:st=0:d=%s:alpha=1".formatted(decimal(FADE));
    boolean last = scene == this.script.scenes().size() - 1;
    double end = (double) it.length() / FilmScript.RATE;
    String fadeOut =
        last ? "" : ",fade=out:st=%s:d=%s:alpha=1".formatted(decimal(end - FADE), decimal(FADE));
    return "%s%s%s,setpts=PTS+%s/TB[text%d]"
        .formatted(
            repeated(input, "yuva420p", it.length()), fadeIn, fadeOut, seconds(it.from()), scene);
  }

  private static String seconds(int frames) {
    return decimal((double) frames / FilmScript.RATE);
  }

  private static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.4f", seconds);
  }
}
