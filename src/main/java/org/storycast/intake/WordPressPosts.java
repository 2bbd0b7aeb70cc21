// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.storycast.story.Picture;
import tools.jackson.databind.JsonNode;

/** Reads the posts of WordPress' REST interface (version 2, with {@code _embed}). */
final class WordPressPosts {

  static final int PER_PAGE = 50;

  private WordPressPosts() {}

  static boolean isOne(JsonNode node) {
    return node.isArray()
        && node.valueStream().allMatch(it -> it.path("title").has("rendered") || it.has("slug"));
  }

  /** The address of one page of posts, last changed first, from a site's or the interface's. */
  static URI page(URI source, int page) {
    HttpUrl url = HttpUrl.get(source.toString());
    boolean complete =
        url.encodedPath().contains("/wp-json") || url.queryParameter("rest_route") != null;
    HttpUrl.Builder posts = url.newBuilder();
    if (!complete) {
      posts.addPathSegments(url.encodedPath().endsWith("/") ? "" : "").query(null);
      posts.encodedPath(url.encodedPath().replaceAll("/+$", "") + "/wp-json/wp/v2/posts");
    }
    return posts
        .setQueryParameter("_embed", "1")
        .setQueryParameter("orderby", "modified")
        .setQueryParameter("order", "desc")
        .setQueryParameter("per_page", Integer.toString(PER_PAGE))
        .setQueryParameter("page", Integer.toString(page))
        .build()
        .uri();
  }

  static List<Item> read(JsonNode posts, URI address) {
    return posts.valueStream().filter(JsonNode::isObject).map(it -> item(it, address)).toList();
  }

  /** When the last of these posts was changed; those that do not say count as just changed. */
  static Optional<Instant> oldestChange(JsonNode posts) {
    return posts.valueStream().map(it -> changedAt(it).orElse(Instant.MAX)).min(Instant::compareTo);
  }

  static Optional<Instant> newestChange(JsonNode posts) {
    return posts.valueStream().flatMap(it -> changedAt(it).stream()).max(Instant::compareTo);
  }

  private static Optional<Instant> changedAt(JsonNode post) {
    return FeedDates.parse(JsonFeed.text(post, "modified_gmt"))
        .or(() -> FeedDates.parse(JsonFeed.text(post, "modified")))
        .or(() -> publishedAt(post));
  }

  private static Optional<Instant> publishedAt(JsonNode post) {
    return FeedDates.parse(JsonFeed.text(post, "date_gmt"))
        .or(() -> FeedDates.parse(JsonFeed.text(post, "date")));
  }

  private static Item item(JsonNode post, URI address) {
    JsonNode embedded = post.path("_embedded");
    URI link = WebAddress.resolve(address, JsonFeed.text(post, "link")).orElse(null);
    URI canonical =
        WebAddress.resolve(link, JsonFeed.text(post.path("yoast_head_json"), "canonical"))
            .orElse(link);
    return new Item(
        rendered(post, "guid"),
        canonical,
        link == null ? address : link,
        rendered(post, "title"),
        rendered(post, "excerpt"),
        rendered(post, "content"),
        names(embedded.path("author")),
        terms(embedded, "category"),
        terms(embedded, "post_tag"),
        featured(embedded.path("wp:featuredmedia"), link),
        publishedAt(post).orElse(null),
        null);
  }

  /** Protected posts say so and are empty; older versions give the text itself. */
  private static String rendered(JsonNode post, String field) {
    JsonNode value = post.path(field);
    return value.isObject() ? JsonFeed.text(value, "rendered") : JsonFeed.text(post, field);
  }

  private static String names(JsonNode authors) {
    return authors
        .valueStream()
        .map(it -> JsonFeed.text(it, "name"))
        .filter(it -> !it.isBlank())
        .map(PlainText::ofEither)
        .collect(Collectors.joining(", "));
  }

  private static List<String> terms(JsonNode embedded, String taxonomy) {
    List<String> terms = new ArrayList<>();
    embedded
        .path("wp:term")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .filter(it -> JsonFeed.text(it, "taxonomy").equals(taxonomy))
        .map(it -> PlainText.ofEither(JsonFeed.text(it, "name")))
        .filter(it -> !it.isEmpty() && !it.equalsIgnoreCase("Uncategorized"))
        .forEach(terms::add);
    return terms;
  }

  private static List<Picture> featured(
      JsonNode media, @org.jspecify.annotations.Nullable URI base) {
    List<Picture> pictures = new ArrayList<>();
    for (JsonNode medium : media) {
      String caption = PlainText.ofEither(rendered(medium, "caption"));
      CreditLine line = CreditLine.read(caption).orElse(new CreditLine(caption, ""));
      WebAddress.resolve(base, JsonFeed.text(medium, "source_url"))
          .filter(it -> !JsonFeed.text(medium, "media_type").equals("file"))
          .ifPresent(
              it ->
                  pictures.add(
                      new Picture(
                          it,
                          PlainText.line(JsonFeed.text(medium, "alt_text")),
                          line.caption(),
                          line.credit())));
    }
    return pictures;
  }
}
