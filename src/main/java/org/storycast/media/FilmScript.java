// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.lang.Character.UnicodeScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a film says, and when: each text stays as long as people need to read it.
 *
 * @param scenes one after the other, the headline first
 * @param signed whether the last one is the newsroom's name
 */
record FilmScript(List<Scene> scenes, boolean signed) {

  /** Frames in a second. */
  static final int RATE = 30;

  private static final int LONGEST = 40 * RATE;
  private static final int SHORTEST = 15 * RATE;
  private static final int SHORTEST_SCENE = 3 * RATE;

  /** Nobody reads a headline in less. */
  private static final int NO_FILM = 3 * RATE;

  /** Sound comes in whole packets and so lasts up to 22 ms longer than the pictures. */
  private static final int SOUND_IN_PACKETS = 1;

  private static final int MOST_SENTENCES = 4;

  /** A name that readers know needs no more. */
  private static final int SIGNATURE = 2 * RATE;

  /** Seconds for the eye to find the text. */
  private static final double START = 1.2;

  /** Letters a second that an unhurried reader takes in, and ideographs, which say more each. */
  private static final double LETTERS = 15;

  private static final double IDEOGRAPHS = 5.5;
  private static final Set<UnicodeScript> IDEOGRAPHIC =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  FilmScript {
    scenes = List.copyOf(scenes);
  }

  /**
   * Plans a film of 15 to 40 seconds, or as long as the platform takes. Where the time does not
   * suffice, the last sentences are left out rather than hurried.
   */
  static FilmScript of(Brief brief, Duration longest) {
    int most = (int) Math.min(LONGEST, longest.toMillis() * RATE / 1000 - SOUND_IN_PACKETS);
    if (most < NO_FILM) {
      throw new DrawingException(
          "A film of at most %s is too short to be read".formatted(longest), null);
    }
    List<String> texts = new ArrayList<>(List.of(brief.headline()));
    brief.sentences().stream()
        .filter(it -> !it.isBlank())
        .limit(MOST_SENTENCES)
        .forEach(texts::add);
    while (texts.size() > 1 && total(texts) > most) {
      texts.removeLast();
    }
    boolean signed = !brief.newsroom().isBlank() && total(texts) + SIGNATURE <= most;
    int end = signed ? SIGNATURE : 0;
    int frames = Math.clamp(total(texts) + end, Math.min(SHORTEST, most), most);
    List<Scene> scenes = timed(texts, frames - end);
    if (signed) {
      scenes.add(new Scene(brief.newsroom(), frames - end, frames));
    }
    return new FilmScript(scenes, signed);
  }

  private static int total(List<String> texts) {
    return texts.stream().mapToInt(FilmScript::framesFor).sum();
  }

  private static int framesFor(String text) {
    long ideographs = text.codePoints().filter(FilmScript::isIdeograph).count();
    long letters = text.codePointCount(0, text.length()) - ideographs;
    double seconds = START + letters / LETTERS + ideographs / IDEOGRAPHS;
    return Math.max(SHORTEST_SCENE, (int) Math.ceil(seconds * RATE));
  }

  private static List<Scene> timed(List<String> texts, int frames) {
    double stretch = (double) frames / total(texts);
    List<Scene> scenes = new ArrayList<>();
    int from = 0;
    for (String text : texts) {
      boolean last = scenes.size() == texts.size() - 1;
      int to = last ? frames : from + (int) Math.round(framesFor(text) * stretch);
      scenes.add(new Scene(text, from, to));
      from = to;
    }
    return scenes;
  }

  static boolean isIdeograph(int codePoint) {
    return IDEOGRAPHIC.contains(UnicodeScript.of(codePoint));
  }

  /** The scenes that tell the story. */
  List<Scene> told() {
    return this.signed ? this.scenes.subList(0, this.scenes.size() - 1) : this.scenes;
  }

  int frames() {
    return this.scenes.getLast().to();
  }

  Duration duration() {
    return Duration.ofMillis(frames() * 1000L / RATE);
  }

  /**
   * A text on the screen.
   *
   * @param text the headline or a sentence
   * @param from the first frame
   * @param to the frame after the last
   */
  record Scene(String text, int from, int to) {

    int length() {
      return this.to - this.from;
    }
  }
}
