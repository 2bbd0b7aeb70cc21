// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Block;
import org.storycast.story.Span;

/** A story's body as clean HTML: paragraphs, headings, quotations, lists, bold, italics, links. */
final class BodyMarkup {

  private final @Nullable URI base;
  private final StringBuilder html = new StringBuilder();
  private boolean inList;

  private BodyMarkup(@Nullable URI base) {
    this.base = base;
  }

  /**
   * Writes blocks.
   *
   * @param base the story's address, against which a relative link is resolved
   */
  static String of(List<Block> blocks, @Nullable URI base) {
    BodyMarkup markup = new BodyMarkup(base);
    blocks.forEach(markup::write);
    markup.list(false);
    return markup.html.toString().strip();
  }

  /** Escapes a text for an element or a quoted attribute, with entities that every reader knows. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private void write(Block block) {
    list(block.kind() == Block.Kind.LIST_ITEM);
    String text = inline(block.spans());
    this.html.append(
        switch (block.kind()) {
          case PARAGRAPH -> "<p>" + text + "</p>\n";
          case INTERTITLE -> "<h2>" + text + "</h2>\n";
          case SUBTITLE -> "<h3>" + text + "</h3>\n";
          case QUOTE -> "<blockquote><p>" + text + "</p></blockquote>\n";
          case LIST_ITEM -> "<li>" + text + "</li>\n";
        });
  }

  private void list(boolean wanted) {
    if (wanted != this.inList) {
      this.html.append(wanted ? "<ul>\n" : "</ul>\n");
      this.inList = wanted;
    }
  }

  private String inline(List<Span> spans) {
    StringBuilder text = new StringBuilder();
    for (Span span : spans) {
      String marked = escaped(PlainText.fit(span.text())).replace("\n", "<br>");
      marked = span.strong() ? "<strong>" + marked + "</strong>" : marked;
      marked = span.emphasised() ? "<em>" + marked + "</em>" : marked;
      text.append(linked(marked, span.link()));
    }
    return text.toString();
  }

  private String linked(String marked, @Nullable URI link) {
    URI address = link == null || this.base == null ? link : this.base.resolve(link);
    return address == null || !PlainText.isWebAddress(address)
        ? marked
        : "<a href=\"%s\">%s</a>".formatted(escaped(address.toString()), marked);
  }
}
