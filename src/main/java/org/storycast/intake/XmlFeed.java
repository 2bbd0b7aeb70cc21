// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Picture;

/**
 * Reads RSS and Atom of every version, well-formed or not. The parser knows no document types: it
 * never expands an entity that a feed defines and never opens what a feed names.
 */
final class XmlFeed {

  private static final Pattern DEFINITIONS =
      Pattern.compile("(?i)<!DOCTYPE[^>\\[]{0,1000}\\[|<!ENTITY\\s");

  private final Document document;
  private final URI address;

  private XmlFeed(Document document, URI address) {
    this.document = document;
    this.address = address;
  }

  static List<Item> read(String text, URI address) throws UnreadableFeedException {
    if (DEFINITIONS.matcher(text).find()) {
      throw new UnreadableFeedException(
          "The feed defines entities in a document type; such feeds are refused");
    }
    Document document = Jsoup.parse(text, "", Parser.xmlParser());
    document.outputSettings().prettyPrint(false);
    XmlFeed feed = new XmlFeed(document, address);
    List<Element> entries =
        document.getAllElements().stream()
            .filter(
                it ->
                    EntryElements.name(it).equals("item") || EntryElements.name(it).equals("entry"))
            .toList();
    boolean isFeed =
        document.getAllElements().stream()
            .anyMatch(
                it -> List.of("rss", "rdf", "feed", "channel").contains(EntryElements.name(it)));
    if (!isFeed) {
      throw new UnreadableFeedException("The answer is XML but no feed");
    }
    return entries.stream().map(feed::item).toList();
  }

  private Item item(Element entry) {
    Element parent = entry.parent();
    URI base = base(entry);
    String guid = PlainText.line(EntryElements.text(EntryElements.first(entry, "guid", "id")));
    Element title = EntryElements.first(entry, "title");
    Element summary = EntryElements.first(entry, "description", "summary", "tagline", "abstract");
    return new Item(
        guid.isEmpty() ? PlainText.line(entry.attr("rdf:about")) : guid,
        link(entry, base, guid),
        base,
        EntryElements.html(
            title == null ? EntryElements.media(entry, "media:title", "itunes:title") : title),
        EntryElements.html(
            summary == null
                ? EntryElements.media(
                    entry, "media:description", "itunes:summary", "itunes:subtitle")
                : summary),
        EntryElements.html(body(entry)),
        EntryElements.author(entry),
        EntryElements.categories(entry),
        List.of(),
        new MediaElements(entry, base).pictures(),
        FeedDates.parse(
                EntryElements.text(
                    EntryElements.first(
                        entry,
                        "pubdate",
                        "published",
                        "issued",
                        "date",
                        "created",
                        "updated",
                        "modified")))
            .orElse(null),
        language(entry, parent));
  }

  /** The address against which the entry's texts are written: nearest {@code xml:base} first. */
  private URI base(Element entry) {
    List<String> bases = new ArrayList<>();
    for (Element it = entry; it != null; it = it.parent()) {
      if (it.hasAttr("xml:base")) {
        bases.addFirst(it.attr("xml:base"));
      }
    }
    URI base = channelAddress().orElse(this.address);
    for (String next : bases) {
      base = WebAddress.resolve(base, next).orElse(base);
    }
    return base;
  }

  private Optional<URI> channelAddress() {
    return this.document.getAllElements().stream()
        .filter(it -> EntryElements.name(it).equals("channel"))
        .findFirst()
        .map(it -> EntryElements.first(it, "link"))
        .flatMap(it -> WebAddress.resolve(this.address, EntryElements.text(it)));
  }

  /** FeedBurner's note of the true address, the link to the page, a permanent identifier. */
  private static @Nullable URI link(Element entry, URI base, String guid) {
    Element identifier = EntryElements.first(entry, "guid");
    boolean permanent =
        identifier != null
            && !identifier.attr("isPermaLink").equalsIgnoreCase("false")
            && guid.matches("(?i)https?://.+");
    return WebAddress.resolve(base, EntryElements.text(EntryElements.first(entry, "origlink")))
        .or(() -> alternate(entry, base, true))
        .or(() -> alternate(entry, base, false))
        .or(() -> permanent ? WebAddress.resolve(null, guid) : Optional.empty())
        .orElse(null);
  }

  private static Optional<URI> alternate(Element entry, URI base, boolean page) {
    return entry.children().stream()
        .filter(
            it ->
                EntryElements.name(it).equals("link")
                    && EntryElements.prefix(it).equals(EntryElements.prefix(entry)))
        .filter(it -> it.attr("rel").isEmpty() || it.attr("rel").equals("alternate"))
        .filter(it -> !page || !it.hasAttr("type") || it.attr("type").contains("html"))
        .map(it -> it.hasAttr("href") ? it.attr("href") : EntryElements.text(it))
        .flatMap(it -> WebAddress.resolve(base, it).stream())
        .findFirst();
  }

  private static @Nullable Element body(Element entry) {
    for (Element it : entry.children()) {
      if (it.tagName().toLowerCase(Locale.ROOT).endsWith(":encoded")) {
        return it;
      }
    }
    for (Element it : entry.children()) {
      if (EntryElements.name(it).equals("content") && !it.tagName().startsWith("media:")) {
        return it;
      }
    }
    return EntryElements.first(entry, "body", "fullitem");
  }

  private static @Nullable String language(Element entry, @Nullable Element parent) {
    for (Element it = entry; it != null; it = it.parent()) {
      if (!it.attr("xml:lang").isBlank()) {
        return it.attr("xml:lang").strip();
      }
    }
    Element named = parent == null ? null : EntryElements.first(parent, "language");
    return named == null || EntryElements.text(named).isBlank()
        ? null
        : EntryElements.text(named).strip();
  }

  static Picture picture(URI address) {
    return new Picture(address, "", "", "");
  }
}
