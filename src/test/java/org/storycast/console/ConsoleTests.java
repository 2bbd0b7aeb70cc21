// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.storycast.access.AccessTokens;
import org.storycast.access.Role;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;

class ConsoleTests {

  private final RunningService service = RunningService.shared();

  private Browser as(Role role) {
    return Browser.loggedIn(this.service, this.service.token(role + " " + UUID.randomUUID(), role));
  }

  @Test
  void doubtIsShownFirstAndSettled() {
    String story = Submissions.submit(this.service, "Settled in the console #unclear");
    String id = Submissions.await(this.service, story, "courier", "UNCLEAR").path("id").asString();
    Browser browser = as(Role.OPERATOR);
    Document page = browser.open("/console");
    assertThat(page.select("#doubts a[href$=" + id + "]").text())
        .isEqualTo("Settled in the console #unclear");
    browser.submit(page, "form[action$='" + id + "/look-again']", Map.of());
    Submissions.await(this.service, story, "courier", "UNCLEAR");
    Document wrong =
        browser.submit(
            browser.open("/console/deliveries/" + id),
            "form[action$='/published']",
            Map.of("remoteId", "", "address", "javascript:alert(1)"));
    assertThat(wrong.select("[role=alert]").text()).contains("is no address");
    Document settled =
        browser.submit(
            wrong,
            "form[action$='/published']",
            Map.of("remoteId", "4711-" + id, "address", "https://recorder.example/4711"));
    assertThat(settled.select("[role=status]").text()).contains("it is published");
    assertThat(settled.select("h1 .badge").text()).isEqualTo("Published");
    assertThat(settled.select("a[href=https://recorder.example/4711]")).hasSize(1);
    assertThat(settled.select(".history").text()).contains("decided").contains("OPERATOR");
  }

  @Test
  void doubtIsGivenUpOrSentAgain() {
    String story = Submissions.submit(this.service, "Given up #unclear");
    Browser browser = as(Role.OPERATOR);
    String first =
        Submissions.await(this.service, story, "courier", "UNCLEAR").path("id").asString();
    Document page = browser.open("/console/deliveries/" + first);
    assertThat(
            browser.submit(page, "form[action$='/give-up']", Map.of()).select("h1 .badge").text())
        .isEqualTo("Cancelled");
    String second =
        Submissions.await(this.service, story, "gazette", "UNCLEAR").path("id").asString();
    browser.submit(
        browser.open("/console/deliveries/" + second), "form[action$='/send-again']", Map.of());
    assertThat(browser.open("/console/deliveries/" + second).select(".history").text())
        .contains("send again");
    Document tooLate = browser.submit(page, "form[action$='/give-up']", Map.of());
    assertThat(tooLate.select("[role=alert]").text()).contains("only deliveries in doubt can");
  }

  @Test
  void storyIsPreviewedRehearsedTestedAndSent() {
    String story = Submissions.submit(this.service, "Handled in the console");
    Submissions.await(this.service, story, "courier", "PUBLISHED");
    Browser browser = as(Role.OPERATOR);
    Document page = browser.open("/console/stories/" + story + "?channel=desk");
    assertThat(page.select("input[value=desk]").hasAttr("checked")).isTrue();
    Document preview = browser.press(page, "/preview", Map.of());
    assertThat(preview.select(".preview pre").first().wholeText())
        .isEqualTo("Handled in the console\nThe river rose by a metre.");
    assertThat(preview.select(".preview .measure").first().text()).contains("of 200 code points");
    browser.submit(page, "form[action$='/rehearse']", Map.of("channel", "desk"));
    Submissions.await(this.service, story, "desk", "REHEARSED");
    browser.press(page, "/test", Map.of("channel", "desk"));
    Submissions.await(this.service, story, "desk", "PUBLISHED");
    Document refused = browser.press(page, "/test", Map.of("channel", "courier"));
    assertThat(refused.select("[role=alert]").text()).contains("is not a channel for tests");
    assertThat(browser.press(page, "/send", Map.of()).select("[role=alert]").text())
        .contains("Choose at least one channel");
    Document later =
        browser.press(page, "/send", Map.of("channel", "desk", "at", "2099-01-01T08:00"));
    assertThat(later.select("[role=status]").text()).contains("Planned for desk");
    assertThat(later.select("time[datetime=2099-01-01T08:00:00Z]")).isNotEmpty();
    browser.submit(
        page, "form[action$='/send-again']", Map.of("channel", "gazette", "occasion", "evening"));
    browser.submit(page, "form[action$='/withdraw']", Map.of());
    Document withdrawn = browser.open("/console/stories/" + story);
    assertThat(withdrawn.text()).contains("Withdrawn").contains("again: evening");
    assertThat(withdrawn.select("button[formaction$=/send]")).isEmpty();
  }

  @Test
  void channelIsPausedAndResumed() {
    Browser browser = as(Role.OPERATOR);
    Document paused =
        browser.submit(browser.open("/console"), "#channels form[action$='/desk/pause']", Map.of());
    assertThat(paused.select("#stopped").text()).contains("Paused by OPERATOR");
    Document resumed = browser.submit(paused, "#stopped form[action$='/desk/resume']", Map.of());
    assertThat(resumed.select("#stopped").text()).doesNotContain("desk").contains("lost");
  }

  @Test
  void readerSeesEverythingAndOrdersNothing() {
    String story = Submissions.submit(this.service, "Only read #unclear");
    Submissions.await(this.service, story, "courier", "UNCLEAR");
    Browser reader = as(Role.READER);
    Document page = reader.open("/console");
    assertThat(page.select("#matrix").text()).contains("Only read");
    assertThat(page.select("main form[method=post]")).isEmpty();
    String csrf = Browser.hidden(page.select("form[action$='/logout']").first());
    for (String path :
        java.util.List.of(
            "/console/channels/pause",
            "/console/stories/" + story + "/send",
            "/console/stories/" + story + "/rehearse",
            "/console/installation/confirm")) {
      HttpResponse<String> reply =
          reader.send(reader.posting(path, csrf, Map.of("channel", "courier")));
      assertThat(reply.statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void formWithoutItsSecretIsRefused() {
    Browser browser = as(Role.OPERATOR);
    HttpResponse<String> reply =
        browser.send(browser.posting("/console/channels/pause", "", Map.of("x", "y")));
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(browser.open("/console").select("#stopped").text())
        .doesNotContain("courier Recorder");
  }

  @Test
  void strangerIsLedToTheDoor() {
    Browser stranger = new Browser(this.service);
    Document page = stranger.open("/console");
    assertThat(page.select("input[name=token]")).hasSize(1);
    Document wrong = stranger.submit(page, "form", Map.of("token", "sct_wrong"));
    assertThat(wrong.select("[role=alert]").text()).containsAnyOf("unknown", "Too many");
    assertThat(stranger.get("/console/assets/console.css").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/webjars/htmx.org/dist/htmx.min.js").statusCode()).isEqualTo(200);
  }

  @Test
  void sessionEndsWithItsToken() {
    String token = this.service.token("leaving " + UUID.randomUUID(), Role.READER);
    Browser browser = Browser.loggedIn(this.service, token);
    assertThat(browser.open("/console").select("#matrix, .empty")).isNotEmpty();
    AccessTokens tokens = this.service.context().getBean(AccessTokens.class);
    tokens.revoke(tokens.authenticate(token).orElseThrow().id());
    assertThat(browser.open("/console").select("input[name=token]")).hasSize(1);
  }

  @Test
  void cookieAndHeadersAreStrict() {
    HttpResponse<String> reply = new Browser(this.service).get("/console/login");
    assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(reply.headers().allValues("Set-Cookie").toString())
        .contains("HttpOnly")
        .contains("SameSite=Strict");
    assertThat(reply.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void unknownPagesSaySo() {
    Browser browser = as(Role.READER);
    assertThat(browser.get("/console/nothing").statusCode()).isEqualTo(404);
    assertThat(browser.get("/console/deliveries/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(browser.get("/console/stories/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(browser.get("/console/stories/x").body()).contains("That did not work");
    assertThat(browser.get("/console?after=x").statusCode()).isEqualTo(404);
    assertThat(browser.get("/console/media/" + "0".repeat(64)).statusCode()).isEqualTo(404);
  }
}
