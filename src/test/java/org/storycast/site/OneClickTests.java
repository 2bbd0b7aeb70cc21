// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.storycast.audience.Consent;
import org.storycast.audience.ConsentEvent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Markers;
import org.storycast.mailing.Recipients;
import org.storycast.running.RunningService;
import org.storycast.simulator.EmailSimulator;

/** RFC 8058, behind all the locks of the whole service. */
class OneClickTests {

  private static final String LINE = "\r\n";
  private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
  private static final String PARTS =
      String.join(
          LINE,
          "--b",
          "Content-Disposition: form-data; name=\"List-Unsubscribe\"",
          "",
          "One-Click",
          "--b--",
          "");

  private static EmailSimulator relay;
  private static RunningService service;

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private EmailAddress address;
  private String path;

  @BeforeAll
  static void start() {
    relay = new EmailSimulator(java.time.Clock.systemUTC());
    service =
        RunningService.on(
            TestDatabase.Kind.H2.fresh(),
            RunningService.temporary(),
            "storycast.mail.host=127.0.0.1",
            "storycast.mail.port=" + relay.port(),
            "storycast.mail.encryption=none",
            "storycast.mail.from=news@courier.example");
  }

  @AfterAll
  static void stop() {
    service.close();
    relay.close();
  }

  @BeforeEach
  void mail() {
    relay.forget();
    String section = UUID.randomUUID().toString();
    this.address = EmailAddress.parse("reader-" + section + "@example.org");
    readers()
        .add(new NewReader(this.address, "", "en", Set.of(section), "en"), new Consent("form", ""));
    service
        .context()
        .getBean(Mailings.class)
        .open(
            section,
            new IssueContent(
                "Rivers rise", "", "<p>" + Markers.UNSUBSCRIBE, Markers.UNSUBSCRIBE, "en"),
            new Recipients("en", List.of(section)));
    org.awaitility.Awaitility.await().until(() -> relay.mails().size() == 1);
    assertThat(relay.mails().getFirst().header("List-Unsubscribe-Post")).isEqualTo(ONE_CLICK);
    String link = relay.mails().getFirst().header("List-Unsubscribe");
    this.path = URI.create(link.substring(1, link.indexOf('>'))).getPath();
  }

  static List<Arguments> bodies() {
    String form = "application/x-www-form-urlencoded";
    return List.of(
        Arguments.of(form, ONE_CLICK),
        Arguments.of("multipart/form-data; boundary=b", PARTS),
        Arguments.of("multipart/form-data; boundary=b", ONE_CLICK),
        Arguments.of("multipart/form-data; boundary=other", PARTS),
        Arguments.of("multipart/form-data", PARTS),
        Arguments.of("multipart/mixed; boundary=b", PARTS),
        Arguments.of("text/plain", ONE_CLICK),
        Arguments.of("application/json", ONE_CLICK),
        Arguments.of("no type at all", ONE_CLICK),
        Arguments.of("", ONE_CLICK),
        Arguments.of(form, "List-Unsubscribe=%zz"),
        Arguments.of(form, "List-Unsubscribe=One-Click&" + "x=1&".repeat(20_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void unsubscribesWhateverTheBodyLooksLike(String type, String body) throws Exception {
    for (int time = 0; time < 2; time++) {
      HttpRequest.Builder request = request().POST(HttpRequest.BodyPublishers.ofString(body));
      if (!type.isEmpty()) {
        request.header("Content-Type", type);
      }
      HttpResponse<String> answer = send(request);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
      assertThat(state()).isEqualTo(ReaderState.UNSUBSCRIBED);
    }
    assertThat(readers().consentOf(reader().id()))
        .filteredOn(it -> it.kind() == ConsentEvent.Kind.UNSUBSCRIBED)
        .singleElement()
        .satisfies(it -> assertThat(it.how().source()).startsWith("one click in the mail program"));
  }

  @Test
  void unsubscribesWithForeignCookiesOriginAndWithoutABody() throws Exception {
    HttpResponse<String> answer =
        send(
            request()
                .header("Cookie", "storycast=0123456789ABCDEF; XSRF-TOKEN=x")
                .header("Origin", "https://mail.example")
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(state()).isEqualTo(ReaderState.UNSUBSCRIBED);
  }

  @Test
  void unsubscribesByAnOldProtocolToo() throws Exception {
    URI address = service.address(this.path);
    try (Socket socket = new Socket("localhost", address.getPort())) {
      String request =
          "POST %s HTTP/1.0\r\nContent-Length: 26\r\n\r\n%s".formatted(this.path, ONE_CLICK);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("set-cookie");
    }
    assertThat(state()).isEqualTo(ReaderState.UNSUBSCRIBED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void nothingElseUnsubscribes(String method) throws Exception {
    HttpResponse<String> answer =
        send(request().method(method, HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(state()).isEqualTo(ReaderState.CONFIRMED);
    if (method.equals("GET")) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("<form method=\"post\">");
    }
    if (method.equals("HEAD")) {
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  static List<String> harmless() {
    return List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE");
  }

  @Test
  void tamperedLinkSaysWhatToDo() throws Exception {
    for (int place : List.of(3, 10, 30, this.path.length() - 1)) {
      char other = this.path.charAt(place) == 'A' ? 'B' : 'A';
      String forged = this.path.substring(0, place) + other + this.path.substring(place + 1);
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(service.address(forged))
                  .header("Content-Type", "multipart/form-data")
                  .POST(HttpRequest.BodyPublishers.ofString(ONE_CLICK)));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("This link is not valid").contains("answer the mail");
    }
    assertThat(state()).isEqualTo(ReaderState.CONFIRMED);
  }

  private Readers readers() {
    return service.context().getBean(Readers.class);
  }

  private Reader reader() {
    return readers().find(this.address).orElseThrow();
  }

  private ReaderState state() {
    return reader().state();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(service.address(this.path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
