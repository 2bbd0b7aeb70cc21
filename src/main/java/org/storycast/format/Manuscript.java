// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.DigestRhythm;
import org.storycast.story.Content;
import org.storycast.story.Revision;

/**
 * An edition as the templates of one channel see it.
 *
 * @param stories at least one
 * @param link where the readers go; absent where there is no address
 * @param locale of its stories
 * @param follow the follow line by the template's escaping
 * @param newsroom who speaks
 * @param rhythm of the digest that it is
 * @param leftOut how many stories a digest only counts
 * @param unlinked whether the channel's rule for links left some out
 */
record Manuscript(
    List<StoryText> stories,
    @Nullable URI link,
    Locale locale,
    Function<Escaping, String> follow,
    NewsroomProperties newsroom,
    @Nullable DigestRhythm rhythm,
    int leftOut,
    boolean unlinked) {

  /**
   * Prepares the revisions, each with its own tracked link.
   *
   * @param links which stories have theirs
   */
  static Manuscript of(
      Edition edition,
      String otherwiseIn,
      Function<URI, URI> tracked,
      Predicate<Content> links,
      Function<Escaping, String> follow,
      NewsroomProperties newsroom) {
    List<Revision> revisions = edition.stories();
    Locale locale = localeOf(edition, otherwiseIn);
    List<Content> contents =
        revisions.stream()
            .map(Revision::content)
            .map(it -> links.test(it) ? it : Unlinked.of(it))
            .toList();
    List<StoryText> stories =
        contents.stream()
            .map(it -> new StoryText(it, track(it.address(), tracked), locale))
            .toList();
    boolean digest = edition.isDigest() || revisions.size() > 1;
    boolean linked = revisions.stream().map(Revision::content).anyMatch(links);
    URI target = digest && linked ? newsroom.website() : contents.getFirst().address();
    return new Manuscript(
        stories,
        track(target, tracked),
        locale,
        follow,
        newsroom,
        edition.rhythm(),
        edition.leftOut(),
        !revisions.stream().map(Revision::content).allMatch(links));
  }

  /** The language of all stories, or that of the channel where they differ. */
  private static Locale localeOf(Edition edition, String otherwiseIn) {
    List<String> languages =
        edition.stories().stream().map(it -> it.content().language()).distinct().toList();
    return Locale.forLanguageTag(
        languages.size() == 1 && !languages.getFirst().isBlank()
            ? languages.getFirst()
            : otherwiseIn);
  }

  private static @Nullable URI track(@Nullable URI address, Function<URI, URI> tracked) {
    return address == null || !PlainText.isWebAddress(address) ? null : tracked.apply(address);
  }

  StoryText first() {
    return this.stories.getFirst();
  }

  boolean isDigest() {
    return this.rhythm != null || this.stories.size() > 1;
  }

  /** What a template may name. A digest has no {@code story}. */
  Map<String, Object> variables(Allowance allowance, Escaping escaping) {
    List<Map<String, Object>> all =
        this.stories.stream().map(it -> it.variables(allowance, escaping)).toList();
    Map<String, Object> variables = new HashMap<>();
    variables.put("stories", all);
    if (!isDigest()) {
      variables.put("story", all.getFirst());
    }
    variables.put("rhythm", this.rhythm == null ? "" : this.rhythm.label());
    variables.put("more", this.leftOut);
    variables.put("link", this.link == null ? "" : this.link.toString());
    variables.put("newsroom", this.newsroom.values());
    variables.put("follow", allowance.follow() ? escaping.ready(this.follow.apply(escaping)) : "");
    variables.put("language", this.locale.toLanguageTag());
    variables.put("direction", Direction.of(this.locale));
    return variables;
  }

  int[] summaryLevels() {
    return Shortening.levels(this.stories.stream().map(StoryText::summary).toList());
  }

  int[] headlineLevels() {
    return Shortening.levels(this.stories.stream().map(StoryText::headline).toList());
  }

  int[] paragraphLevels() {
    return upTo(this.stories.stream().map(StoryText::paragraphs).toList());
  }

  int[] hashtagLevels() {
    return upTo(this.stories.stream().map(StoryText::hashtags).toList());
  }

  private static int[] upTo(Collection<? extends Collection<?>> lists) {
    int most = lists.stream().mapToInt(Collection::size).max().orElse(0);
    return java.util.stream.IntStream.rangeClosed(0, most).toArray();
  }
}
