// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Block;
import org.storycast.story.Picture;
import org.storycast.story.Span;

/**
 * Reads HTML into pieces. Only what is listed here passes: text, bold, italics, links to the web,
 * kinds of paragraphs, pictures.
 */
final class BodyReader {

  private static final Set<String> BREAKS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "header",
          "main",
          "aside",
          "figure",
          "figcaption",
          "ul",
          "ol",
          "dl",
          "dt",
          "dd",
          "table",
          "thead",
          "tbody",
          "tfoot",
          "tr",
          "caption",
          "pre",
          "address",
          "center",
          "hr",
          "br",
          "details",
          "summary",
          "body",
          "fieldset",
          "legend");
  private static final Set<String> STRONG = Set.of("b", "strong");
  private static final Set<String> EMPHASISED = Set.of("i", "em", "cite", "dfn");
  private static final Pattern SELF_CLOSED =
      Pattern.compile("<(?!(?i:br|hr|img|input|wbr|source|area|col|embed)\\b)(\\w+)\\b([^<>]*)/>");
  private static final int DEEPEST = 200;

  private final @Nullable URI base;
  private final List<Piece> pieces = new ArrayList<>();
  private final Runs runs = new Runs();

  private BodyReader(@Nullable URI base) {
    this.base = base;
  }

  static List<Piece> read(String html, @Nullable URI base, Adverts adverts) {
    Element body = Jsoup.parseBodyFragment(opened(html)).body();
    adverts.removeFrom(body);
    BodyReader reader = new BodyReader(base);
    reader.children(body, new Style(Block.Kind.PARAGRAPH, false, false, null, 0));
    reader.flush(Block.Kind.PARAGRAPH);
    return reader.pieces;
  }

  /** HTML knows no elements that close themselves: without this one would swallow what follows. */
  static String opened(String html) {
    return SELF_CLOSED.matcher(html).replaceAll("<$1$2></$1>");
  }

  /** Paragraphs apart from each other by an empty line. */
  static List<Piece> readText(String text) {
    BodyReader reader = new BodyReader(null);
    for (String paragraph : text.split("\\R[\\s\\u00a0]*\\R")) {
      reader.runs.add(paragraph, false, false, null);
      reader.flush(Block.Kind.PARAGRAPH);
    }
    return reader.pieces;
  }

  private void children(Element parent, Style style) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        this.runs.add(text.getWholeText(), style.strong, style.emphasised, style.link);
      } else if (child instanceof Element element && style.depth < DEEPEST) {
        element(element, style.deeper());
      } else if (child instanceof Element element) {
        this.runs.add(element.wholeText(), style.strong, style.emphasised, style.link);
      }
    }
  }

  private void element(Element element, Style style) {
    String name = element.normalName();
    if (name.equals("img")) {
      image(element, style);
    } else if (isCaptioned(element)) {
      captioned(element, style);
    } else if (name.matches("h[1-6]")) {
      boolean minor = name.charAt(1) > topHeading(element);
      block(element, style, minor ? Block.Kind.SUBTITLE : Block.Kind.INTERTITLE);
    } else if (name.equals("blockquote")) {
      block(element, style, Block.Kind.QUOTE);
    } else if (name.equals("li")) {
      block(element, style, Block.Kind.LIST_ITEM);
    } else if (BREAKS.contains(name)) {
      block(element, style, style.kind);
    } else if (name.equals("td") || name.equals("th")) {
      children(element, style);
      this.runs.add(" ", false, false, null);
    } else {
      children(element, style.marked(name, element, this.base));
    }
  }

  /** The largest heading in the text stands for all of the first level. */
  private static char topHeading(Element heading) {
    Element root = heading.root() instanceof Element element ? element : heading;
    Element first = null;
    for (int level = 1; level <= 6 && first == null; level++) {
      first = root.selectFirst("h" + level);
    }
    return first == null ? '1' : first.normalName().charAt(1);
  }

  private void block(Element element, Style style, Block.Kind kind) {
    flush(style.kind);
    children(element, style.as(kind));
    flush(kind);
  }

  private void flush(Block.Kind kind) {
    List<Span> spans = this.runs.take();
    if (spans.stream().anyMatch(it -> !it.text().isBlank())) {
      this.pieces.add(
          new Piece.Text(new Block(kind, spans), spans.stream().allMatch(Span::strong)));
    }
  }

  private static boolean isCaptioned(Element element) {
    return (element.normalName().equals("figure") || element.hasClass("wp-caption"))
        && element.selectFirst("img") != null
        && element.select("blockquote,table").isEmpty();
  }

  private void captioned(Element figure, Style style) {
    flush(style.kind);
    Element said = figure.selectFirst("figcaption,.wp-caption-text,.caption");
    String caption = said == null ? "" : PlainText.line(said.wholeText());
    for (Element image : figure.select("img")) {
      picture(image, caption).ifPresent(it -> this.pieces.add(new Piece.Shot(it)));
      caption = "";
    }
  }

  private void image(Element image, Style style) {
    if (image.hasClass("emoji") || image.hasClass("wp-smiley")) {
      this.runs.add(image.attr("alt"), style.strong, style.emphasised, style.link);
      return;
    }
    picture(image, "")
        .ifPresent(
            it -> {
              flush(style.kind);
              this.pieces.add(new Piece.Shot(it));
            });
  }

  private Optional<Picture> picture(Element image, String captionWithCredit) {
    if (isDot(image.attr("width")) || isDot(image.attr("height"))) {
      return Optional.empty();
    }
    CreditLine line =
        CreditLine.read(captionWithCredit).orElse(new CreditLine(captionWithCredit, ""));
    return List.of("src", "data-src", "data-lazy-src", "data-original").stream()
        .map(image::attr)
        .filter(it -> !it.isBlank() && !it.startsWith("data:"))
        .flatMap(it -> WebAddress.resolve(this.base, it).stream())
        .findFirst()
        .map(
            address ->
                new Picture(
                    address, PlainText.line(image.attr("alt")), line.caption(), line.credit()));
  }

  /** Counters of readers are pictures of one dot. */
  private static boolean isDot(String size) {
    return size.matches("\\s*[012](?:px)?\\s*");
  }

  /** How the text at some place is set. */
  private record Style(
      Block.Kind kind, boolean strong, boolean emphasised, @Nullable URI link, int depth) {

    Style deeper() {
      return new Style(this.kind, this.strong, this.emphasised, this.link, this.depth + 1);
    }

    /** What stands in a quote or a list stays so; a heading's own paragraphs too. */
    Style as(Block.Kind other) {
      return new Style(
          other == Block.Kind.PARAGRAPH ? this.kind : other,
          this.strong,
          this.emphasised,
          this.link,
          this.depth);
    }

    Style marked(String name, Element element, @Nullable URI base) {
      @Nullable URI target =
          name.equals("a") && element.hasAttr("href") && !element.attr("href").startsWith("#")
              ? WebAddress.resolve(base, element.attr("href")).orElse(this.link)
              : this.link;
      return new Style(
          this.kind,
          this.strong || STRONG.contains(name),
          this.emphasised || EMPHASISED.contains(name),
          target,
          this.depth);
    }
  }
}
