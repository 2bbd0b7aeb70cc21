// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.story.Block;
import org.storycast.story.Content;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others wrote to break readers. */
class HostileTextTests {

  private static final Logger LOG = LoggerFactory.getLogger(HostileTextTests.class);
  private static final URI PAGE = URI.create("https://courier.example/a/");

  private static List<String> vectors() throws IOException {
    List<String> vectors = new ArrayList<>();
    for (JsonNode item : new JsonMapper().readTree(Conformance.data("xss-h5sc/items.json"))) {
      vectors.add(
          item.path("data")
              .asString("")
              .replaceAll("%js_[a-z0-9_]*%", "javascript:alert(1)")
              .replaceAll("%[a-z0-9_]+%", "alert(1)"));
    }
    vectors.addAll(Files.readAllLines(Conformance.data("xss-h5sc/vectors.txt")));
    vectors.add(Files.readString(Conformance.data("xss-h5sc/rss/rss.txt")));
    return vectors.stream().filter(it -> !it.isBlank()).toList();
  }

  private static Item item(String text) {
    URI address = WebAddress.resolve(PAGE, text).orElse(null);
    return new Item(
        text,
        address,
        PAGE,
        text,
        text,
        text + "<p>" + text + "</p>",
        text,
        List.of(text),
        List.of(text),
        List.of(),
        null,
        text);
  }

  @Test
  void nothingActiveSurvives() throws IOException {
    int withMarkup = 0;
    List<String> vectors = vectors();
    for (String vector : vectors) {
      Content content = Newsroom.editor().edit(item(vector), "en").orElse(null);
      if (content != null) {
        CapturedFeedsTests.isClean(content);
        withMarkup +=
            content.body().stream()
                    .map(Block::text)
                    .anyMatch(it -> it.matches("(?is).*<script\\b.*"))
                ? 1
                : 0;
      }
    }
    LOG.atInfo()
        .addKeyValue("vectors", vectors.size())
        .addKeyValue("active", 0)
        .addKeyValue("showingMarkupAsText", withMarkup)
        .log("H5SC");
    assertThat(vectors).hasSizeGreaterThan(130);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(TestDatabase.Kind.class)
  void everyNaughtyStringIsKeptInEveryField(TestDatabase.Kind kind) throws IOException {
    JsonNode strings = new JsonMapper().readTree(Conformance.data("naughty-strings/blns.json"));
    int stored = 0;
    try (Newsroom newsroom = new Newsroom(kind.fresh())) {
      StringBuilder feed = new StringBuilder("<rss version='2.0'><channel>");
      for (JsonNode node : strings) {
        String text = node.asString("");
        SubmissionResult result = newsroom.submissions.submit(submission(text));
        if (PlainText.line(text).isEmpty()) {
          assertThat(result).isInstanceOf(SubmissionResult.Refused.class);
          continue;
        }
        assertThat(result).as(text).isInstanceOf(SubmissionResult.Accepted.class);
        stored++;
        String escaped = Entities.escape(Entities.escape(text)).replace("\0", "");
        feed.append("<item><guid>%1$s</guid><title>%1$s</title>".formatted(escaped))
            .append("<description>%1$s</description></item>".formatted(escaped));
      }
      newsroom.serve("/feed", feed + "</channel></rss>");
      SourceSettings settings = Newsroom.settings(newsroom.address("/feed"));
      assertThat(newsroom.look("naughty", settings).failures()).isZero();
      int events = newsroom.events.size();
      newsroom.lookAgain("naughty", settings);
      assertThat(newsroom.events).hasSize(events);
      newsroom.contents().forEach(CapturedFeedsTests::isClean);
    }
    LOG.atInfo()
        .addKeyValue("database", kind)
        .addKeyValue("strings", strings.size())
        .addKeyValue("stored", stored)
        .log("Naughty strings");
    assertThat(stored).isGreaterThan(400);
  }

  private static StorySubmission submission(String text) {
    return new StorySubmission(
        text,
        text,
        text,
        null,
        text,
        null,
        null,
        text,
        List.of(text),
        List.of(text),
        List.of(
            new StorySubmission.SubmittedPicture(
                "https://courier.example/a.jpg", text, text, text)),
        null,
        null,
        null,
        null);
  }

  @Test
  void readsTheWholeStoryThatWasCaptured() throws IOException {
    String text = Files.readString(Conformance.data("../stories/bilisbekov.txt"));
    try (Newsroom newsroom = new Newsroom(TestDatabase.Kind.H2.fresh())) {
      newsroom.submissions.submit(PlainTextStories.read(text));
      Content content = newsroom.contents().getFirst();
      assertThat(content.headline()).hasSize(73).startsWith("Country Seeks");
      assertThat(content.lead()).startsWith("Deputy Chairman");
      assertThat(content.body()).hasSize(8);
      assertThat(content.body().getFirst().text()).startsWith("“The Kyrgyz");
      assertThat(content.body().getLast().text()).endsWith("have been created for them.”");
      LOG.atInfo().addKeyValue("paragraphs", content.body().size()).log("A whole story");
    }
  }
}
