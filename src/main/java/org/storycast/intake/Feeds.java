// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.storycast.outbound.Fetched;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a source's answer turned out to be.
 *
 * @param kind never {@link SourceKind#AUTO}
 * @param items in the source's order
 * @param json the answer itself where it is JSON
 */
record Feeds(SourceKind kind, List<Item> items, @Nullable JsonNode json) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PAGE =
      Pattern.compile("(?is)^\\s*(?:<!--.*?-->\\s*)*<(?:!doctype\\s+html|html|head|body)\\b.*");

  static Feeds read(Fetched.Answer answer, SourceKind expected) throws UnreadableFeedException {
    String text =
        Encodings.decode(answer.body(), answer.header("content-type").orElse(null)).strip();
    URI address = answer.finalAddress();
    Feeds feeds =
        text.startsWith("{") || text.startsWith("[") ? json(text, address) : xml(text, address);
    if (expected != SourceKind.AUTO && expected != feeds.kind()) {
      throw new UnreadableFeedException(
          "The answer is %s and not %s; correct the source's kind or leave it out"
              .formatted(feeds.kind(), expected));
    }
    return feeds;
  }

  private static Feeds json(String text, URI address) throws UnreadableFeedException {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JacksonException garbled) {
      throw new UnreadableFeedException("The answer is no whole JSON");
    }
    if (WordPressPosts.isOne(node)) {
      return new Feeds(SourceKind.WORDPRESS, WordPressPosts.read(node, address), node);
    }
    if (JsonFeed.isOne(node)) {
      return new Feeds(SourceKind.JSON, JsonFeed.read(node, address), node);
    }
    throw new UnreadableFeedException("The answer is JSON but neither a feed nor posts");
  }

  private static Feeds xml(String text, URI address) throws UnreadableFeedException {
    if (PAGE.matcher(text.substring(0, Math.min(3000, text.length()))).matches()) {
      throw new UnreadableFeedException(
          "The answer is a page and no feed" + announced(text, address).orElse(""));
    }
    List<Item> items = XmlFeed.read(text, address);
    boolean atom = Pattern.compile("<(?:\\w+:)?feed[\\s>]").matcher(text).find();
    return new Feeds(atom ? SourceKind.ATOM : SourceKind.RSS, items, null);
  }

  private static Optional<String> announced(String page, URI address) {
    Element link =
        Jsoup.parse(page)
            .selectFirst("link[rel=alternate][type~=(?i)application/(rss|atom|feed)\\+(xml|json)]");
    return WebAddress.resolve(address, link == null ? null : link.attr("href"))
        .map(it -> "; it names a feed: " + it.getPath());
  }
}
