// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Readers;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.Clicks;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Markers;
import org.storycast.mailing.Recipients;
import org.storycast.running.RunningService;
import org.storycast.simulator.EmailSimulator;
import tools.jackson.databind.JsonNode;

/** An issue is really sent, and its numbers are asked for by both doors. */
class IssuePageTests {

  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";
  private static final String STORY = "https://courier.example/story?a=1&b=\"2\"";
  private static final EmailSimulator RELAY = new EmailSimulator(Clock.systemUTC());
  private static final RunningService SERVICE =
      RunningService.on(
          TestDatabase.Kind.H2.fresh(),
          RunningService.temporary(),
          "storycast.mail.host=127.0.0.1",
          "storycast.mail.port=" + RELAY.port(),
          "storycast.mail.encryption=none",
          "storycast.mail.from=news@courier.example",
          "storycast.mail.clicks.count=true",
          "storycast.mail.clicks.not-before=0s");

  @AfterAll
  static void stop() {
    SERVICE.close();
    RELAY.close();
  }

  @Test
  void saysWhatBecameOfAnIssueInNumbersThatNameTheirWhole() throws IOException {
    IssueId issue = sent(3);
    follow(RELAY.mails().getFirst().body("text/html"));
    String path = "/api/v1/issues/" + issue;
    await().until(() -> numbers(path).at("/clicks/readers").asInt() == 1);
    JsonNode numbers = numbers(path);
    assertThat(numbers.path("frozen").asInt()).isEqualTo(3);
    assertThat(numbers.path("accepted").asInt()).isEqualTo(3);
    assertThat(numbers.at("/returned/hard").asInt(-1)).isZero();
    assertThat(numbers.at("/clicks/links/0/address").asString()).isEqualTo(STORY);
    assertThat(SERVICE.as(Role.READER).get(path + "/links.csv").body())
        .isEqualTo(
            "number,address,readers,machines\r\n1,\"%s\",1,0\r\n"
                .formatted(STORY.replace("\"", "\"\"")));
    Document page = page(issue);
    keep("issue.html", page);
    assertThat(page.select("tr:has(th:contains(Accepted)) td").text())
        .startsWith("3 of 3 chosen")
        .contains("not delivered");
    assertThat(page.select("tr:has(th:contains(Followed)) td").text())
        .startsWith("1 of 3 accepted");
    assertThat(page.select("tr a[href]").attr("href")).isEqualTo(STORY);
    assertThat(page.text()).contains("Opens are not counted").doesNotContain("%");
  }

  @Test
  void saysThatThereIsNoSuchIssue() {
    String path = "/api/v1/issues/" + UUID.randomUUID();
    assertThat(SERVICE.as(Role.READER).get(path + "/numbers").status()).isEqualTo(404);
    assertThat(SERVICE.as(Role.READER).get(path + "/links.csv").status()).isEqualTo(404);
    assertThat(SERVICE.as(Role.READER).get("/api/v1/issues/x/numbers").status()).isEqualTo(400);
    assertThat(page(new IssueId(new UUID(0, 1))).text()).contains("There is no issue");
  }

  private static JsonNode numbers(String path) {
    return SERVICE.as(Role.READER).get(path + "/numbers").json();
  }

  private static Document page(IssueId issue) {
    return Browser.loggedIn(SERVICE, SERVICE.token("r " + UUID.randomUUID(), Role.READER))
        .open("/console/issues/" + issue);
  }

  private static IssueId sent(int readers) {
    for (int reader = 0; reader < readers; reader++) {
      SERVICE
          .context()
          .getBean(Readers.class)
          .add(
              new NewReader(
                  EmailAddress.parse("reader%d@example.org".formatted(reader)),
                  "",
                  "en",
                  Set.of(),
                  "en"),
              new Consent("form", ""));
    }
    IssueId issue =
        SERVICE
            .context()
            .getBean(Mailings.class)
            .open(
                "key",
                new IssueContent(
                    "Rivers rise in the north",
                    "",
                    "<a href=\"%s\">Story</a> %s"
                        .formatted(
                            STORY.replace("&", "&amp;").replace("\"", "&quot;"),
                            Markers.UNSUBSCRIBE),
                    Markers.UNSUBSCRIBE,
                    "en"),
                new Recipients("en", List.of()));
    await().until(() -> SERVICE.context().getBean(Mailings.class).progress(issue).get().settled());
    return issue;
  }

  private static void follow(String html) {
    String[] parts = Jsoup.parse(html).select("a").attr("href").split("/c/")[1].split("/");
    assertThat(SERVICE.context().getBean(Clicks.class).follow(parts[0], parts[1], FIREFOX))
        .contains(STORY.replace("\"", "%22"));
  }

  private static void keep(String name, Document page) throws IOException {
    Path kept = Path.of("target", "looked-at");
    Files.createDirectories(kept);
    String css = Files.readString(Path.of("src/main/resources/static/console/assets/console.css"));
    Document copy = page.clone();
    copy.head().appendElement("style").appendText(css);
    Files.writeString(kept.resolve(name), copy.outerHtml());
  }
}
