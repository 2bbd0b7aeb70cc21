// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.FileLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.storycast.mailing.Markers;

/**
 * The templates with a story of an invented newspaper; the pages are kept for people to look at.
 */
class EmailTemplatesTests {

  private static final Path KEPT = Path.of("target", "looked-at");

  @Test
  void carriesEverythingThatAMailNeeds() throws IOException {
    String html = render("html.html", true);
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve("email.html"), html);
    Document page = Jsoup.parse(html);
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1").text()).isEqualTo("Rivers rise & <fall>");
    assertThat(page.select("img").attr("alt")).isEqualTo("A flooded road");
    assertThat(page.select("a.button").attr("href"))
        .isEqualTo("https://courier.example/rivers?a=1&b=2");
    assertThat(page.select("a[href=\"%s\"]".formatted(Markers.UNSUBSCRIBE))).hasSize(1);
    assertThat(page.select("a[href=\"%s\"]".formatted(Markers.WEB_VERSION))).hasSize(1);
    assertThat(html).contains(Markers.POSTAL_ADDRESS).contains(Markers.PREHEADER);
    assertThat(html).contains("Follow us on <a href=\"https://t.example\">Telegram</a>");
  }

  @Test
  void leavesOutWhatAStoryLacks() throws IOException {
    Document page = Jsoup.parse(render("html.html", false));
    assertThat(page.select("img, a.button")).isEmpty();
    assertThat(page.select("p").eachText()).noneMatch(String::isEmpty);
  }

  @Test
  void saysTheSameInPlainText() throws IOException {
    assertThat(render("text.txt", true))
        .contains("Rivers rise & <fall>")
        .contains("https://courier.example/rivers?a=1&b=2")
        .contains(Markers.UNSUBSCRIBE)
        .contains(Markers.POSTAL_ADDRESS)
        .doesNotContain("&amp;");
    assertThat(render("subject.txt", true).strip()).isEqualTo("Rivers rise & <fall>");
    assertThat(render("preheader.txt", false).strip()).isEqualTo("The rivers of the north rise.");
  }

  private static String render(String name, boolean rich) throws IOException {
    FileLoader loader = new FileLoader(Path.of("templates/email").toAbsolutePath().toString());
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .defaultEscapingStrategy("html")
            .autoEscaping(name.endsWith(".html"))
            .build();
    StringWriter page = new StringWriter();
    engine.getTemplate(name).evaluate(page, variables(rich));
    return page.toString();
  }

  private static Map<String, Object> variables(boolean rich) {
    Map<String, Object> story = new HashMap<>();
    story.put("headline", "Rivers rise & <fall>");
    story.put(
        "lead",
        rich
            ? "The rivers of the north rise faster than in any spring since 1993, and three towns"
                + " are getting ready."
            : "");
    story.put("summary", "The rivers of the north rise.");
    story.put("byline", rich ? "By Asel Nurlan" : "");
    story.put("dateline", rich ? "PETROPAVL" : "");
    story.put("section", rich ? "Weather" : "");
    story.put("picture", rich ? picture() : null);
    Map<String, Object> all = new HashMap<>();
    all.put("story", story);
    all.put("stories", List.of(story));
    all.put("link", rich ? "https://courier.example/rivers?a=1&b=2" : "");
    all.put(
        "newsroom",
        Map.of("name", "The Steppe Courier", "website", rich ? "https://courier.example" : ""));
    all.put(
        "follow",
        rich
            ? new io.pebbletemplates.pebble.extension.escaper.SafeString(
                "Follow us on <a href=\"https://t.example\">Telegram</a>")
            : "");
    all.put("language", "en");
    all.put("direction", "ltr");
    return all;
  }

  private static Map<String, String> picture() {
    return Map.of(
        "address",
            "data:image/svg+xml;utf8,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16"
                + " 9'%3E%3Crect width='16' height='9' fill='%236a8caf'/%3E%3C/svg%3E",
        "alt", "A flooded road",
        "caption", "The road to the north on Tuesday.",
        "credit", "Photo: Timur Sagyn");
  }
}
