// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which stories of a digest the readers of which chosen sections get. Readers are told apart by a
 * mask: bit n stands for the digest's section n. Each version is an issue of its own; of the
 * possible versions only the most wished are made; who wishes another gets the smallest one that
 * has all of it.
 */
final class DigestVersions {

  /** Sections beyond this number share the last bit: who wishes one of them gets all of them. */
  static final int MOST_SECTIONS = 60;

  /** How many issues a digest has at most. */
  static final int MOST = 64;

  private static final int HEADLINES = 3;
  private static final int HEADLINE_START = 40;
  private static final int LINE = 250;

  private final DigestContent content;
  private final List<String> sections;
  private final BitSet all;

  DigestVersions(DigestContent content) {
    this.content = content;
    this.sections = content.sections();
    this.all = new BitSet();
    this.all.set(0, content.stories().size());
  }

  /** The bit of each section. */
  Map<String, Long> bits() {
    Map<String, Long> bits = new LinkedHashMap<>();
    for (int number = 0; number < this.sections.size(); number++) {
      bits.put(this.sections.get(number), 1L << Math.min(number, MOST_SECTIONS - 1));
    }
    return bits;
  }

  /** All stories. */
  BitSet whole() {
    return this.all;
  }

  /**
   * The stories that the readers of each mask get.
   *
   * @param readers how many have each mask
   */
  Map<Long, BitSet> chosen(Map<Long, Long> readers) {
    Map<Long, BitSet> wished = new LinkedHashMap<>();
    Map<BitSet, Long> weights = new HashMap<>();
    readers.forEach(
        (mask, count) -> {
          BitSet stories = stories(mask);
          wished.put(mask, stories);
          weights.merge(stories, count, Long::sum);
        });
    weights.remove(this.all);
    List<BitSet> made = new ArrayList<>(List.of(this.all));
    (this.content.isMarked() ? weights : Map.<BitSet, Long>of())
        .entrySet().stream()
            .sorted(
                Map.Entry.<BitSet, Long>comparingByValue()
                    .reversed()
                    .thenComparing(it -> it.getKey().toString()))
            .limit(MOST - 1)
            .forEach(it -> made.add(it.getKey()));
    wished.replaceAll((mask, stories) -> smallestWith(stories, made));
    return wished;
  }

  private BitSet smallestWith(BitSet stories, List<BitSet> made) {
    return made.stream()
        .filter(it -> it.equals(stories) || includes(it, stories))
        .min(Comparator.comparingInt(BitSet::cardinality))
        .orElse(this.all);
  }

  private static boolean includes(BitSet larger, BitSet smaller) {
    BitSet rest = (BitSet) smaller.clone();
    rest.andNot(larger);
    return rest.isEmpty();
  }

  private BitSet stories(long mask) {
    Map<String, Long> bits = bits();
    BitSet stories = new BitSet();
    for (int story = 0; story < this.content.stories().size(); story++) {
      for (String section : this.content.stories().get(story).sections()) {
        if ((mask & bits.getOrDefault(section, 0L)) != 0) {
          stories.set(story);
        }
      }
    }
    return stories;
  }

  /** What a version says. Its subject and preheader tell no story that is left out. */
  IssueContent content(BitSet kept) {
    IssueContent whole = this.content.whole();
    String html = StoryMarks.keep(whole.html(), kept);
    String text = StoryMarks.keep(whole.text(), kept);
    return kept.equals(this.all)
        ? new IssueContent(whole.subject(), whole.preheader(), html, text, whole.language())
        : new IssueContent(subject(kept), preheader(kept), html, text, whole.language());
  }

  private String subject(BitSet kept) {
    String whole = this.content.whole().subject();
    String first = headline(0);
    int at = kept.get(0) ? -1 : whole.indexOf(start(first));
    if (at < 0) {
      return whole;
    }
    int end = whole.startsWith(first, at) ? at + first.length() : whole.length();
    return line(whole.substring(0, at) + headline(kept.nextSetBit(0)) + whole.substring(end));
  }

  /** As much of a headline as is left where it was cut. */
  private static String start(String headline) {
    return headline.substring(0, Math.min(headline.length(), HEADLINE_START));
  }

  /** The headlines behind the first. */
  private String preheader(BitSet kept) {
    return this.content.whole().preheader().isEmpty()
        ? ""
        : line(
            kept.stream()
                .skip(1)
                .limit(HEADLINES)
                .mapToObj(this::headline)
                .collect(Collectors.joining(" · ")));
  }

  private String headline(int story) {
    return HeaderFields.clean(this.content.stories().get(story).headline());
  }

  private static String line(String text) {
    return text.codePointCount(0, text.length()) <= LINE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LINE - 1)).stripTrailing() + "…";
  }
}
