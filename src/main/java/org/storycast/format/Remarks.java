// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.channel.ChannelProfile;

/** What an editor should look at before a story goes out. */
final class Remarks {

  private static final int LONG_HEADLINE = 110;
  private static final int MOST_OF_A_SORT = 5;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");
  private static final Pattern OTHER_ALPHABET = Pattern.compile("[\\p{IsCyrillic}\\p{IsGreek}]");
  private static final Pattern TAG = Pattern.compile("(?is)<a\\b.*?</a>|<[^>]*>");

  /** A name that platforms and mail clients would turn into a link nobody meant. */
  private static final Pattern BARE_DOMAIN =
      Pattern.compile(
          "(?<![\\w@/.:%-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,9}[a-z]{2,12}(?![\\w@:/-])");

  private Remarks() {}

  /** Remarks on the stories themselves. */
  static List<String> on(Manuscript manuscript, ChannelProfile profile) {
    Set<String> remarks = new LinkedHashSet<>();
    for (StoryText story : manuscript.stories()) {
      onHeadline(story.headline().whole(), remarks);
      onAlphabets(story, remarks);
    }
    if (manuscript.link() == null) {
      remarks.add(
          manuscript.unlinked()
              ? "The post has no link, by the channel's setting \"link\""
              : "There is no address, so the post has no link");
    }
    if (!profile.media().isEmpty() && manuscript.first().content().pictures().isEmpty()) {
      remarks.add("The story has no picture; the headline is drawn instead");
    }
    return new ArrayList<>(remarks);
  }

  /** Remarks on a part's text as readers would see it. */
  static List<String> onText(String part, String text) {
    Matcher domains = BARE_DOMAIN.matcher(TAG.matcher(text).replaceAll(" "));
    return domains
        .results()
        .map(MatchResult::group)
        .distinct()
        .limit(MOST_OF_A_SORT)
        .map(
            domain ->
                "The part \"%s\" says \"%s\", which platforms turn into a link"
                    .formatted(part, domain))
        .toList();
  }

  private static void onHeadline(String headline, Set<String> remarks) {
    int length = headline.codePointCount(0, headline.length());
    if (length > LONG_HEADLINE) {
      remarks.add(
          "The headline has %d characters; more than %d are cut in many places"
              .formatted(length, LONG_HEADLINE));
    }
  }

  private static void onAlphabets(StoryText story, Set<String> remarks) {
    StringBuilder all = new StringBuilder(story.headline().whole());
    all.append('\n').append(story.summary().whole());
    story.paragraphs().forEach(paragraph -> all.append('\n').append(paragraph));
    WORD.matcher(all)
        .results()
        .map(MatchResult::group)
        .filter(word -> LATIN.matcher(word).find() && OTHER_ALPHABET.matcher(word).find())
        .distinct()
        .limit(MOST_OF_A_SORT)
        .forEach(word -> remarks.add("The word \"%s\" mixes two alphabets".formatted(word)));
  }
}
