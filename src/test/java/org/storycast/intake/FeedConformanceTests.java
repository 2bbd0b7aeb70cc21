// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.outbound.Fetched;

/** The suites of other readers; what they expect beyond a story's fields is not compared. */
class FeedConformanceTests {

  private static final Logger LOG = LoggerFactory.getLogger(FeedConformanceTests.class);
  private static final Pattern HEADER =
      Pattern.compile("(?mi)^Header:\\s*([\\w-]+):\\s*(.+?)\\s*$");
  private static final URI FEED = URI.create("http://127.0.0.1:8097/feed.xml");

  private static Fetched.Answer answer(byte[] bytes) {
    Map<String, String> headers = new HashMap<>();
    Matcher header = HEADER.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    while (header.find()) {
      headers.put(header.group(1).toLowerCase(java.util.Locale.ROOT), header.group(2));
    }
    String base = headers.getOrDefault("content-location", "");
    URI address = WebAddress.resolve(FEED, base).orElse(FEED);
    return new Fetched.Answer(200, headers, bytes, address);
  }

  /** Reads and cleans; only the one exception that names a bad feed may come out. */
  private static List<Item> items(byte[] bytes) {
    try {
      List<Item> items = Feeds.read(answer(bytes), SourceKind.AUTO).items();
      items.forEach(
          item -> Newsroom.editor().edit(item, "en").ifPresent(CapturedFeedsTests::isClean));
      return items;
    } catch (UnreadableFeedException unreadable) {
      return List.of();
    }
  }

  @Test
  void readsAsFeedparserExpects() throws IOException {
    Map<String, int[]> scores = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    List<Path> files = Conformance.files("feeds-conformance/feedparser", ".+\\.(xml|json)");
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      List<Item> items = items(bytes);
      for (Expectation expected : Expectation.in(Encodings.decode(bytes, null))) {
        Boolean agrees = items.isEmpty() ? Boolean.FALSE : agrees(items.getFirst(), expected);
        if (agrees != null) {
          int[] score = scores.computeIfAbsent(expected.field(), field -> new int[2]);
          score[agrees ? 0 : 1]++;
          if (!agrees) {
            misses.add(file.getParent().getFileName() + "/" + file.getFileName() + " " + expected);
          }
        }
      }
    }
    misses.forEach(it -> LOG.atDebug().log(it));
    Map<String, String> table = new TreeMap<>();
    scores.forEach((field, it) -> table.put(field, it[0] + "/" + (it[0] + it[1])));
    int right = scores.values().stream().mapToInt(it -> it[0]).sum();
    LOG.atInfo()
        .addKeyValue("files", files.size())
        .addKeyValue("right", right)
        .addKeyValue("of", right + misses.size())
        .addKeyValue("fields", table)
        .log("feedparser's expectations");
    assertThat(right).isGreaterThan((right + misses.size()) * 95 / 100);
  }

  /**
   * Null where the field is none of a story's. That suite calls a body the description where there
   * is no other.
   */
  private static @Nullable Boolean agrees(Item item, Expectation expected) {
    return switch (expected.field()) {
      case "title" -> same(item.title(), expected.value());
      case "description", "summary" ->
          same(item.summary(), expected.value())
              || item.summary().isEmpty() && same(item.body(), expected.value());
      case "content" -> same(item.body(), expected.value());
      case "link" ->
          item.address() != null
              && WebAddress.identity(item.address())
                  .equals(
                      WebAddress.resolve(FEED, expected.value())
                          .map(WebAddress::identity)
                          .orElse(""));
      case "id", "guid" -> item.guid().equals(expected.value());
      case "published_parsed" -> published(item).startsWith(moment(expected.value()));
      default -> null;
    };
  }

  private static String published(Item item) {
    return item.publishedAt() == null ? "none" : item.publishedAt().toString();
  }

  private static String moment(String numbers) {
    String[] parts = numbers.split(", ?");
    return LocalDateTime.of(
            Integer.parseInt(parts[0]),
            Integer.parseInt(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]),
            Integer.parseInt(parts[4]),
            Integer.parseInt(parts[5]))
        .toInstant(ZoneOffset.UTC)
        .toString()
        .replace("Z", "");
  }

  /** As text: how active markup is taken out is our own affair. */
  private static boolean same(String html, String expected) {
    return text(html).equals(text(expected)) || text(html).equals(PlainText.letters(expected));
  }

  private static String text(String html) {
    org.jsoup.nodes.Element body = Jsoup.parseBodyFragment(BodyReader.opened(html)).body();
    Newsroom.adverts().removeFrom(body);
    return PlainText.letters(body.wholeText());
  }

  @Test
  void breaksAtNoFileOfOtherSuites() throws IOException {
    Map<String, String> scores = new TreeMap<>();
    for (String suite : List.of("rome", "node-feedparser")) {
      List<Path> files =
          Conformance.files("feeds-conformance/" + suite, ".+\\.(xml|atom|rss|html|json|md)");
      int read = 0;
      for (Path file : files) {
        read += items(Files.readAllBytes(file)).isEmpty() ? 0 : 1;
      }
      scores.put(suite, read + "/" + files.size());
    }
    LOG.atInfo().addKeyValue("withItems", scores).log("Other suites");
    assertThat(scores.values()).noneMatch(it -> it.startsWith("0/"));
  }
}
