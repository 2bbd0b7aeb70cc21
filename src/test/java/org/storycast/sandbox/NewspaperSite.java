// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The site of an invented newspaper, The Steppe Courier: a WordPress with its REST interface, a
 * story of ten minutes ago and that story's picture.
 */
final class NewspaperSite implements AutoCloseable {

  private static final DateTimeFormatter WORDPRESS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Instant publishedAt;
  private final byte[] picture = BridgePicture.draw();

  NewspaperSite(Clock clock) {
    this.publishedAt = clock.instant().minus(Duration.ofMinutes(10));
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server.createContext("/wp-json/wp/v2/posts", this::posts);
    this.server.createContext(
        "/wp-content/uploads/bridge.jpg",
        exchange -> answer(exchange, 200, "image/jpeg", this.picture));
    this.server.start();
  }

  /** The service's settings for this source. */
  Map<String, String> settings() {
    return Map.of(
        "storycast.sources.courier.address", address().toString(),
        "storycast.sources.courier.kind", "wordpress",
        "storycast.sources.courier.every", "10s",
        "storycast.outbound.allow[0]", authority(),
        "storycast.newsroom.name", "The Steppe Courier",
        "storycast.newsroom.website", "https://courier.example");
  }

  private URI address() {
    return URI.create("http://" + authority());
  }

  private String authority() {
    return "127.0.0.1:" + this.server.getAddress().getPort();
  }

  private void posts(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean beyond = query.matches(".*(^|&)page=([2-9]|1\\d).*");
    exchange.getResponseHeaders().set("X-WP-Total", "1");
    exchange.getResponseHeaders().set("X-WP-TotalPages", "1");
    answer(
        exchange,
        beyond ? 400 : 200,
        "application/json; charset=UTF-8",
        JSON.writeValueAsBytes(
            beyond ? Map.of("code", "rest_post_invalid_page_number") : List.of(post())));
  }

  private Map<String, Object> post() {
    String moment = WORDPRESS.format(this.publishedAt);
    return Map.ofEntries(
        Map.entry("id", 4711),
        Map.entry("date", moment),
        Map.entry("date_gmt", moment),
        Map.entry("modified", moment),
        Map.entry("modified_gmt", moment),
        Map.entry("slug", "footbridge-opens"),
        Map.entry("guid", Map.of("rendered", "https://courier.example/?p=4711")),
        Map.entry("link", "https://courier.example/2026/footbridge-opens/"),
        Map.entry(
            "title",
            Map.of("rendered", "Kök&#8209;Su Opens Its First Footbridge After Nine Years")),
        Map.entry("content", Map.of("rendered", body(), "protected", false)),
        Map.entry(
            "excerpt",
            Map.of(
                "rendered",
                "<p>The river is 180 meters wide, and crossing"
                    + " it took an hour by ferry. Since Tuesday it takes three minutes.</p>")),
        Map.entry("_embedded", embedded()));
  }

  private String body() {
    return """
    <p>KOKSU &#8211; The river is 180 meters wide, and crossing it took an hour by ferry. \
    Since Tuesday it takes three minutes: the town opened its first footbridge, nine years \
    after the first pile was driven.</p>
    <p>&#8220;My grandmother used to row me to school,&#8221; said engineer Saule \
    Akhmetova, who led the works. &#8220;My daughter will walk.&#8221;</p>
    <h3>What it cost</h3>
    <p>The bridge cost 1.2 billion tenge (approximately US$2.4 million), 4.4% less than \
    planned. About 3,000 people are expected to <a href="/traffic/">cross it every day</a>.\
    </p>
    <p>The ferry keeps running on weekends, for those who would miss it.</p>
    """;
  }

  private Map<String, Object> embedded() {
    return Map.of(
        "author", List.of(Map.of("name", "Dana Ospanova")),
        "wp:featuredmedia",
            List.of(
                Map.of(
                    "source_url",
                    address() + "/wp-content/uploads/bridge.jpg",
                    "alt_text",
                    "A footbridge over a wide river at dawn",
                    "caption",
                    Map.of("rendered", "<p>The new bridge. Photo credit: Town hall</p>"),
                    "mime_type",
                    "image/jpeg")),
        "wp:term",
            List.of(
                List.of(Map.of("taxonomy", "category", "name", "Local")),
                List.of(
                    Map.of("taxonomy", "post_tag", "name", "bridge"),
                    Map.of("taxonomy", "post_tag", "name", "public works"))));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    this.server.stop(0);
  }
}
