// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
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
import org.storycast.audience.ConsentEvent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.audience.Rhythm;
import org.storycast.audience.SuppressionReason;
import org.storycast.audience.Suppressions;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.ReceivedMail;

@SpringBootTest(
    classes = SiteApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SignUpPagesTests {

  private static final EmailSimulator RELAY = new EmailSimulator(Clock.systemUTC());
  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final Consent AGREED = new Consent("a list", "");
  private static final Path KEPT = Path.of("target", "looked-at");
  private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");

  @TempDir private static Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Readers readers;
  private final Suppressions suppressions;
  private final JdbcClient jdbc;
  @LocalServerPort private int port;

  SignUpPagesTests(Readers readers, Suppressions suppressions, JdbcClient jdbc) {
    this.readers = readers;
    this.suppressions = suppressions;
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
    registry.add("storycast.readers.languages", () -> "en,ru,kk");
    registry.add("storycast.readers.sections", () -> "Politics,Economy,\"Arts\" & Life,Sport");
    registry.add("storycast.sign-up.embed-on", () -> "https://courier.example");
    registry.add("storycast.sign-up.privacy", () -> "https://courier.example/privacy");
    registry.add("storycast.sign-up.fill-in", () -> "0s");
    registry.add("server.forward-headers-strategy", () -> "native");
  }

  @BeforeEach
  void forget() {
    for (String table :
        List.of("letter", "sign_up", "sign_up_mark", "consent_event", "suppression", "reader")) {
      this.jdbc.sql("DELETE FROM " + table).update();
    }
    RELAY.forget();
  }

  @Test
  void leadsFromTheFormToTheWelcome() throws Exception {
    HttpResponse<String> asked =
        post("/sign-up", Map.of("language", "ru", "section", "Sport", "rhythm", "WEEKLY"));
    keep("sign-up-asked.html", asked.body());
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body()).contains("Please look into your mailbox").contains("anna@example.org");
    assertThat(this.readers.find(ANNA)).isEmpty();
    String path = confirmPath();
    HttpResponse<String> look = get(path);
    keep("confirm-ask.html", look.body());
    assertThat(look.statusCode()).isEqualTo(200);
    assertThat(look.body()).contains("<form method=\"post\">").doesNotContain("anna@");
    assertThat(get(path).statusCode()).isEqualTo(200);
    assertThat(this.readers.find(ANNA)).isEmpty();
    HttpResponse<String> done = send("POST", path, "", "198.51.100.1");
    keep("confirm-done.html", done.body());
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("Теперь наши материалы").contains("href=\"/archive\"");
    Reader anna = this.readers.find(ANNA).orElseThrow();
    assertThat(anna.state()).isEqualTo(ReaderState.CONFIRMED);
    assertThat(anna.language()).isEqualTo("ru");
    assertThat(anna.sections()).containsExactly("sport");
    assertThat(anna.rhythm()).isEqualTo(Rhythm.WEEKLY);
    mails(2);
    assertThat(RELAY.mails().getLast().has("List-Unsubscribe")).isTrue();
    assertThat(send("POST", path, "", "198.51.100.1").statusCode()).isEqualTo(200);
    assertThat(get(path).statusCode()).isEqualTo(200);
    assertThat(RELAY.mails()).hasSize(2);
  }

  @Test
  void logsTheWordsThatThePageShowed() throws Exception {
    post("/sign-up?words=kk", Map.of("words", "kk"));
    send("POST", confirmPath(), "", "198.51.100.1");
    List<ConsentEvent> log = this.readers.consentOf(this.readers.find(ANNA).orElseThrow().id());
    String page = get("/sign-up?words=kk").body();
    assertThat(log)
        .extracting(ConsentEvent::kind)
        .containsExactly(ConsentEvent.Kind.REQUESTED, ConsentEvent.Kind.CONFIRMED);
    assertThat(log.getFirst().text().lines())
        .hasSize(5)
        .allSatisfy(
            line ->
                assertThat(page)
                    .contains(line.replace(" https://courier.example/privacy", "").strip()));
    assertThat(log.getFirst().how().networkAddress()).isEqualTo("192.0.2.7");
    assertThat(log.getLast().how().networkAddress()).isEqualTo("198.51.100.1");
  }

  @Test
  void answersAllAddressesAlike() throws Exception {
    HttpResponse<String> fresh = post("/sign-up", Map.of());
    HttpResponse<String> askedBefore = post("/sign-up", Map.of());
    for (String name : List.of("known", "gone", "spam")) {
      this.readers.add(
          new NewReader(EmailAddress.parse(name + "@example.org"), "", "en", null, "en"), AGREED);
    }
    this.readers.unsubscribe(
        this.readers.find(EmailAddress.parse("gone@example.org")).orElseThrow().id(), AGREED);
    this.suppressions.suppress(
        EmailAddress.parse("spam@example.org"), SuppressionReason.COMPLAINED, "");
    assertThat(askedBefore.statusCode()).isEqualTo(200);
    assertThat(askedBefore.body()).isEqualTo(fresh.body());
    for (String name : List.of("known", "gone", "spam")) {
      HttpResponse<String> answer = post("/sign-up", Map.of("address", name + "@example.org"));
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(answer.body().replace(name + "@", "anna@")).as(name).isEqualTo(fresh.body());
      assertThat(answer.headers().map().keySet()).isEqualTo(fresh.headers().map().keySet());
    }
    mails(3);
    assertThat(RELAY.mails())
        .extracting(ReceivedMail::recipient)
        .containsExactlyInAnyOrder("anna@example.org", "known@example.org", "gone@example.org");
  }

  @Test
  void keepsWhatWasFilledInBesideAMessage() throws Exception {
    HttpResponse<String> page =
        post(
            "/sign-up",
            Map.of(
                "address", "anna@\"><script>alert(1)</script>",
                "name", "<b>Anna</b> \"A\"",
                "section", "\"Arts\" & Life",
                "rhythm", "BREAKING",
                "language", "kk"));
    keep("sign-up-problem.html", page.body());
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("This is no whole address")
        .contains("aria-invalid=\"true\"")
        .contains("value=\"&lt;b&gt;Anna&lt;/b&gt; &quot;A&quot;\"")
        .contains("value=\"&quot;Arts&quot; &amp; Life\" checked")
        .contains("value=\"BREAKING\" checked")
        .contains("value=\"kk\" lang=\"kk\" selected")
        .doesNotContain("<script>")
        .doesNotContain("<b>");
    assertThat(post("/sign-up", Map.of("address", "")).body()).contains("Please write your e-mail");
    assertThat(post("/sign-up", Map.of("address", "анна@example.org")).body())
        .contains("only Latin letters");
    assertThat(rows("sign_up_mark")).isZero();
  }

  @Test
  void takesAnInternationalDomain() throws Exception {
    assertThat(post("/sign-up", Map.of("address", "anna@почта.example")).statusCode())
        .isEqualTo(200);
    mails(1);
    assertThat(RELAY.mails().getFirst().recipient()).isEqualTo("anna@xn--80a1acny.example");
  }

  @Test
  void asksAProgramToPressTheButtonAgain() throws Exception {
    for (Map<String, String> odd :
        List.of(
            Map.of("website", "https://spam.example"),
            Map.of("stamp", ""),
            Map.of("stamp", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            Map.of("words", "ru"))) {
      HttpResponse<String> page = post("/sign-up", odd);
      assertThat(page.statusCode()).as(odd.toString()).isEqualTo(422);
      assertThat(page.body()).contains("role=\"alert\"").contains("value=\"anna@example.org\"");
    }
    assertThat(rows("sign_up_mark")).isZero();
  }

  @Test
  void refusesANetworkThatAsksTooOften() throws Exception {
    for (int number = 0; number < 20; number++) {
      assertThat(post("/sign-up", Map.of("address", "a%d@example.org".formatted(number))))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
    }
    HttpResponse<String> page = post("/sign-up", Map.of("address", "known@example.org"));
    keep("sign-up-too-many.html", page.body());
    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.headers().firstValue("Retry-After")).contains("3600");
    assertThat(page.body()).contains("Nothing was sent");
    assertThat(rows("sign_up")).isEqualTo(20);
  }

  @Test
  void onlyTheFormMayBeFramedAndOnlyByTheNewspaper() throws Exception {
    HttpResponse<String> page = get("/sign-up");
    keep("sign-up.html", page.body());
    keep("sign-up-framed.html", get("/sign-up/form").body());
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    for (String path : List.of("/sign-up", "/sign-up/confirm/nonsense")) {
      assertThat(get(path).headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'")
          .contains("frame-ancestors 'none'");
    }
    for (HttpResponse<String> framed :
        List.of(get("/sign-up/form"), post("/sign-up/form", Map.of()))) {
      assertThat(framed.statusCode()).isEqualTo(200);
      assertThat(framed.headers().firstValue("X-Frame-Options")).isEmpty();
      assertThat(framed.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'")
          .contains("form-action 'self'")
          .endsWith("frame-ancestors https://courier.example");
      assertThat(framed.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(framed.headers().map()).doesNotContainKey("set-cookie");
    }
  }

  @Test
  void speaksTheLanguageOfTheBrowserOrTheAddress() throws Exception {
    HttpRequest russian =
        HttpRequest.newBuilder(address("/sign-up"))
            .header("Accept-Language", "de, ru-KZ;q=0.8, en;q=0.5")
            .build();
    HttpResponse<String> page =
        this.http.send(russian, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    keep("sign-up-ru.html", page.body());
    assertThat(page.body()).contains("lang=\"ru\"").contains("Подпишитесь");
    assertThat(get("/sign-up?words=kk").body()).contains("lang=\"kk\"").contains("Жазылу");
    assertThat(get("/sign-up?words=%3Cb%3E").body()).contains("Get our mail");
  }

  @Test
  void tellsAStrangerNothing() throws Exception {
    post("/sign-up", Map.of());
    String path = confirmPath();
    String forged = path.substring(0, path.length() - 2) + (path.endsWith("AA") ? "BB" : "AA");
    for (String wrong : List.of(forged, "/sign-up/confirm/nonsense")) {
      assertThat(get(wrong).statusCode()).isEqualTo(404);
      HttpResponse<String> page = send("POST", wrong, "", "192.0.2.7");
      keep("confirm-gone.html", page.body());
      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.body()).contains("This link is not valid");
    }
    assertThat(this.readers.find(ANNA)).isEmpty();
  }

  @Test
  void theArchiveLeadsToTheForm() throws Exception {
    assertThat(get("/archive").body()).contains("href=\"/sign-up\"");
  }

  private String confirmPath() {
    mails(1);
    Matcher link =
        Pattern.compile("https?://\\S+(/sign-up/confirm/[\\w-]+)")
            .matcher(RELAY.mails().getFirst().body("text/plain"));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static void mails(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> RELAY.mails().size() == count);
  }

  private long rows(String table) {
    return this.jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return this.http.send(
        HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Fills in the form as a person does, with these fields otherwise. */
  private HttpResponse<String> post(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    Matcher stamp = STAMP.matcher(get(path).body());
    assertThat(stamp.find()).isTrue();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("address", "anna@example.org");
    all.put("words", "en");
    all.put("stamp", stamp.group(1));
    all.putAll(fields);
    return send("POST", path, encoded(all), "192.0.2.7");
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(String method, String path, String body, String from)
      throws IOException, InterruptedException {
    return this.http.send(
        HttpRequest.newBuilder(address(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Forwarded-For", from)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + this.port + path);
  }

  private static void keep(String name, String page) throws IOException {
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve(name), page);
  }
}
