// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Readers;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Markers;
import org.storycast.mailing.Recipients;
import org.storycast.running.RunningService;
import org.storycast.simulator.EmailSimulator;

/** An issue that the relay refuses for policy stops, and a person decides. */
class StoppedIssuesTests {

  private static final int READERS = 12;
  private static final String BLOCKED = "550 5.7.1 Blocked by our policy";
  private static final EmailSimulator RELAY = new EmailSimulator(Clock.systemUTC());
  private static final RunningService SERVICE =
      RunningService.on(
          TestDatabase.Kind.H2.fresh(),
          RunningService.temporary(),
          "storycast.mail.host=127.0.0.1",
          "storycast.mail.port=" + RELAY.port(),
          "storycast.mail.encryption=none",
          "storycast.mail.connections=1",
          "storycast.mail.from=news@courier.example");

  @BeforeAll
  static void addReaders() {
    for (int reader = 0; reader < READERS; reader++) {
      EmailAddress address = EmailAddress.parse(addressOf(reader));
      SERVICE
          .context()
          .getBean(Readers.class)
          .add(new NewReader(address, "", "en", Set.of(), "en"), new Consent("form", ""));
    }
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
    RELAY.close();
  }

  @Test
  void aPersonLetsItGoOnOrEndsIt() throws IOException {
    Browser operator = Browser.loggedIn(SERVICE, SERVICE.token("olga", Role.OPERATOR));
    refuseAll(BLOCKED);
    open("first", "Rivers rise in the north");
    Document stopped = whenStopped(operator, "Rivers rise in the north");
    keep(stopped);
    assertThat(stopped.select("#issues .why").text()).contains("10 copies in a row");
    refuseAll(null);
    String goOn = "#issues form[action$=go-on]";
    assertThat(operator.submit(stopped, goOn, Map.of()).text()).contains("The issue goes on");
    assertThat(operator.submit(stopped, goOn, Map.of()).text()).contains("not stopped any more");
    whenSettled("first");

    refuseAll(BLOCKED);
    open("second", "The bridge opens");
    Document again = whenStopped(operator, "The bridge opens");
    Document ended = operator.submit(again, "#issues form[action$=end]", Map.of());
    assertThat(ended.text()).contains("The issue has ended");
    assertThat(ended.select("#issues")).isEmpty();
    whenSettled("second");
  }

  @Test
  void whoMayOnlyReadSeesNoButton() {
    Browser reader = Browser.loggedIn(SERVICE, SERVICE.token("ivan", Role.READER));
    assertThat(reader.open("/console").select("#issues form")).isEmpty();
  }

  private static Document whenStopped(Browser operator, String subject) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> subjects(operator.open("/console")).contains(subject));
    return operator.open("/console");
  }

  private static void whenSettled(String key) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> mailings().progress(key).orElseThrow().settled());
  }

  private static List<String> subjects(Document page) {
    return page.select("#issues h3").stream().map(Element::text).toList();
  }

  private static Mailings mailings() {
    return SERVICE.context().getBean(Mailings.class);
  }

  private static void open(String key, String subject) {
    String html = "<p>News</p> " + Markers.UNSUBSCRIBE;
    mailings()
        .open(
            key,
            new IssueContent(subject, "", html, Markers.UNSUBSCRIBE, "en"),
            new Recipients("en", List.of()));
  }

  private static void refuseAll(@Nullable String reply) {
    for (int reader = 0; reader < READERS; reader++) {
      RELAY.refuse(addressOf(reader), reply);
    }
  }

  private static String addressOf(int reader) {
    return "reader%d@example.org".formatted(reader);
  }

  private static void keep(Document page) throws IOException {
    Path kept = Path.of("target", "looked-at");
    Files.createDirectories(kept);
    String css = Files.readString(Path.of("src/main/resources/static/console/assets/console.css"));
    Document copy = page.clone();
    copy.head().appendElement("style").appendText(css);
    Files.writeString(kept.resolve("stopped-issue.html"), copy.outerHtml());
  }
}
