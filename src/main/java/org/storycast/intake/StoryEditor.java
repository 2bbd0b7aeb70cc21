// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Span;

/** Makes a story's content of what a source says. Equal items make equal content. */
@Component
final class StoryEditor {

  private static final Pattern CUT =
      Pattern.compile("\\s*(?:\\[\\s*)?(?:…|\\.{3}|&hellip;)\\s*\\]?\\s*$");
  private static final int LONGEST_LEAD = 700;
  private static final int LONGEST_TITLE = 110;

  private final Adverts adverts;

  StoryEditor(Adverts adverts) {
    this.adverts = adverts;
  }

  /**
   * The content; nothing where the item has neither title nor text.
   *
   * @param language where the item names none
   */
  Optional<Content> edit(Item item, String language) {
    return edit(
        item,
        BodyReader.read(item.body(), item.base(), this.adverts),
        language,
        null,
        Content.Priority.ROUTINE);
  }

  Optional<Content> edit(
      Item item,
      List<Piece> body,
      String language,
      java.time.@Nullable Instant embargoedUntil,
      Content.Priority priority) {
    Draft draft = new Draft(body, this.adverts).edited();
    Draft summary =
        new Draft(BodyReader.read(item.summary(), item.base(), this.adverts), this.adverts)
            .edited();
    List<Block> blocks = new ArrayList<>(draft.blocks());
    String lead = lead(blocks, summary.blocks());
    String headline = headline(item, lead, blocks);
    if (headline.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Content(
            headline,
            lead,
            blocks,
            item.address() == null ? null : WebAddress.clean(item.address()),
            language(item.language(), language),
            byline(item.author(), draft.byline()),
            draft.dateline().isEmpty() ? summary.dateline() : draft.dateline(),
            item.sections(),
            item.tags(),
            pictures(item, draft, summary),
            item.publishedAt(),
            embargoedUntil,
            priority));
  }

  /**
   * The source's summary where it says something of its own; else the first paragraph leaves the
   * body and leads, unless that would cost it its links. No text is there twice.
   */
  private static String lead(List<Block> blocks, List<Block> summary) {
    String said = summary.stream().map(Block::text).collect(Collectors.joining(" "));
    String whole = CUT.matcher(said).replaceFirst("");
    if (blocks.isEmpty()) {
      return said;
    }
    String letters = PlainText.letters(whole);
    String body = PlainText.letters(text(blocks));
    boolean own = !letters.isEmpty() && !body.startsWith(letters) && !letters.startsWith(body);
    if (own) {
      return leading(blocks, letters) ? removeFirst(blocks, said) : said;
    }
    Block first = blocks.getFirst();
    boolean leads =
        blocks.size() > 1
            && first.kind() == Block.Kind.PARAGRAPH
            && first.text().length() <= LONGEST_LEAD
            && first.spans().equals(List.of(Span.plain(first.text())))
            && !Draft.NOTE.matcher(first.text()).lookingAt();
    return leads ? removeFirst(blocks, first.text()) : "";
  }

  private static boolean leading(List<Block> blocks, String letters) {
    return blocks.size() > 1 && PlainText.letters(blocks.getFirst().text()).equals(letters);
  }

  private static String removeFirst(List<Block> blocks, String lead) {
    blocks.removeFirst();
    return lead;
  }

  private static String text(List<Block> blocks) {
    return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
  }

  /** Short notes of some feeds have no title: their first words stand for it. */
  private static String headline(Item item, String lead, List<Block> blocks) {
    String title = PlainText.ofEither(item.title());
    if (!title.isEmpty()) {
      return title;
    }
    String text = lead.isEmpty() && !blocks.isEmpty() ? blocks.getFirst().text() : lead;
    if (text.length() <= LONGEST_TITLE) {
      return text;
    }
    int blank = text.lastIndexOf(' ', LONGEST_TITLE);
    int end = blank > LONGEST_TITLE / 2 ? blank : text.offsetByCodePoints(0, LONGEST_TITLE / 2);
    return text.substring(0, end).strip() + "…";
  }

  private static String language(@Nullable String named, String otherwise) {
    if (named == null) {
      return otherwise;
    }
    String tag = Locale.forLanguageTag(named.replace('_', '-')).toLanguageTag();
    return tag.equals("und") ? otherwise : tag;
  }

  private static String byline(String author, String found) {
    String name = PlainText.line(author).replaceFirst("(?i)^by\\s+", "");
    return name.isEmpty() ? found : name;
  }

  private static List<Picture> pictures(Item item, Draft draft, Draft summary) {
    List<Picture> pictures = new ArrayList<>(item.pictures());
    pictures.addAll(draft.pictures());
    pictures.addAll(summary.pictures());
    List<Picture> distinct = new ArrayList<>(Pictures.distinct(pictures));
    for (CreditLine line : draft.orphans()) {
      for (int index = 0; index < distinct.size(); index++) {
        if (distinct.get(index).credit().isEmpty()) {
          distinct.set(index, Captions.with(distinct.get(index), line));
          break;
        }
      }
    }
    return distinct;
  }
}
