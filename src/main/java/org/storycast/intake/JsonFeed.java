// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Picture;
import tools.jackson.databind.JsonNode;

/** Reads JSON Feed 1 and 1.1. */
final class JsonFeed {

  private final JsonNode feed;
  private final URI address;

  private JsonFeed(JsonNode feed, URI address) {
    this.feed = feed;
    this.address = WebAddress.resolve(address, text(feed, "home_page_url")).orElse(address);
  }

  static boolean isOne(JsonNode node) {
    return node.isObject()
        && (text(node, "version").contains("jsonfeed.org") || node.path("items").isArray());
  }

  static List<Item> read(JsonNode node, URI address) {
    JsonFeed feed = new JsonFeed(node, address);
    return node.path("items").valueStream().filter(JsonNode::isObject).map(feed::item).toList();
  }

  private Item item(JsonNode item) {
    Optional<URI> link = WebAddress.resolve(this.address, text(item, "url"));
    String html = text(item, "content_html");
    String language =
        text(item, "language").isEmpty() ? text(this.feed, "language") : text(item, "language");
    return new Item(
        text(item, "id"),
        link.or(() -> WebAddress.resolve(this.address, text(item, "external_url"))).orElse(null),
        link.orElse(this.address),
        Entities.escape(text(item, "title")),
        Entities.escape(text(item, "summary")),
        html.isEmpty() ? paragraphs(text(item, "content_text")) : html,
        author(item).or(() -> author(this.feed)).orElse(""),
        List.of(),
        texts(item.path("tags")),
        pictures(item),
        FeedDates.parse(text(item, "date_published")).orElse(null),
        language.isEmpty() ? null : language);
  }

  private static String paragraphs(String text) {
    return text.strip()
        .lines()
        .map(line -> "<p>" + Entities.escape(line) + "</p>")
        .collect(Collectors.joining());
  }

  private static Optional<String> author(JsonNode node) {
    String names =
        node.path("authors")
            .valueStream()
            .map(it -> text(it, "name"))
            .filter(it -> !it.isBlank())
            .collect(Collectors.joining(", "));
    return Optional.of(names.isEmpty() ? text(node.path("author"), "name") : names)
        .filter(it -> !it.isBlank());
  }

  private List<Picture> pictures(JsonNode item) {
    List<String> addresses =
        new ArrayList<>(List.of(text(item, "image"), text(item, "banner_image")));
    item.path("attachments")
        .valueStream()
        .filter(it -> text(it, "mime_type").startsWith("image/"))
        .forEach(it -> addresses.add(text(it, "url")));
    return addresses.stream()
        .flatMap(it -> WebAddress.resolve(this.address, it).stream())
        .map(XmlFeed::picture)
        .toList();
  }

  static List<String> texts(JsonNode array) {
    return array
        .valueStream()
        .map(JsonFeed::string)
        .map(PlainText::line)
        .filter(it -> !it.isEmpty())
        .distinct()
        .toList();
  }

  /** A string, or a number that stands where a string should. */
  static String text(JsonNode node, String name) {
    return string(node.path(name));
  }

  private static String string(@Nullable JsonNode value) {
    return value == null || !value.isValueNode() || value.isNull() ? "" : value.asString("");
  }
}
