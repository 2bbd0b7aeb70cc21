// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;

/** How Threads counts, and what it would refuse, said before it is asked. */
final class ThreadsText {

  static final int LIMIT = 500;

  /**
   * By Meta's page an emoji counts as many as it has bytes (posts, read 2026-08); what the others
   * count is not said. The larger of that count and of UTF-16 units is within every reading.
   */
  static final TextMeasure MEASURE = TextMeasure.of("characters", ThreadsText::lengthOf);

  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final Pattern PICTOGRAPH =
      Pattern.compile(
          "[\\p{IsEmoji_Presentation}\\p{IsExtended_Pictographic}\\x{20E3}\\x{1F1E6}-\\x{1F1FF}]");
  private static final Pattern LINK =
      Pattern.compile("(?i)\\bhttps?://[^\\s<>\"]+|\\bwww\\.[^\\s<>\"]+");
  private static final Pattern AFTER_A_LINK = Pattern.compile("[.,;:!?'’»”)\\]]+$");
  private static final Pattern HASHTAG = Pattern.compile("(?<![\\p{L}\\p{N}_&/])#[\\p{L}\\p{N}_]");

  /** Since 2025-12; the post's attached link counts too. */
  private static final int MOST_LINKS = 5;

  private static final int LONGEST_TOPIC = 50;

  private ThreadsText() {}

  private static int lengthOf(String text) {
    int count =
        CLUSTER.matcher(text).results().map(MatchResult::group).mapToInt(ThreadsText::weight).sum();
    return Math.max(count, text.length());
  }

  private static int weight(String cluster) {
    return PICTOGRAPH.matcher(cluster).find()
        ? cluster.getBytes(StandardCharsets.UTF_8).length
        : cluster.codePointCount(0, cluster.length());
  }

  /** Why Threads would refuse the text. */
  static Optional<Outcome> faultIn(String text, @Nullable URI attached) {
    if (MEASURE.lengthOf(text) > LIMIT) {
      return rejected(
          FailureReason.TOO_LONG,
          "The text has %d characters; Threads takes %d".formatted(MEASURE.lengthOf(text), LIMIT));
    }
    Set<String> links = new HashSet<>();
    LINK.matcher(text)
        .results()
        .forEach(it -> links.add(AFTER_A_LINK.matcher(it.group()).replaceAll("")));
    if (attached != null) {
      links.add(attached.toString());
    }
    return links.size() > MOST_LINKS
        ? rejected(
            FailureReason.CONTENT,
            "The post has %d links; Threads takes %d".formatted(links.size(), MOST_LINKS))
        : Optional.empty();
  }

  private static Optional<Outcome> rejected(FailureReason reason, String detail) {
    return Optional.of(new Outcome.Rejected(reason, detail, null));
  }

  /** The one topic that a post may have; a hashtag in the text is one already. */
  static Optional<String> topic(Post post, ThreadsSettings.Topic from) {
    Stream<String> candidates =
        switch (from) {
          case TAGS -> Stream.concat(post.tags().stream(), post.sections().stream());
          case SECTION -> post.sections().stream();
          case NONE -> Stream.empty();
        };
    return HASHTAG.matcher(post.part(ThreadsPublisher.TEXT)).find()
        ? Optional.empty()
        : candidates.map(ThreadsText::topic).filter(ThreadsText::isTopic).findFirst();
  }

  /** Full stops and ampersands are not allowed, though no page of Meta's says so for sure. */
  private static String topic(String word) {
    return word.replaceAll("[.&#\\p{Cntrl}]", " ").replaceAll("\\s+", " ").strip();
  }

  private static boolean isTopic(String word) {
    return !word.isEmpty() && word.length() <= LONGEST_TOPIC;
  }
}
