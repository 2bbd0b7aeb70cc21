// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.running.RunningService;

class ReaderImportPagesTests {

  private static final String PAGE = "/console/reader-imports";
  private static final String BOUNDARY = "x-boundary-x";

  private final RunningService service = RunningService.shared();

  private Browser as(Role role) {
    return Browser.loggedIn(this.service, this.service.token(role + " " + UUID.randomUUID(), role));
  }

  private HttpResponse<String> upload(
      Browser browser, String secret, String consent, String fileName, String file) {
    String body =
        part("_csrf", secret)
            + part("consent", consent)
            + part("sections", "Sport, Culture")
            + "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--%s--\r\n"
                .formatted(BOUNDARY, fileName, file, BOUNDARY);
    return browser.send(
        HttpRequest.newBuilder(this.service.address(PAGE))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("Referer", this.service.address(PAGE).toString())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String part(String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, value);
  }

  private static String secret(Document page) {
    Element form = page.select("form[enctype]").first();
    assertThat(form).isNotNull();
    return form.select("input[name=_csrf]").attr("value");
  }

  @Test
  void aFileIsUploadedFollowedAndReported() {
    Browser browser = as(Role.OPERATOR);
    String secret = secret(browser.open(PAGE));
    HttpResponse<String> shown =
        upload(
            browser,
            secret,
            "Form of <March>",
            "<b>list</b>.csv",
            "email,name,Shoe <size>\r\nanna@console.example,Anna,41\r\nnobody,<script>,1\r\n");
    String path = shown.uri().getPath();
    assertThat(path).matches(PAGE + "/[0-9a-f-]{36}");
    assertThat(Jsoup.parse(shown.body()).select("h1").text()).startsWith("<b>list</b>.csv");
    Document ended =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> browser.open(path), it -> it.select("h1 .badge.good").size() == 1);
    assertThat(ended.select("#import").hasAttr("hx-get")).isFalse();
    assertThat(ended.select("progress").attr("value")).isEqualTo("100");
    assertThat(ended.select("#import").text()).contains("2 of 2 rows").contains("Added 1");
    assertThat(ended.text()).contains("Form of <March>").contains("Not read Shoe <size>");
    assertThat(browser.get(ended.select("a[href$=refused.csv]").attr("href")).body())
        .isEqualTo("row,line,reason,email\r\n3,3,the address has no @,nobody\r\n");
    assertThat(browser.open(PAGE).select("#imports-title + .scroll").text()).contains("list");
    assertThat(browser.get(PAGE + "/readers.csv").body())
        .contains("anna@console.example,Anna,en,culture|sport,EACH_STORY,CONFIRMED,,");
    assertThat(browser.get(PAGE + "/suppressions.csv").body()).startsWith("digest,reason");
    Document late =
        Jsoup.parse(
            browser
                .send(browser.posting(path + "/cancel", "_csrf=" + secret + "&", Map.of()))
                .body());
    assertThat(late.select("[role=alert]").text()).contains("It had ended already");
  }

  @Test
  void whatIsWrongIsSaidBesideTheForm() {
    Browser browser = as(Role.OPERATOR);
    String secret = secret(browser.open(PAGE));
    assertThat(alert(upload(browser, secret, " ", "l.csv", "email\na@b.example\n")))
        .contains("consent is empty");
    assertThat(alert(upload(browser, secret, "Form", "l.csv", "mail\na@b.example\n")))
        .contains("it names \"mail\"");
    assertThat(alert(upload(browser, secret, "Form", "l.csv", ""))).contains("Choose a file");
    assertThat(browser.get(PAGE + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void onlyOperatorsSeeAndSendReaders() {
    Browser editor = as(Role.EDITOR);
    assertThat(editor.open("/console").select("a[href=" + PAGE + "]")).isEmpty();
    for (String path : new String[] {"", "/readers.csv", "/suppressions.csv"}) {
      assertThat(editor.get(PAGE + path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(upload(editor, "x", "Form", "l.csv", "email\n").statusCode()).isEqualTo(403);
    Browser stranger = new Browser(this.service);
    assertThat(upload(stranger, "x", "Form", "l.csv", "email\n").statusCode()).isEqualTo(403);
  }

  private static String alert(HttpResponse<String> reply) {
    return Jsoup.parse(reply.body()).select("[role=alert]").text();
  }
}
