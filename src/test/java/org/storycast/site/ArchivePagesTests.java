// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.storycast.mailing.Archive;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Markers;
import org.storycast.mailing.Recipients;

@SpringBootTest(
    classes = SiteApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ArchivePagesTests {

  private static final Path KEPT = Path.of("target", "looked-at");

  @TempDir private static Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Mailings mailings;
  private final Archive archive;
  @LocalServerPort private int port;

  ArchivePagesTests(Mailings mailings, Archive archive) {
    this.mailings = mailings;
    this.archive = archive;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("storycast.data-directory", directory::toString);
    registry.add("storycast.mail.from", () -> "news@courier.example");
    registry.add("storycast.mail.from-name", () -> "The Steppe Courier");
    registry.add("storycast.mail.site-address", () -> "https://news.courier.example");
  }

  @Test
  void showsPastIssuesToEverybody() throws Exception {
    for (int number = 0; number < 20; number++) {
      open("Rivers rise & <fall> " + number, "What to expect this week", "en");
    }
    open("Қазақстанның солтүстігінде өзендер тасып, үш қала дайындалып жатыр", "", "kk");
    IssueId arabic = open("ارتفاع منسوب الأنهار \u0001\uFFFE", "ثلاث مدن تستعد", "ar");
    HttpResponse<String> answer = get("/archive");
    Document page = Jsoup.parse(answer.body());
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve("archive.html"), answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "x-robots-tag");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.select("ol > li")).hasSize(20);
    assertThat(page.select("h2 a").getFirst().attr("href")).isEqualTo("/i/" + arabic);
    assertThat(page.select("ol > li").getFirst().attr("lang")).isEqualTo("ar");
    assertThat(page.select("script, [onclick], img")).isEmpty();
    assertThat(page.select("nav a").eachText())
        .containsExactly("All", "العربية", "English", "қазақ тілі");
    Document older = Jsoup.parse(get(page.select("a[rel=next]").attr("href")).body());
    assertThat(older.select("h2").eachText())
        .containsExactly("Rivers rise & <fall> 1", "Rivers rise & <fall> 0");
    assertThat(older.select("a[rel=next]")).isEmpty();
    Document kazakh = Jsoup.parse(get("/archive?language=kk").body());
    assertThat(kazakh.select("ol > li")).hasSize(1);
    assertThat(kazakh.select("[aria-current]").text()).isEqualTo("қазақ тілі");
    feedIsWellFormed(arabic);
    assertThat(get("/archive?from=nonsense").statusCode()).isEqualTo(404);
    assertThat(get("/archive.atom?from=nonsense").statusCode()).isEqualTo(404);
    assertThat(get("/i/" + arabic).headers().map()).doesNotContainKey("x-robots-tag");
  }

  private void feedIsWellFormed(IssueId youngest) throws Exception {
    HttpResponse<String> answer = get("/archive.atom?language=ar");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/atom+xml;charset=UTF-8");
    org.w3c.dom.Document feed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(1);
    assertThat(feed.getElementsByTagName("id").item(1).getTextContent())
        .isEqualTo("urn:uuid:" + youngest);
    assertThat(answer.body())
        .contains("href=\"https://news.courier.example/archive.atom?language=ar\"")
        .contains("href=\"https://news.courier.example/i/" + youngest + "\"")
        .contains("xml:lang=\"ar\"");
    assertThat(get("/archive.atom").body()).contains("rel=\"next\"");
  }

  private IssueId open(String subject, String preheader, String language) {
    IssueContent content =
        new IssueContent(
            subject, preheader, "<p>x</p>" + Markers.UNSUBSCRIBE, Markers.UNSUBSCRIBE, language);
    IssueId id =
        this.mailings.open(
            UUID.randomUUID().toString(), content, new Recipients(language, List.of()));
    this.archive.add(id);
    return id;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return this.http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
