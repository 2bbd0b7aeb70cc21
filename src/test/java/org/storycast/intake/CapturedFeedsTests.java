// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real feeds, served over HTTP and read by all of intake. */
class CapturedFeedsTests {

  private static final Logger LOG = LoggerFactory.getLogger(CapturedFeedsTests.class);
  private static final Pattern ENTRY = Pattern.compile("<(?:\\w+:)?(?:item|entry)[\\s>]");

  /** A page that says that a document has moved, and two entries without any word. */
  private static final Set<String> NOTHING_TO_TELL =
      Set.of("unrecognized.rss", "missing-fields.atom", "incomplete-fields.atom");

  private final TestDatabase database = TestDatabase.Kind.H2.fresh();
  private final Newsroom newsroom = new Newsroom(this.database);

  @AfterEach
  void close() {
    this.newsroom.close();
  }

  private void forget() {
    for (String table :
        List.of("story_voice", "story_alias", "story_revision", "story", "source_state")) {
      this.database.jdbc().sql("DELETE FROM " + table).update();
    }
    this.newsroom.events.clear();
  }

  private SourceState ingest(Path file) throws IOException {
    this.newsroom.serve("/feed", Files.readAllBytes(file), Map.of("Content-Type", "text/xml"));
    SourceSettings settings = Newsroom.settings(this.newsroom.address("/feed"));
    return this.newsroom.lookAgain("captured", settings);
  }

  @Test
  void everyCapturedFeedIsReadOnce() throws IOException {
    List<Path> files = Conformance.files("feeds-captured", ".+\\.(xml|rss|atom|json)");
    int entries = 0;
    int stories = 0;
    int dated = 0;
    List<String> shorter = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      forget();
      SourceState state = ingest(file);
      assertThat(state.failures())
          .as(name + ": " + state.lastError())
          .isEqualTo(name.equals("unrecognized.rss") ? 1 : 0);
      List<Content> contents = this.newsroom.contents();
      int expected = entries(file);
      assertThat(contents.isEmpty())
          .as(name)
          .isEqualTo(NOTHING_TO_TELL.contains(name) || expected == 0);
      if (contents.size() < expected) {
        shorter.add(name + " " + contents.size() + "/" + expected);
      }
      entries += expected;
      stories += contents.size();
      dated += (int) contents.stream().filter(it -> it.publishedAt() != null).count();
      assertThat(contents).as(name).allSatisfy(CapturedFeedsTests::isClean);
      int events = this.newsroom.events.size();
      ingest(file);
      assertThat(this.newsroom.events).as(name + " again").hasSize(events);
    }
    LOG.atInfo()
        .addKeyValue("feeds", files.size())
        .addKeyValue("entries", entries)
        .addKeyValue("stories", stories)
        .addKeyValue("dated", dated)
        .addKeyValue("fewer", shorter)
        .log("Captured feeds");
    assertThat(stories).isGreaterThan(entries * 9 / 10);
  }

  private static int entries(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return file.toString().endsWith(".json")
        ? new JsonMapper().readTree(text).path("items").size()
        : (int) ENTRY.matcher(text).results().count();
  }

  static void isClean(Content content) {
    assertThat(content.headline()).isNotBlank();
    if (content.address() != null) {
      assertThat(content.address().getScheme()).isIn("http", "https");
    }
    assertThat(content.pictures())
        .extracting(Picture::address)
        .allMatch(it -> it.getScheme().matches("https?"));
    assertThat(content.body())
        .flatExtracting(Block::spans)
        .extracting(Span::link)
        .allMatch(it -> it == null || it.getScheme().matches("https?"));
    assertThat(content.body()).extracting(Block::text).noneMatch(String::isBlank);
  }

  /** Titles, addresses and dates as another reader found them. */
  @Test
  void readsWhatAnotherReaderRead() throws IOException {
    List<String> differing = new ArrayList<>();
    int compared = 0;
    for (Path file : Conformance.files("feeds-captured/rss-parser/test/input", ".+")) {
      String name = file.getFileName().toString().replaceFirst("\\.\\w+$", ".json");
      Path expected = file.getParent().resolveSibling("output").resolve(name);
      if (!Files.exists(expected)) {
        continue;
      }
      forget();
      ingest(file);
      List<Content> contents = this.newsroom.contents();
      String json = Encodings.decode(Files.readAllBytes(expected), null);
      for (JsonNode item : new JsonMapper().readTree(json).path("feed").path("items")) {
        compared++;
        if (contents.stream().noneMatch(it -> agree(it, item))) {
          differing.add(name + ": " + item.path("title").asString(""));
        }
      }
    }
    LOG.atInfo()
        .addKeyValue("items", compared)
        .addKeyValue("agreeing", compared - differing.size())
        .addKeyValue("differing", differing)
        .log("rss-parser's expectations");
    assertThat(compared).isGreaterThan(100);
    assertThat(differing.size()).isLessThan(compared / 20);
  }

  /** FeedBurner's detour gives way to the address that it leads to. */
  private static boolean agree(Content content, JsonNode item) {
    String date = item.path("isoDate").asString("");
    URI link = WebAddress.resolve(null, item.path("link").asString("")).orElse(null);
    boolean sameLink =
        content.address() == null
            ? link == null
            : link != null && WebAddress.clean(link).equals(content.address());
    return content.headline().matches(title(item.path("title").asString("")))
        && (sameLink || item.path("link").asString("").contains("/~r/"))
        && (date.isEmpty() || Instant.parse(date).equals(content.publishedAt()));
  }

  /** That reader lost the letters of one feed's charset; any letters may stand there. */
  private static String title(String expected) {
    return Arrays.stream(PlainText.ofEither(expected).split("\ufffd+"))
        .map(Pattern::quote)
        .collect(Collectors.joining(".{0,3}", "", ".{0,3}"));
  }

  @Test
  void readsRealPostsOfWordPress() throws IOException {
    Path posts =
        Conformance.data(
            "wordpress-rest/afrozaar/src/test/resources/mock-resources/wp-json/wp/v2/posts.json");
    SourceSettings site =
        Newsroom.settings(this.newsroom.address("/"), Map.of("source.kind", "wordpress"));
    this.newsroom.serve("/wp-json/wp/v2/posts", Files.readAllBytes(posts), Map.of());
    assertThat(this.newsroom.look("site", site).failures()).isZero();
    int expected = new JsonMapper().readTree(posts).size();
    assertThat(this.newsroom.all()).hasSize(expected);
    assertThat(this.newsroom.contents()).allSatisfy(CapturedFeedsTests::isClean);
    int events = this.newsroom.events.size();
    this.newsroom.lookAgain("site", site);
    assertThat(this.newsroom.events).hasSize(events);
    JsonNode core =
        new JsonMapper()
            .readTree(Conformance.data("wordpress-rest/core/wp-api-generated.json"))
            .path("PostsCollection");
    this.newsroom.serve("/wp-json/wp/v2/posts", core.toString());
    forget();
    assertThat(this.newsroom.lookAgain("site", site).failures()).isZero();
    assertThat(this.newsroom.contents())
        .extracting(Content::headline)
        .containsExactly("REST API Client Fixture: Post");
    LOG.atInfo().addKeyValue("posts", expected + core.size()).log("WordPress posts");
  }

  /** Core's single post and afrozaar's error bodies are no lists of posts. */
  @Test
  void whatWordPressSaysInsteadOfPostsIsAFailure() throws IOException {
    SourceSettings site =
        Newsroom.settings(this.newsroom.address("/"), Map.of("source.kind", "wordpress"));
    List<Path> errors = Conformance.files("wordpress-rest/afrozaar", ".*(error|delete).*\\.json");
    for (Path error : errors) {
      this.newsroom.serve("/wp-json/wp/v2/posts", Files.readAllBytes(error), Map.of());
      assertThat(this.newsroom.lookAgain("site", site).failures())
          .as(error.toString())
          .isPositive();
    }
    assertThat(this.newsroom.all()).isEmpty();
  }
}
