package org.storycast.intake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
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
  private static final Pattern MAIL_WITH_NAME =
      Pattern.compile("\\S+@\\S+\\s*\\(([^)]+)\\)|(.+?)\\s*<?\\(?\\S+@\\S+\\)?>?");

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
            .filter(it -> name(it).equals("item") || name(it).equals("entry"))
            .toList();
    boolean isFeed =
        document.getAllElements().stream()
            .anyMatch(it -> List.of("rss", "rdf", "feed", "channel").contains(name(it)));
    if (!isFeed) {
      throw new UnreadableFeedException("The answer is XML but no feed");
    }
    return entries.stream().map(feed::item).toList();
  }

  private Item item(Element entry) {
    Element parent = entry.parent();
    URI base = base(entry);
    String guid = PlainText.line(text(first(entry, "guid", "id")));
    String title = html(first(entry, "title"), base);
    return new Item(
        guid.isEmpty() ? PlainText.line(entry.attr("rdf:about")) : guid,
        link(entry, base, guid),
        base,
        title,
        html(first(entry, "description", "summary", "tagline"), base),
        html(body(entry), base),
        author(entry),
        categories(entry),
        List.of(),
        new MediaElements(entry, base).pictures(),
        FeedDates.parse(
                text(
                    first(
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
        .filter(it -> name(it).equals("channel"))
        .findFirst()
        .map(it -> first(it, "link"))
        .flatMap(it -> WebAddress.resolve(this.address, text(it)));
  }

  private static @Nullable URI link(Element entry, URI base, String guid) {
    Element original = first(entry, "origlink");
    Optional<URI> link = WebAddress.resolve(base, original == null ? null : text(original));
    if (link.isPresent()) {
      return link.get();
    }
    for (Element it : entry.children()) {
      if (!name(it).equals("link")
          || it.tagName().startsWith("atom") && entry.tagName().equals("item")) {
        continue;
      }
      boolean alternate = it.attr("rel").isEmpty() || it.attr("rel").equals("alternate");
      boolean page = !it.hasAttr("type") || it.attr("type").contains("html");
      String target = it.hasAttr("href") ? it.attr("href") : text(it);
      Optional<URI> found = WebAddress.resolve(base, target);
      if (alternate && found.isPresent() && (page || link.isEmpty())) {
        link = found;
        if (page) {
          break;
        }
      }
    }
    Element identifier = first(entry, "guid");
    boolean permanent =
        identifier != null
            && !identifier.attr("isPermaLink").equalsIgnoreCase("false")
            && guid.matches("(?i)https?://.+");
    return link.or(() -> permanent ? WebAddress.resolve(null, guid) : Optional.empty())
        .orElse(null);
  }

  private static @Nullable Element body(Element entry) {
    for (Element it : entry.children()) {
      if (it.tagName().toLowerCase(Locale.ROOT).endsWith(":encoded")) {
        return it;
      }
    }
    for (Element it : entry.children()) {
      if (name(it).equals("content") && !it.tagName().startsWith("media:")) {
        return it;
      }
    }
    return first(entry, "body", "fullitem");
  }

  private static String author(Element entry) {
    Element creator = first(entry, "creator", "author");
    if (creator == null) {
      return "";
    }
    Element named = first(creator, "name");
    String author = PlainText.ofEither(text(named == null ? creator : named));
    Matcher mail = MAIL_WITH_NAME.matcher(author);
    if (mail.matches()) {
      return PlainText.line(mail.group(1) == null ? mail.group(2) : mail.group(1));
    }
    return author.contains("@") && !author.contains(" ") ? "" : author;
  }

  private static List<String> categories(Element entry) {
    return entry.children().stream()
        .filter(it -> name(it).equals("category") || it.tagName().equals("dc:subject"))
        .map(
            it ->
                it.hasAttr("label")
                    ? it.attr("label")
                    : it.hasAttr("term") ? it.attr("term") : text(it))
        .map(PlainText::ofEither)
        .filter(it -> !it.isEmpty())
        .distinct()
        .toList();
  }

  private static @Nullable String language(Element entry, @Nullable Element parent) {
    for (Element it = entry; it != null; it = it.parent()) {
      if (!it.attr("xml:lang").isBlank()) {
        return it.attr("xml:lang").strip();
      }
    }
    Element named = parent == null ? null : first(parent, "language");
    return named == null || text(named).isBlank() ? null : text(named).strip();
  }

  /** A text construct as HTML: Atom says what it is, RSS means HTML. */
  private static String html(@Nullable Element element, @Nullable URI base) {
    if (element == null) {
      return "";
    }
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    String mode = element.attr("mode");
    boolean atom =
        !element.tagName().contains(":")
            && element.parent() != null
            && name(element.parent()).equals("entry");
    if (type.contains("xhtml")
        || mode.equals("xml") && !type.startsWith("text/plain")
        || !element.children().isEmpty()) {
      return element.html();
    }
    String text = text(element);
    if (mode.equals("base64") || type.equals("application/octet-stream")) {
      return decoded(text);
    }
    boolean plain =
        type.equals("text")
            || type.equals("text/plain")
            || atom && type.isEmpty() && mode.isEmpty();
    return plain ? Entities.escape(text) : text;
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      return text;
    }
  }

  static @Nullable Element first(Element parent, String... names) {
    for (String name : names) {
      for (Element it : parent.children()) {
        if (name(it).equals(name)
            && !it.tagName().startsWith("media:")
            && !it.tagName().startsWith("itunes:")) {
          return it;
        }
      }
    }
    return null;
  }

  static String text(@Nullable Element element) {
    return element == null ? "" : element.wholeText();
  }

  /** The name without its prefix, in lower case. */
  static String name(Element element) {
    String name = element.tagName().toLowerCase(Locale.ROOT);
    return name.substring(name.indexOf(':') + 1);
  }

  static Picture picture(URI address) {
    return new Picture(address, "", "", "");
  }
}
