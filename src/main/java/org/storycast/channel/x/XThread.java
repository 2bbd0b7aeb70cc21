// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;

/**
 * The posts of a story that is told in several: the text, then those of the part {@code thread},
 * which stand there ready, each between two lines of {@code ---}.
 */
final class XThread {

  /** The part that holds all posts but the first. */
  static final String PART = "thread";

  private static final String BORDER = "\n\n---\n\n";
  private static final Pattern BORDERS = Pattern.compile("\\s*^---$\\s*", Pattern.MULTILINE);
  private static final Pattern PARAGRAPHS = Pattern.compile("\\s*\\n\\s*\\n\\s*");

  /** What the formatter writes after words that were a link; here each would cost like a link. */
  private static final Pattern ADDRESS = Pattern.compile(" \\(https?://[^\\s)]+\\)");

  private XThread() {}

  /** The name of the call that makes a post, from zero. */
  static String step(int index) {
    return index == 0 ? "create" : "create-" + (index + 1);
  }

  /** The texts of a post's posts, at least one. */
  static List<String> texts(Post post) {
    List<String> texts = new ArrayList<>();
    texts.add(post.part(XPublisher.TEXT));
    post.optionalPart(PART).ifPresent(rest -> texts.addAll(posts(rest)));
    return texts;
  }

  /** The ids of the posts that were made, from the first on. */
  static List<String> taken(Function<String, Optional<String>> checkpoints, int posts) {
    List<String> ids = new ArrayList<>();
    for (int index = 0; index < posts && ids.size() == index; index++) {
      checkpoints.apply(step(index)).ifPresent(ids::add);
    }
    return ids;
  }

  private static List<String> posts(String text) {
    return Arrays.stream(BORDERS.split(text))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** Counts posts. */
  static TextMeasure measure() {
    return TextMeasure.of("posts", text -> posts(text).size());
  }

  /**
   * Divides a rendered text into posts: as many whole paragraphs as fit, a longer one at the end of
   * a sentence, else of a word, else of a letter.
   *
   * @param limit of one post in weighted characters
   */
  static String divided(String text, int limit) {
    List<String> posts = new ArrayList<>();
    for (String section : posts(ADDRESS.matcher(text).replaceAll(""))) {
      String open = "";
      for (String paragraph : PARAGRAPHS.split(section)) {
        String joined = open.isEmpty() ? paragraph : open + "\n\n" + paragraph;
        if (!XText.fits(joined, limit)) {
          List<String> pieces = XText.cut(paragraph, limit);
          addIfAny(open, posts);
          posts.addAll(pieces.subList(0, pieces.size() - 1));
          joined = pieces.getLast();
        }
        open = joined;
      }
      addIfAny(open, posts);
    }
    return String.join(BORDER, posts);
  }

  private static void addIfAny(String post, List<String> posts) {
    if (!post.isEmpty()) {
      posts.add(post);
    }
  }
}
