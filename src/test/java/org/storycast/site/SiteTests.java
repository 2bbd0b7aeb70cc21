// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Markers;
import org.storycast.mailing.Recipients;
import org.storycast.media.MediaLibrary;
import org.storycast.media.StoredMedia;
import org.storycast.simulator.EmailSimulator;

@SpringBootTest(
    classes = SiteApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SiteTests {

  private static final EmailSimulator RELAY = new EmailSimulator(java.time.Clock.systemUTC());
  private static final Path KEPT = Path.of("target", "looked-at");
  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final String BOUNDARY =
      "--b\r\n"
          + "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
          + "One-Click\r\n"
          + "--b--\r\n";

  @TempDir private static Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Readers readers;
  private final Mailings mailings;
  private final MediaLibrary media;
  private final JdbcClient jdbc;
  @LocalServerPort private int port;

  SiteTests(Readers readers, Mailings mailings, MediaLibrary media, JdbcClient jdbc) {
    this.readers = readers;
    this.mailings = mailings;
    this.media = media;
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
  }

  @BeforeEach
  void forget() {
    this.jdbc.sql("DELETE FROM mailing_line").update();
    this.jdbc.sql("DELETE FROM issue").update();
    this.jdbc.sql("DELETE FROM consent_event").update();
    this.jdbc.sql("DELETE FROM suppression").update();
    this.jdbc.sql("DELETE FROM reader").update();
    RELAY.forget();
    this.readers.add(new NewReader(ANNA, "Anna", "en", Set.of(), "en"), new Consent("form", ""));
  }

  @Test
  void looksWithoutUnsubscribing() throws Exception {
    String path = unsubscribePath();
    HttpResponse<String> page = send("GET", path, "", "");
    keep("unsubscribe-ask.html", page.body());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<form method=\"post\">")
        .contains("The Steppe Courier")
        .doesNotContain("anna@");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().map()).doesNotContainKey("set-cookie");
    assertThat(send("HEAD", path, "", "").statusCode()).isEqualTo(200);
    assertThat(stateOfAnna()).isEqualTo(ReaderState.CONFIRMED);
  }

  @Test
  void unsubscribesByOneClickAndAnyNumberOfTimes() throws Exception {
    String path = unsubscribePath();
    for (int time = 0; time < 2; time++) {
      HttpResponse<String> done =
          send("POST", path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
      keep("unsubscribe-done.html", done.body());
      assertThat(done.statusCode()).isEqualTo(200);
      assertThat(done.headers().map()).doesNotContainKeys("set-cookie", "location");
      assertThat(stateOfAnna()).isEqualTo(ReaderState.UNSUBSCRIBED);
    }
    assertThat(log())
        .singleElement()
        .asString()
        .startsWith("one click in the mail program, issue ");
  }

  @Test
  void unsubscribesByOneClickInTheOtherForm() throws Exception {
    assertThat(
            send("POST", unsubscribePath(), "multipart/form-data; boundary=b", BOUNDARY)
                .statusCode())
        .isEqualTo(200);
    assertThat(stateOfAnna()).isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(log()).singleElement().asString().startsWith("one click");
  }

  @Test
  void unsubscribesByTheButton() throws Exception {
    assertThat(send("POST", unsubscribePath(), "application/x-www-form-urlencoded", "").body())
        .contains("You are unsubscribed");
    assertThat(stateOfAnna()).isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(log()).singleElement().asString().startsWith("button of the unsubscribe page");
  }

  @Test
  void tellsAStrangerNothing() throws Exception {
    String forged = unsubscribePath();
    forged = forged.substring(0, forged.length() - 1) + (forged.endsWith("A") ? "B" : "A");
    HttpResponse<String> page = send("POST", forged, "application/x-www-form-urlencoded", "");
    keep("unsubscribe-unknown.html", page.body());
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("This link is not valid").contains("The Steppe Courier");
    assertThat(send("GET", "/u/nonsense", "", "").statusCode()).isEqualTo(404);
    assertThat(stateOfAnna()).isEqualTo(ReaderState.CONFIRMED);
  }

  @Test
  void showsAnIssueInTheBrowser() throws Exception {
    IssueId issue = open();
    HttpResponse<String> page = send("GET", "/i/" + issue, "", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Rivers rise").doesNotContain("Unsubscribe");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(send("GET", "/i/" + UUID.randomUUID(), "", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/i/nonsense", "", "").statusCode()).isEqualTo(404);
  }

  @Test
  void handsMediaOutWholeAndInPieces() throws Exception {
    StoredMedia film =
        this.media.store("0123456789".getBytes(), "video/mp4", 1, 1, Duration.ofSeconds(1));
    String path = "/media/%s.mp4".formatted(film.digest());
    HttpResponse<String> whole = send("GET", path, "", "");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo("0123456789");
    assertThat(whole.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(whole.headers().firstValue("Content-Length")).contains("10");
    assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(whole.headers().firstValue("Cache-Control").orElseThrow())
        .contains("immutable")
        .contains("public");
    assertThat(whole.headers().map())
        .doesNotContainKeys("set-cookie", "x-frame-options", "pragma", "expires");
    HttpResponse<String> head = send("HEAD", path, "", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("10");
    HttpResponse<String> piece = fetch(path, "Range", "bytes=2-4");
    assertThat(piece.statusCode()).isEqualTo(206);
    assertThat(piece.body()).isEqualTo("234");
    assertThat(piece.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
    assertThat(fetch(path, "Range", "bytes=20-").statusCode()).isEqualTo(416);
    assertThat(fetch(path, "If-None-Match", "\"%s\"".formatted(film.digest())).statusCode())
        .isEqualTo(304);
  }

  @Test
  void handsNothingElseOut() throws Exception {
    StoredMedia film = this.media.store("0123456789".getBytes(), "video/mp4", 1, 1, Duration.ZERO);
    for (String path :
        List.of(
            "/media/%s.jpg".formatted(film.digest()),
            "/media/%s.mp4".formatted("0".repeat(64)),
            "/media/x.mp4",
            "/media/")) {
      HttpResponse<String> answer = send("GET", path, "", "");
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().map()).doesNotContainKey("location");
    }
  }

  private String unsubscribePath() throws Exception {
    open();
    org.awaitility.Awaitility.await().until(() -> RELAY.mails().size() == 1);
    String link = RELAY.mails().getFirst().header("List-Unsubscribe");
    return URI.create(link.substring(1, link.indexOf('>'))).getPath();
  }

  private IssueId open() {
    String link = "<a href=\"%s\">Unsubscribe</a>".formatted(Markers.UNSUBSCRIBE);
    IssueContent content =
        new IssueContent(
            "Rivers rise",
            "",
            "<html><body>Rivers rise." + link + "</body></html>",
            "Rivers rise. " + Markers.UNSUBSCRIBE,
            "en");
    return this.mailings.open(
        UUID.randomUUID().toString(), content, new Recipients("en", List.of()));
  }

  private ReaderState stateOfAnna() {
    return this.readers.find(ANNA).map(Reader::state).orElseThrow();
  }

  private List<String> log() {
    return this.jdbc
        .sql(
            "SELECT source FROM consent_event WHERE event = 'UNSUBSCRIBED' AND network_address ="
                + " '127.0.0.1'")
        .query(String.class)
        .list();
  }

  private HttpResponse<String> fetch(String path, String header, String value)
      throws IOException, InterruptedException {
    return this.http.send(
        HttpRequest.newBuilder(address(path)).header(header, value).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString(body)
                    : HttpRequest.BodyPublishers.noBody());
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + this.port + path);
  }

  private static void keep(String name, String page) throws IOException {
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve(name), page);
  }
}
