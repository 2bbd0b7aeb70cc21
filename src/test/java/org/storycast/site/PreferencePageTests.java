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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.storycast.audience.Addition;
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
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Markers;
import org.storycast.mailing.Recipients;
import org.storycast.simulator.EmailSimulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = SiteApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PreferencePageTests {

  private static final EmailSimulator RELAY = new EmailSimulator(Clock.systemUTC());
  private static final Path KEPT = Path.of("target", "looked-at");
  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final String SIGN_UP = "a[href=/sign-up]";

  @TempDir private static Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Readers readers;
  private final Suppressions suppressions;
  private final Mailings mailings;
  private final JdbcClient jdbc;
  @LocalServerPort private int port;
  private String page;

  PreferencePageTests(
      Readers readers, Suppressions suppressions, Mailings mailings, JdbcClient jdbc) {
    this.readers = readers;
    this.suppressions = suppressions;
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
    registry.add("storycast.readers.sections[0]", () -> "Politics");
    registry.add("storycast.readers.sections[1]", () -> "Arts, Culture");
    registry.add("storycast.readers.sections[2]", () -> "Sport");
    registry.add("storycast.readers.languages", () -> "en,kk,ru");
  }

  /** The page is the one to which the link in a real mail leads. */
  @BeforeEach
  void begin() {
    for (String table :
        List.of(
            "issue_unsubscription",
            "mailing_line",
            "issue",
            "consent_event",
            "suppression",
            "reader")) {
      this.jdbc.sql("DELETE FROM " + table).update();
    }
    RELAY.forget();
    this.readers.add(
        new NewReader(ANNA, "Anna", "de", Set.of("Chess"), "en"), new Consent("form", ""));
    String body =
        "<html><body>Rivers rise. <a href=\"%s\">Preferences</a> %s</body></html>"
            .formatted(Markers.PREFERENCES, Markers.UNSUBSCRIBE);
    this.mailings.open(
        UUID.randomUUID().toString(),
        new IssueContent("Rivers rise", "", body, "Rivers. " + Markers.UNSUBSCRIBE, "en"),
        new Recipients("de", List.of("Chess")));
    Awaitility.await().until(() -> RELAY.mails().size() == 1);
    String link =
        Jsoup.parse(RELAY.mails().getFirst().body("text/html"))
            .select("a:contains(Preferences)")
            .attr("href");
    this.page = URI.create(link).getPath();
  }

  @Test
  void showsWishesAndNeverTheWholeAddress() throws Exception {
    HttpResponse<String> answer = get(this.page);
    keep("preferences.html", answer.body());
    Document shown = Jsoup.parse(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("anna@").contains("a…@example.org");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
    assertThat(shown.select("#name").val()).isEqualTo("Anna");
    assertThat(shown.select("option").eachText())
        .containsExactly("English", "Қазақ тілі", "Русский", "Deutsch");
    assertThat(shown.select("option[selected]").eachAttr("value")).containsExactly("de");
    assertThat(shown.select("input[name=section]").eachAttr("value"))
        .containsExactly("politics", "arts, culture", "sport", "chess");
    assertThat(shown.select("input[name=section][checked]").eachAttr("value"))
        .containsExactly("chess");
    assertThat(shown.select("input[name=rhythm][checked]").eachAttr("value"))
        .containsExactly("EACH_STORY");
    assertThat(events()).containsExactly(ConsentEvent.Kind.ADDED);
  }

  @Test
  void savesWishesAndProvesWhatWasShown() throws Exception {
    HttpResponse<String> saved =
        save("name=Anna+B.&language=kk&which=some&section=arts%2C+culture&rhythm=DAILY");
    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(saved.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(Jsoup.parse(saved.body()).select("[role=status]").text()).isEqualTo("Saved.");
    assertThat(anna())
        .extracting(Reader::name, Reader::language, Reader::sections, Reader::rhythm)
        .containsExactly("Anna B.", "kk", Set.of("arts, culture"), Rhythm.DAILY);
    ConsentEvent event = this.readers.consentOf(anna().id()).getLast();
    assertThat(event.kind()).isEqualTo(ConsentEvent.Kind.CHANGED);
    assertThat(event.how().source()).startsWith("preference page, issue ");
    assertThat(event.how().networkAddress()).isEqualTo("127.0.0.1");
    assertThat(event.how().actor()).isEqualTo(Consent.READER);
    assertThat(event.text())
        .contains("By saving I ask The Steppe Courier to send me mail")
        .contains("Arts, Culture")
        .contains("Once a day");
  }

  @Test
  void savesAllSectionsAndAFormThatShowsNoLanguage() throws Exception {
    save("name=Anna&which=all&section=chess&rhythm=WEEKLY");
    assertThat(anna())
        .extracting(Reader::language, Reader::sections, Reader::rhythm)
        .containsExactly("de", Set.of(), Rhythm.WEEKLY);
  }

  @Test
  void refusesWhatWasNotOfferedAndStoresNothing() throws Exception {
    for (String wrong :
        List.of(
            "language=fr&which=all&rhythm=DAILY",
            "language=kk&which=some&rhythm=DAILY",
            "language=kk&which=some&section=gossip&rhythm=DAILY",
            "language=kk&which=all&rhythm=HOURLY",
            "language=kk&which=all")) {
      HttpResponse<String> answer = save("name=Berta&" + wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text())
          .as(wrong)
          .startsWith("Please choose");
      assertThat(Jsoup.parse(answer.body()).select("#name").val()).isEqualTo("Berta");
    }
    HttpResponse<String> old =
        post(this.page, "name=B&rhythm=DAILY&which=all&text=" + "0".repeat(64));
    assertThat(old.body()).contains("open for too long");
    assertThat(anna().name()).isEqualTo("Anna");
    assertThat(events()).containsExactly(ConsentEvent.Kind.ADDED);
  }

  @Test
  void unsubscribesAndOffersTheWayBack() throws Exception {
    String form = formText();
    HttpResponse<String> left = post(this.page + "/unsubscribe", "");
    keep("preferences-unsubscribed.html", left.body());
    assertThat(left.body()).contains("You are unsubscribed");
    assertThat(unsubscriptions()).isEqualTo(1);
    assertThat(Jsoup.parse(left.body()).select(SIGN_UP)).isNotEmpty();
    assertThat(anna().state()).isEqualTo(ReaderState.UNSUBSCRIBED);
    HttpResponse<String> tooLate = post(this.page, "name=B&which=all&rhythm=DAILY&text=" + form);
    assertThat(tooLate.body()).contains("You are unsubscribed");
    assertThat(unsubscriptions()).as("each reader counts once").isEqualTo(1);
    assertThat(anna().name()).isEqualTo("Anna");
    assertThat(get(this.page).body()).contains("You are unsubscribed").doesNotContain("Save");
    assertThat(events()).containsExactly(ConsentEvent.Kind.ADDED, ConsentEvent.Kind.UNSUBSCRIBED);
  }

  private int unsubscriptions() {
    return this.jdbc.sql("SELECT COUNT(*) FROM issue_unsubscription").query(Integer.class).single();
  }

  @Test
  void tellsWhyASuppressedReaderGetsNothing() throws Exception {
    this.suppressions.suppress(anna().id(), SuppressionReason.BOUNCED, "550");
    HttpResponse<String> answer = get(this.page);
    keep("preferences-suppressed.html", answer.body());
    assertThat(answer.body()).contains("our mail came back").doesNotContain("Save");
  }

  @Test
  void handsOutTheFileAfterAskingAndAFewTimesOnly() throws Exception {
    HttpResponse<String> asked = get(this.page + "/copy");
    keep("own-data-copy.html", asked.body());
    assertThat(asked.body()).contains("Download the file");
    assertThat(events()).containsExactly(ConsentEvent.Kind.ADDED);
    HttpResponse<String> answer = post(this.page + "/copy", "");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"my-data.json\"");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).doesNotContain("anna@");
    JsonNode file = new JsonMapper().readTree(answer.body());
    assertThat(file.at("/reader/email").asString()).isEqualTo("a…@example.org");
    assertThat(file.at("/reader/sections/0").asString()).isEqualTo("chess");
    assertThat(file.at("/reader/addedAt").asString()).contains("T").endsWith("Z");
    assertThat(file.at("/consent/1/event").asString()).isEqualTo("EXPORTED");
    assertThat(file.at("/further/mailings/0/subject").asString()).isEqualTo("Rivers rise");
    for (int time = 1; time < 5; time++) {
      assertThat(post(this.page + "/copy", "").statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = post(this.page + "/copy", "");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("tomorrow");
  }

  @Test
  void erasesAfterAskingAndForGood() throws Exception {
    HttpResponse<String> asked = get(this.page + "/erase");
    keep("own-data-erase.html", asked.body());
    assertThat(asked.body()).contains("cannot be undone").doesNotContain("anna@");
    assertThat(this.readers.find(ANNA)).isPresent();
    for (int time = 0; time < 2; time++) {
      HttpResponse<String> erased = post(this.page + "/erase", "");
      keep("own-data-erased.html", erased.body());
      assertThat(erased.statusCode()).isEqualTo(200);
      assertThat(erased.body()).contains("Everything is erased");
    }
    assertThat(this.readers.find(ANNA)).isEmpty();
    assertThat(this.readers.add(new NewReader(ANNA, "A", "en", null, "en"), new Consent("x", "")))
        .isEqualTo(Addition.LEFT_UNSUBSCRIBED);
    assertThat(get(this.page).body()).contains("Everything is erased");
    assertThat(post(this.page + "/copy", "").body()).contains("Everything is erased");
    String unsubscribe = this.page.replace("/p/", "/u/");
    assertThat(post(unsubscribe, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
    assertThat(get(unsubscribe).body()).contains("You are unsubscribed");
  }

  @Test
  void tellsAStrangerWhatToDoAndNothingElse() throws Exception {
    String forged =
        this.page.substring(0, this.page.length() - 1) + (this.page.endsWith("A") ? "B" : "A");
    for (String path : List.of(forged, "/p/nonsense")) {
      for (HttpResponse<String> answer :
          List.of(
              get(path),
              post(path, "name=B"),
              get(path + "/copy"),
              post(path + "/copy", ""),
              get(path + "/erase"),
              post(path + "/erase", ""),
              post(path + "/unsubscribe", ""))) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("This link is not valid").contains("answer the mail");
        assertThat(answer.body()).doesNotContain("example.org").doesNotContain("Anna");
      }
    }
    assertThat(events()).containsExactly(ConsentEvent.Kind.ADDED);
  }

  @Test
  void showsWhatAReaderWroteAsText() throws Exception {
    save("name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&which=all&rhythm=DAILY");
    assertThat(get(this.page).body()).contains("&lt;script&gt;").doesNotContain("<script>");
  }

  private Reader anna() {
    return this.readers.find(ANNA).orElseThrow();
  }

  private List<ConsentEvent.Kind> events() {
    return this.readers.consentOf(anna().id()).stream().map(ConsentEvent::kind).toList();
  }

  private HttpResponse<String> save(String fields) throws Exception {
    return post(
        this.page, fields + "&text=" + URLEncoder.encode(formText(), StandardCharsets.UTF_8));
  }

  private String formText() throws Exception {
    return Jsoup.parse(get(this.page).body()).select("input[name=text]").val();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).GET());
  }

  private HttpResponse<String> post(String path, String fields) throws Exception {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(fields)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
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
