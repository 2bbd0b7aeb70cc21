// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Rhythm;
import org.storycast.simulator.ReceivedMail;

class IssueMessageTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final IssueId ISSUE = IssueId.parse("0b9a2c1e-1111-4222-8333-444455556666");
  private static final Map<String, String> MAILBOX =
      Map.of("unsubscribe-address", "leave@courier.example");

  @Test
  void hasTheHeadersThatMailboxProvidersAskFor() throws IOException {
    ReceivedMail mail = received(Issues.anIssue(), reader("Anna"), MAILBOX);
    assertThat(mail.subject()).isEqualTo(Issues.anIssue().subject());
    assertThat(mail.header("From")).isEqualTo("The Steppe Courier <news@courier.example>");
    assertThat(mail.header("To")).isEqualTo("Anna <anna@example.org>");
    assertThat(mail.header("Date")).isEqualTo("Fri, 20 Nov 2026 12:00:00 +0000");
    assertThat(mail.header("Message-ID"))
        .matches("<0b9a2c1e-[0-9a-f-]+\\.[0-9a-f]{20}@courier.example>");
    assertThat(mail.header("List-Id")).isEqualTo("The Steppe Courier <news.courier.example>");
    assertThat(mail.header("List-Post")).isEqualTo("NO");
    assertThat(mail.header("List-Help")).isEqualTo("<mailto:news@courier.example?subject=help>");
    assertThat(mail.header("List-Archive")).isEqualTo("<https://news.courier.example/archive>");
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.header("List-Unsubscribe"))
        .matches(
            "<https://news.courier.example/u/[A-Za-z0-9_-]{64}>,"
                + " <mailto:leave@courier.example\\?subject=unsubscribe-[A-Za-z0-9_-]{64}>");
    assertThat(mail.header("Feedback-ID")).isEqualTo("0b9a2c1e:en:newsletter:storycast");
    assertThat(mail.header("Precedence")).isEqualTo("bulk");
    assertThat(mail.has("Auto-Submitted")).isFalse();
  }

  @Test
  void saysTheSameInBothBodies() throws IOException {
    ReceivedMail mail = received(Issues.anIssue(), reader("Anna"), Map.of());
    String link = mail.header("List-Unsubscribe").replaceAll("[<>]", "");
    assertThat(mail.body("text/html"))
        .contains("Ünïcode = “quotes”")
        .contains("What the new budget means")
        .contains("<a href=\"" + link + "\">")
        .contains("https://news.courier.example/i/" + ISSUE)
        .contains("1 Abay Street")
        .contains("\r\n.leading dot\r\n")
        .doesNotContain("storycast:");
    assertThat(mail.body("text/plain"))
        .contains("Ünïcode = “quotes”\r\n.\r\n.leading dot\r\nFrom the newsroom\r\n")
        .contains("Unsubscribe: " + link + "\r\n")
        .doesNotContain("storycast:");
  }

  @Test
  void isTheSameMessageEveryTime() throws IOException {
    assertThat(raw(Issues.anIssue(), reader("Anna"), Map.of()))
        .isEqualTo(raw(Issues.anIssue(), reader("Anna"), Map.of()));
  }

  @Test
  void keepsItsLinesShortAndInAscii() throws IOException {
    String raw =
        new String(
            raw(Issues.anIssue(), reader("Анна Нұрлан"), MAILBOX), StandardCharsets.ISO_8859_1);
    String body = raw.substring(raw.indexOf("\r\n\r\n"));
    assertThat(raw.chars().allMatch(character -> character < 127)).isTrue();
    assertThat(Arrays.stream(raw.split("\r\n"))).allMatch(line -> line.length() <= 200);
    assertThat(Arrays.stream(body.split("\r\n"))).allMatch(line -> line.length() <= 76);
    assertThat(raw.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
  }

  @Test
  void hasNoIssueWithoutAWayOut() {
    assertThatThrownBy(() -> new IssueContent("s", "", "<p>x</p>", Markers.UNSUBSCRIBE, "en"))
        .hasMessageContaining(Markers.UNSUBSCRIBE);
    assertThatThrownBy(() -> new IssueContent("s", "", Markers.UNSUBSCRIBE, "x", "en"))
        .hasMessageContaining(Markers.UNSUBSCRIBE);
  }

  @Test
  void letsNothingEndAHeader() throws IOException {
    IssueContent evil = bare("Hello\r\nBcc: all@example.org\r\n\r\nbody", "en");
    ReceivedMail mail = received(evil, reader("Anna\r\nBcc: a@example.org"), Map.of());
    assertThat(mail.has("Bcc")).isFalse();
    assertThat(mail.subject()).isEqualTo("Hello Bcc: all@example.org body");
    assertThat(mail.header("To")).isEqualTo("\"Anna Bcc: a@example.org\" <anna@example.org>");
    assertThatThrownBy(() -> bare("s", "en\r\nBcc: a@example.org"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("language");
  }

  @Test
  void greetsByNameOnlyWhereTheTemplateAsks() throws IOException {
    String asks = "Dear {{storycast:name|reader}}, %s %s";
    IssueContent content =
        new IssueContent(
            "s",
            "",
            "<p>" + asks.formatted(Markers.PREFERENCES, Markers.UNSUBSCRIBE) + "</p>",
            asks.formatted(Markers.PREFERENCES, Markers.UNSUBSCRIBE),
            "en");
    ReceivedMail named =
        received(content, reader("Ann <b> & Ünï  {{storycast:unsubscribe}}"), Map.of());
    String token = named.header("List-Unsubscribe").replaceAll(".*/u/|>.*", "");
    String links =
        ", https://news.courier.example/p/%s https://news.courier.example/u/%s"
            .formatted(token, token);
    assertThat(named.body("text/plain").strip())
        .isEqualTo("Dear Ann <b> & Ünï {{storycast:unsubscribe}}" + links);
    assertThat(named.body("text/html").strip())
        .isEqualTo("<p>Dear Ann &lt;b&gt; &amp; Ünï {{storycast:unsubscribe}}" + links + "</p>");
    assertThat(received(content, reader(""), Map.of()).body("text/plain"))
        .startsWith("Dear reader,");
  }

  @Test
  void knowsHowLongItIsWithTheLongestValues() throws IOException {
    String html = "{{storycast:name|you}} " + Issues.anIssue().html() + Markers.PREFERENCES;
    IssueContent content =
        new IssueContent("s", "pre & header", html, Issues.anIssue().text(), "en");
    MailProperties properties = MailingFixture.properties(25, Map.of());
    int longest =
        MailingFixture.letterhead(properties, Map.of()).longestBytes(html, content.preheader());
    int sent =
        received(content, reader("\"".repeat(200)), Map.of())
            .body("text/html")
            .replace("\r\n", "\n")
            .getBytes(StandardCharsets.UTF_8)
            .length;
    assertThat(longest).isBetween(sent - 1, sent + 100);
  }

  private static IssueContent bare(String subject, String language) {
    return new IssueContent(
        subject, "", "<p>%s</p>".formatted(Markers.UNSUBSCRIBE), Markers.UNSUBSCRIBE, language);
  }

  private static ReceivedMail received(
      IssueContent content, Reader reader, Map<String, String> settings) throws IOException {
    return new ReceivedMail(NOON, "", "", raw(content, reader, settings));
  }

  private static byte[] raw(IssueContent content, Reader reader, Map<String, String> settings)
      throws IOException {
    MailProperties properties = MailingFixture.properties(25, settings);
    Issue issue = new Issue(ISSUE, 1, "key", content, NOON, false, null);
    UnsubscribeTokens tokens = new UnsubscribeTokens(new TokenSecret(properties, Path.of("none")));
    return new IssueMessage(
            issue, MailingFixture.letterhead(properties, settings), tokens, List.of())
        .of(reader, 1);
  }

  private static Reader reader(String name) {
    return new Reader(
        new ReaderId(new UUID(1, 2)),
        EmailAddress.parse("anna@example.org"),
        name,
        "en",
        Set.of(),
        Rhythm.EACH_STORY,
        ReaderState.CONFIRMED,
        "form",
        NOON);
  }
}
