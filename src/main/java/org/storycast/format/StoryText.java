// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;

/** One story, ready for templates: its texts cleaned, its shorter forms known. */
final class StoryText {

  private static final int ENOUGH_FOR_A_SUMMARY = 400;

  private final Content content;
  private final Locale locale;
  private final String link;
  private final Shortening headline;
  private final Shortening lead;
  private final Shortening summary;
  private final List<Block> blocks;
  private final List<String> paragraphs;
  private final List<String> hashtags;

  StoryText(Content content, @Nullable URI link, Locale locale) {
    this.content = content;
    this.locale = locale;
    this.link = link == null ? "" : link.toString();
    this.headline = Shortening.ofHeadline(PlainText.line(content.headline()), locale);
    this.blocks =
        content.body().stream().filter(it -> !PlainText.clean(it.text()).isEmpty()).toList();
    this.paragraphs = this.blocks.stream().map(PlainText::of).toList();
    this.lead = Shortening.ofSummary(PlainText.clean(content.lead()), locale);
    this.summary =
        this.lead.whole().isEmpty()
            ? Shortening.ofSummary(firstParagraphs(this.blocks), locale)
            : this.lead;
    this.hashtags =
        Hashtags.of(content.tags().isEmpty() ? content.sections() : content.tags(), locale);
  }

  Content content() {
    return this.content;
  }

  Shortening headline() {
    return this.headline;
  }

  Shortening summary() {
    return this.summary;
  }

  List<String> paragraphs() {
    return this.paragraphs;
  }

  List<String> hashtags() {
    return this.hashtags;
  }

  /** What a template sees of it: texts, lists and maps, nothing else. */
  Map<String, Object> variables(Allowance allowance, Escaping escaping) {
    Map<String, Object> story = new HashMap<>();
    Locale own =
        this.content.language().isBlank()
            ? this.locale
            : Locale.forLanguageTag(this.content.language());
    story.put("headline", this.headline.cut(allowance.headline()));
    story.put("lead", this.lead.cut(allowance.summary()));
    story.put("summary", this.summary.cut(allowance.summary()));
    story.put("byline", PlainText.line(this.content.byline()));
    story.put("dateline", PlainText.line(this.content.dateline()));
    story.put("section", mainSection());
    story.put("sections", sections());
    story.put("language", own.toLanguageTag());
    story.put("direction", Direction.of(own));
    story.put("breaking", this.content.priority() == Content.Priority.BREAKING);
    story.put("tags", lines(this.content.tags()));
    story.put("hashtags", first(this.hashtags, allowance.hashtags()));
    story.put("paragraphs", first(this.paragraphs, allowance.paragraphs()));
    story.put("html", escaping.ready(html(allowance)));
    story.put("picture", this.content.mainPicture().map(StoryText::picture).orElse(null));
    story.put("link", this.link);
    return story;
  }

  List<String> sections() {
    return lines(this.content.sections());
  }

  String mainSection() {
    return this.content.sections().isEmpty()
        ? ""
        : PlainText.line(this.content.sections().getFirst());
  }

  private String html(Allowance allowance) {
    return BodyMarkup.of(first(this.blocks, allowance.paragraphs()), this.content.address());
  }

  private static @Nullable Map<String, Object> picture(Picture picture) {
    return PlainText.isWebAddress(picture.address())
        ? Map.of(
            "address", picture.address().toString(),
            "alt", PlainText.line(picture.altText()),
            "caption", PlainText.line(picture.caption()),
            "credit", PlainText.line(picture.credit()))
        : null;
  }

  private static List<String> lines(List<String> texts) {
    return texts.stream().map(PlainText::line).filter(text -> !text.isEmpty()).toList();
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  private static String firstParagraphs(List<Block> blocks) {
    List<String> first = new ArrayList<>();
    int length = 0;
    for (Block block : blocks) {
      if (isProse(block) && length < ENOUGH_FOR_A_SUMMARY) {
        first.add(PlainText.of(block));
        length += first.getLast().length();
      }
    }
    return String.join("\n\n", first);
  }

  private static boolean isProse(Block block) {
    return switch (block.kind()) {
      case PARAGRAPH, QUOTE -> true;
      case INTERTITLE, SUBTITLE, LIST_ITEM -> false;
    };
  }
}
