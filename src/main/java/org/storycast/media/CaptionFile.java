// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.text.BreakIterator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what a film shows, with the times, as a file of subtitles. */
final class CaptionFile {

  static final String SUBRIP = "application/x-subrip";
  static final String WEBVTT = "text/vtt";

  /** Two lines of this many columns are what players show well; an ideograph takes two. */
  private static final int COLUMNS = 42;

  private static final int LINES = 2;
  private static final String RIGHT_TO_LEFT_MARK = "\u200F";

  private final Locale language;

  CaptionFile(String language) {
    this.language = Locale.forLanguageTag(language);
  }

  /**
   * Writes the file.
   *
   * @param mediaType {@value #SUBRIP} or {@value #WEBVTT}
   * @throws DrawingException for any other type
   */
  String of(FilmScript script, String mediaType) {
    return switch (mediaType) {
      case SUBRIP -> subRip(cues(script));
      case WEBVTT -> webVtt(cues(script));
      default ->
          throw new DrawingException(
              "Captions can be %s or %s, not %s".formatted(SUBRIP, WEBVTT, mediaType), null);
    };
  }

  private List<Cue> cues(FilmScript script) {
    return script.told().stream().flatMap(scene -> cues(scene).stream()).toList();
  }

  /** A long text comes in several cues, each as long as its share of the text. */
  private List<Cue> cues(FilmScript.Scene scene) {
    List<String> lines = lines(scene.text());
    int whole = lines.stream().mapToInt(CaptionFile::columns).sum();
    List<Cue> cues = new ArrayList<>();
    int said = 0;
    for (int line = 0; line < lines.size(); line += LINES) {
      List<String> shown = lines.subList(line, Math.min(line + LINES, lines.size()));
      int from = scene.from() + scene.length() * said / Math.max(1, whole);
      said += shown.stream().mapToInt(CaptionFile::columns).sum();
      int to = scene.from() + scene.length() * said / Math.max(1, whole);
      cues.add(new Cue(from, to, shown));
    }
    return cues;
  }

  /** Broken where the language allows it, into lines of about equal length. */
  private List<String> lines(String text) {
    String whole = LinePlaces.tied(text.strip().replaceAll("\\s+", " "));
    int count = (columns(whole) + COLUMNS - 1) / COLUMNS;
    for (int width = (columns(whole) + count - 1) / Math.max(1, count); ; width++) {
      List<String> lines = broken(whole, width);
      if (lines.size() <= count || width >= COLUMNS) {
        return lines;
      }
    }
  }

  private List<String> broken(String text, int width) {
    BreakIterator places = new LinePlaces(this.language);
    places.setText(text);
    List<String> lines = new ArrayList<>();
    int start = 0;
    int end = 0;
    for (int place = places.next(); place != BreakIterator.DONE; place = places.next()) {
      if (end > start && columns(text.substring(start, place).strip()) > width) {
        lines.add(text.substring(start, end).strip());
        start = end;
      }
      end = place;
    }
    lines.add(text.substring(start).strip());
    return lines;
  }

  private static int columns(String text) {
    return text.codePoints()
        .map(it -> Character.isIdeographic(it) || FilmScript.isIdeograph(it) ? 2 : 1)
        .sum();
  }

  private String subRip(List<Cue> cues) {
    StringBuilder file = new StringBuilder();
    for (int index = 0; index < cues.size(); index++) {
      Cue cue = cues.get(index);
      file.append(index + 1).append("\r\n");
      file.append(time(cue.from(), ',')).append(" --> ").append(time(cue.to(), ',')).append("\r\n");
      cue.lines().forEach(line -> file.append(marked(withoutTags(line))).append("\r\n"));
      file.append("\r\n");
    }
    return file.toString();
  }

  private String webVtt(List<Cue> cues) {
    StringBuilder file = new StringBuilder("WEBVTT\n\n");
    for (Cue cue : cues) {
      file.append(time(cue.from(), '.')).append(" --> ").append(time(cue.to(), '.')).append("\n");
      cue.lines().forEach(line -> file.append(marked(escaped(line))).append("\n"));
      file.append("\n");
    }
    return file.toString();
  }

  /**
   * SubRip knows no escapes: players take {@code <i>} for italics, so it is kept from being one.
   */
  private static String withoutTags(String line) {
    return line.replaceAll("<(?=[/a-zA-Z])", "<\u2060").replace("-->", "\u2192");
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A line that begins with a Latin name would otherwise run from the left. */
  private String marked(String line) {
    return Scripts.isRightToLeft(this.language) ? RIGHT_TO_LEFT_MARK + line : line;
  }

  private static String time(int frame, char point) {
    Duration time = Duration.ofMillis(Math.round(frame * 1000.0 / FilmScript.RATE));
    return "%02d:%02d:%02d%c%03d"
        .formatted(
            time.toHours(), time.toMinutesPart(), time.toSecondsPart(), point, time.toMillisPart());
  }

  private record Cue(int from, int to, List<String> lines) {}
}
