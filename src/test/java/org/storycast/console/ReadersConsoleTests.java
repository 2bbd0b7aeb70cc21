// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.access.Role;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Preferences;
import org.storycast.audience.Readers;
import org.storycast.audience.Rhythm;
import org.storycast.audience.Wishes;
import org.storycast.running.RunningService;

class ReadersConsoleTests {

  private static final Path KEPT = Path.of("target", "looked-at");

  private final RunningService service = RunningService.shared();
  private final Browser browser = as(Role.OPERATOR);
  private final String email = "zz" + UUID.randomUUID() + "@courier.example";
  private final String path;

  ReadersConsoleTests() {
    Readers readers = this.service.context().getBean(Readers.class);
    EmailAddress address = EmailAddress.parse(this.email);
    readers.add(
        new NewReader(address, "Zhanna <b>", "kk", Set.of("Sport"), Rhythm.DAILY, "en"),
        new Consent("sign-up form", "192.0.2.7"));
    this.path = "/console/readers/" + readers.find(address).orElseThrow().id();
  }

  private Browser as(Role role) {
    return Browser.loggedIn(this.service, this.service.token(role + " " + UUID.randomUUID(), role));
  }

  /** Other tests count the readers. */
  @AfterEach
  void forget() {
    this.service
        .context()
        .getBean(JdbcClient.class)
        .sql("DELETE FROM reader WHERE address LIKE 'zz%'")
        .update();
  }

  @Test
  void readerIsFoundByAddressAndShownWithWishesAndConsent() throws IOException {
    Preferences preferences = this.service.context().getBean(Preferences.class);
    Readers readers = this.service.context().getBean(Readers.class);
    preferences.change(
        readers.find(EmailAddress.parse(this.email)).orElseThrow().id(),
        "Zhanna <b>",
        new Wishes("kk", Set.of("Sport", "Arts"), Rhythm.WEEKLY),
        new Consent(
            "preference page", "192.0.2.8", preferences.keepText("Which mail?"), Consent.READER));
    Document page =
        this.browser.submit(
            this.browser.open("/console/readers"),
            "form[action$='/find']",
            Map.of("email", this.email.toUpperCase(java.util.Locale.ROOT)));
    keep("console-readers.html", this.browser.open("/console/readers"));
    keep("console-reader.html", page);
    assertThat(page.select("h1").text()).isEqualTo(this.email + " Gets mail");
    assertThat(page.select(".facts-list").first().text())
        .contains("Zhanna <b>")
        .contains("arts, sport")
        .contains("once a week");
    assertThat(page.select(".history li").eachText())
        .hasSize(2)
        .first()
        .asString()
        .contains("changed")
        .contains("192.0.2.8")
        .contains("Which mail?");
    assertThat(find("nobody@courier.example").select("[role=alert]").text())
        .contains("No reader has this address");
    assertThat(find("nobody").select("[role=alert]").text()).contains("has no @");
  }

  private Document find(String email) {
    return this.browser.submit(
        this.browser.open("/console/readers"), "form[action$='/find']", Map.of("email", email));
  }

  @Test
  void readerIsSuppressedLiftedAndUnsubscribed() {
    assertThat(order("/suppress", Map.of("why", " ")).select("[role=alert]").text())
        .contains("characters why");
    Document suppressed = order("/suppress", Map.of("why", "a letter"));
    assertThat(suppressed.select("h1 .badge").text()).isEqualTo("Suppressed");
    assertThat(suppressed.text()).contains("By hand").contains("a letter");
    Document list = this.browser.open("/console/suppressions");
    assertThat(list.select(".lines li").first().text()).contains(this.email).contains("By hand");
    assertThat(order("/lift", Map.of("why", "they wrote")).select("h1 .badge").text())
        .isEqualTo("Gets mail");
    Document left = order("/unsubscribe", Map.of());
    assertThat(left.select("h1 .badge").text()).isEqualTo("Unsubscribed");
    assertThat(left.select("form[action$='/lift'], form[action$='/unsubscribe']")).isEmpty();
  }

  @Test
  void fileIsDownloaded() {
    Element form = this.browser.open(this.path).select("form[action$='/export']").first();
    HttpResponse<String> file =
        this.browser.send(
            this.browser.posting(this.path + "/export", Browser.hidden(form), Map.of()));
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=\"reader-");
    assertThat(file.body()).contains(this.email).contains("\"EXPORTED\"").contains("192.0.2.7");
    assertThat(this.browser.open(this.path).select(".history li").first().text())
        .contains("exported")
        .contains("OPERATOR");
  }

  @Test
  void readerIsErasedOnlyWhenThatIsTicked() throws IOException {
    assertThat(order("/erase", Map.of()).select("[role=alert]").text()).contains("Tick");
    Document erased = order("/erase", Map.of("sure", "true"));
    keep("console-reader-erased.html", erased);
    assertThat(erased.text()).doesNotContain(this.email).doesNotContain("Zhanna");
    assertThat(erased.select("h1").text()).isEqualTo("A reader who was erased Erased");
    assertThat(erased.select(".history li").first().text()).contains("erased");
    assertThat(erased.select("form[action$='/erase']")).isEmpty();
    assertThat(find(this.email).select("[role=alert]").text()).contains("suppression list");
  }

  @Test
  void suppressionsAreAddedListedAndLiftedByHand() throws IOException {
    String stranger = "stranger" + UUID.randomUUID() + "@courier.example";
    Document list =
        this.browser.submit(
            this.browser.open("/console/suppressions"),
            "form[action$='/suppressions']",
            Map.of("email", stranger, "why", "lawyer of " + stranger));
    keep("console-suppressions.html", list);
    Element entry = list.select(".lines li").first();
    assertThat(entry.text()).contains("By hand").contains("lawyer of …@courier.example");
    assertThat(list.text()).doesNotContain(stranger);
    String action = entry.select("form").attr("action");
    Document lifted =
        this.browser.submit(list, "form[action='" + action + "']", Map.of("why", "a mistake"));
    assertThat(lifted.select("[role=status]").text()).contains("lifted");
    assertThat(lifted.select("form[action='" + action + "']")).isEmpty();
    assertThat(this.browser.get("/console/suppressions?after=x").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyOperatorsSeeReaders() {
    Browser editor = as(Role.EDITOR);
    assertThat(editor.open("/console").select("a[href=/console/readers]")).isEmpty();
    for (String page : List.of("/console/readers", this.path, "/console/suppressions")) {
      HttpResponse<String> answer = editor.get(page);
      assertThat(answer.statusCode()).as(page).isEqualTo(403);
      assertThat(answer.body()).as(page).doesNotContain(this.email);
    }
    assertThat(this.browser.get("/console/readers/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
  }

  private Document order(String action, Map<String, String> fields) {
    return this.browser.submit(
        this.browser.open(this.path), "form[action$='" + action + "']", fields);
  }

  private static void keep(String name, Document page) throws IOException {
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve(name), page.html());
  }
}
