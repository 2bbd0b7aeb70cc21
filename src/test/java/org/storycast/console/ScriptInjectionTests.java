// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.access.Role;
import org.storycast.running.RunningService;
import org.storycast.story.Alias;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Stories;
import org.storycast.story.Submission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stories full of scripts are shown as text, on every page that shows stories. */
class ScriptInjectionTests {

  private static final Logger log = LoggerFactory.getLogger(ScriptInjectionTests.class);

  private final RunningService service = RunningService.shared();

  private static List<String> vectors() throws IOException {
    Path file =
        Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "xss-h5sc")
            .resolve("items.json");
    Assumptions.assumeTrue(Files.exists(file), () -> file + " is missing");
    List<String> vectors = new ArrayList<>();
    for (JsonNode item : new JsonMapper().readTree(Files.readString(file))) {
      vectors.add(item.path("data").asString().replace("\0", ""));
    }
    return vectors;
  }

  /** Past the cleaning of submissions, so that the pages stand alone. */
  private String store(String vector) {
    Content content =
        new Content(
            vector,
            vector,
            List.of(Block.paragraph(vector)),
            URI.create("javascript:alert(1)"),
            "en",
            vector,
            "",
            List.of(vector),
            List.of(vector),
            List.of(new Picture(URI.create("javascript:alert(1)"), vector, vector, vector)),
            null,
            null,
            Content.Priority.ROUTINE);
    return this.service
        .context()
        .getBean(Stories.class)
        .store(
            new Submission(
                "courier",
                content,
                List.of(new Alias(Alias.Kind.GUID, UUID.randomUUID().toString())),
                true))
        .story()
        .id()
        .toString();
  }

  @Test
  void vectorsAreShownAsText() throws IOException {
    Browser browser =
        Browser.loggedIn(
            this.service, this.service.token("editor " + UUID.randomUUID(), Role.OPERATOR));
    int shown = 0;
    for (String vector : vectors()) {
      String story = store(vector);
      Document page = browser.open("/console/stories/" + story);
      assertThat(page.select("main h1").first().text())
          .isEqualTo(vector.replaceAll("\\s+", " ").strip());
      assertHarmless(page);
      assertHarmless(browser.press(page, "/preview", java.util.Map.of()));
      shown++;
      if (shown % 20 == 0) {
        assertHarmless(browser.open("/console"));
      }
    }
    log.atInfo().addKeyValue("shown", shown).log("Script vectors shown as text");
    assertThat(shown).isGreaterThan(100);
  }

  /** Nothing in the page is of another making than ours. */
  private static void assertHarmless(Document page) {
    assertThat(page.select("script"))
        .allMatch(it -> it.attr("src").startsWith("/webjars/htmx.org/"));
    assertThat(
            page.select(
                "iframe, object, embed, base, svg, math, style, frameset, applet,"
                    + " link:not([href^=/])"))
        .isEmpty();
    for (Element element : page.getAllElements()) {
      element
          .attributes()
          .forEach(
              attribute -> {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                if (List.of("href", "src", "action", "formaction", "poster")
                    .contains(attribute.getKey())) {
                  assertThat(attribute.getValue()).matches("(?s)(/|#|https?://).*");
                }
              });
    }
  }
}
