// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Readers;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Markers;
import org.storycast.mailing.Recipients;
import org.storycast.simulator.EmailSimulator;

/** Follows links out of mail that was really sent. */
@SpringBootTest(
    classes = SiteApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ClickPageTests {

  private static final EmailSimulator RELAY = new EmailSimulator(Clock.systemUTC());
  private static final Path KEPT = Path.of("target", "looked-at");
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";
  private static final String STORY = "https://courier.example/story?a=1&b=%2F|x#part";

  @TempDir private static Path directory;

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Readers readers;
  private final Mailings mailings;
  private final JdbcClient jdbc;
  @LocalServerPort private int port;

  ClickPageTests(Readers readers, Mailings mailings, JdbcClient jdbc) {
    this.readers = readers;
    this.mailings = mailings;
    this.jdbc = jdbc;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("storycast.data-directory", directory::toString);
    registry.add("storycast.mail.host", () -> "127.0.0.1");
    registry.add("storycast.mail.port", RELAY::port);
    registry.add("storycast.mail.encryption", () -> "none");
    registry.add("storycast.mail.from", () -> "news@courier.example");
    registry.add("storycast.mail.from-name", () -> "The Steppe Courier");
    registry.add("storycast.mail.clicks.count", () -> "true");
    registry.add("storycast.mail.clicks.not-before", () -> "0s");
    registry.add("storycast.newsroom.website", () -> "https://courier.example/");
  }

  @BeforeEach
  void forget() {
    for (String table :
        List.of("mailing_line", "issue_click", "issue_link", "issue", "consent_event", "reader")) {
      this.jdbc.sql("DELETE FROM " + table).update();
    }
    RELAY.forget();
    this.readers.add(
        new NewReader(EmailAddress.parse("anna@example.org"), "Anna", "en", Set.of(), "en"),
        new Consent("form", ""));
  }

  @Test
  void leadsToTheStoryAndCountsOneReaderOnce() throws Exception {
    String path = linkPath();
    for (int time = 0; time < 3; time++) {
      HttpResponse<String> answer = send("GET", path, FIREFOX);
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).contains(STORY);
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
      assertThat(answer.body()).isEmpty();
    }
    await().until(() -> hits() == 3);
    assertThat(clicks()).isOne();
  }

  @Test
  void leadsOnWhoeverOnlyLooksWithoutCounting() throws Exception {
    String path = linkPath();
    HttpResponse<String> head = send("HEAD", path, FIREFOX);
    assertThat(head.statusCode()).isEqualTo(302);
    assertThat(head.headers().firstValue("Location")).contains(STORY);
    assertThat(send("GET", path, FIREFOX, "Sec-Purpose", "prefetch;prerender").statusCode())
        .isEqualTo(302);
    assertThat(send("GET", path, FIREFOX).statusCode()).isEqualTo(302);
    await().until(() -> hits() > 0);
    assertThat(hits()).isOne();
  }

  @Test
  void leadsNobodyAnywhereByALinkThatWasNotMadeHere() throws Exception {
    String path = linkPath();
    int token = "/c/".length();
    for (int index = token; index < path.lastIndexOf('/'); index++) {
      char other = path.charAt(index) == 'A' ? 'B' : 'A';
      assertLeadsNowhere(path.substring(0, index) + other + path.substring(index + 1));
    }
    String known = path.substring(0, path.lastIndexOf('/') + 1);
    for (String number : List.of("0", "2", "-1", "01", "99999999999", "x", "1.0", "https:", "")) {
      assertLeadsNowhere(known + number);
    }
    assertLeadsNowhere(path + "?url=https://evil.example/", 302);
    assertLeadsNowhere("/c/");
    assertLeadsNowhere("/c/x");
    assertLeadsNowhere(path + "/evil.example/");
    HttpResponse<String> page = send("GET", known + "2", FIREFOX);
    keep("link-unknown.html", page.body());
    assertThat(page.body())
        .contains("This link leads nowhere")
        .contains("href=\"https://courier.example/\"");
    assertThat(send("POST", path, FIREFOX).statusCode()).isEqualTo(405);
  }

  @Test
  void leadsOnWhileNothingCanBeWritten() throws Exception {
    String path = linkPath();
    this.jdbc.sql("ALTER TABLE issue_click RENAME TO away").update();
    try {
      assertThat(send("GET", path, FIREFOX).statusCode()).isEqualTo(302);
    } finally {
      this.jdbc.sql("ALTER TABLE away RENAME TO issue_click").update();
    }
    await().until(() -> clicks() == 1);
  }

  private void assertLeadsNowhere(String path) throws Exception {
    assertLeadsNowhere(path, 404);
  }

  private void assertLeadsNowhere(String path, int status) throws Exception {
    HttpResponse<String> answer = send("GET", path, FIREFOX);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.headers().firstValue("Location").orElse(STORY)).isEqualTo(STORY);
  }

  private String linkPath() {
    String content = "<a href=\"%s\">Story</a> <a href=\"%s\">Unsubscribe</a>";
    this.mailings.open(
        UUID.randomUUID().toString(),
        new IssueContent(
            "Rivers rise",
            "",
            content.formatted(STORY.replace("&", "&amp;"), Markers.UNSUBSCRIBE),
            "Rivers rise. " + Markers.UNSUBSCRIBE,
            "en"),
        new Recipients("en", List.of()));
    await().until(() -> RELAY.mails().size() == 1);
    await().until(() -> count("SELECT COUNT(*) FROM mailing_line WHERE state = 3") == 1);
    String link =
        Jsoup.parse(RELAY.mails().getFirst().body("text/html")).select("a[href*=/c/]").attr("href");
    return URI.create(link).getPath();
  }

  private int hits() {
    return count("SELECT COALESCE(SUM(hits), 0) FROM issue_click");
  }

  private int clicks() {
    return count("SELECT COUNT(*) FROM issue_click WHERE counted_at IS NOT NULL");
  }

  private int count(String sql) {
    return this.jdbc.sql(sql).query(Integer.class).single();
  }

  private HttpResponse<String> send(String method, String path, String agent, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
            .header("User-Agent", agent)
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void keep(String name, String page) throws IOException {
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve(name), page);
  }
}
