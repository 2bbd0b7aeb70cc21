// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Rhythm;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.ReceivedMail;

class LetterPressTests {

  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final UUID LETTER = new UUID(3, 4);
  private static final URI CONFIRM = URI.create("https://news.courier.example/c/x?a=1&b=2");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final LetterPress press = press(Map.of());

  @Test
  void asksWhoeverSignedUp() {
    ReceivedMail mail = received(this.press.confirmation(ANNA, "kk", false, CONFIRM));
    assertThat(mail.subject()).isEqualTo("confirm SUBJECT kk");
    assertThat(mail.header("To")).isEqualTo("anna@example.org");
    assertThat(mail.header("From")).isEqualTo("The Steppe Courier <news@courier.example>");
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(mail.header("Content-Language")).isEqualTo("kk");
    assertThat(mail.has("List-Id")).isFalse();
    assertThat(mail.has("List-Unsubscribe")).isFalse();
    assertThat(mail.body("text/plain")).contains(CONFIRM.toString()).contains("1 Abay Street");
    assertThat(mail.body("text/html"))
        .contains("<p style=\"color: red\">" + CONFIRM.toString().replace("&", "&amp;"))
        .doesNotContain("storycast:");
  }

  @Test
  void welcomesAReaderWithAWayOut() {
    Reader anna = reader("Anna");
    ReceivedMail mail = received(this.press.welcome(anna, LETTER));
    String token = mail.header("List-Unsubscribe").replaceAll("^<.*/u/|>$", "");
    assertThat(tokens().read(token)).map(UnsubscribeToken::reader).contains(anna.id());
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.header("List-Id")).isEqualTo("The Steppe Courier <news.courier.example>");
    assertThat(mail.body("text/plain"))
        .contains("Anna")
        .contains("https://news.courier.example/archive")
        .contains("https://news.courier.example/u/" + token)
        .contains("https://news.courier.example/p/" + token);
  }

  @Test
  void givesALetterOneMessageIdHoweverOftenItIsWritten() {
    String first = idOf(this.press.confirmation(ANNA, "en", false, CONFIRM));
    String welcome = idOf(this.press.welcome(reader("Anna"), LETTER));
    this.clock.advance(Duration.ofHours(1));
    assertThat(idOf(this.press.confirmation(ANNA, "en", false, CONFIRM))).isEqualTo(first);
    assertThat(idOf(this.press.welcome(reader("Anna"), LETTER)))
        .isEqualTo(welcome)
        .isNotEqualTo(first);
    assertThat(idOf(this.press.confirmation(ANNA, "en", false, CONFIRM.resolve("/other"))))
        .isNotEqualTo(first);
  }

  @Test
  void isSignedAsIssuesAre() throws Exception {
    Map<String, String> keys = DkimPairs.both();
    DkimVerifier verifier = new DkimVerifier(press(keys).welcome(reader("Анна"), LETTER));
    String record = letterhead(keys).signer().keys().getFirst().dnsRecord();
    assertThat(verifier.accepts(0, record)).isTrue();
  }

  @Test
  void isNotWrittenWhereMailCantBe() {
    Map<String, String> broken = Map.of("dkim.rsa.selector", "s", "dkim.rsa.key", "nonsense");
    assertThatThrownBy(() -> press(broken).confirmation(ANNA, "en", false, CONFIRM))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("storycast.mail.dkim.rsa.key holds no key");
  }

  private LetterPress press(Map<String, String> settings) {
    return new LetterPress(letterhead(settings), LetterPressTests::text, tokens(), this.clock);
  }

  private static Letterhead letterhead(Map<String, String> settings) {
    return MailingFixture.letterhead(MailingFixture.properties(25, settings), settings);
  }

  private static UnsubscribeTokens tokens() {
    return new UnsubscribeTokens(
        new TokenSecret(MailingFixture.properties(25, Map.of()), Path.of("none")));
  }

  private static String text(
      String letter, LetterTexts.Part part, String language, Map<String, String> values) {
    String words =
        values.values().stream().filter(it -> !it.isEmpty()).collect(Collectors.joining("\n"));
    String places =
        letter.equals(LetterTexts.WELCOME)
            ? "\n%s\n%s".formatted(Markers.UNSUBSCRIBE, Markers.PREFERENCES)
            : "";
    return switch (part) {
      case SUBJECT -> "%s %s %s".formatted(letter, part, language);
      case HTML ->
          "<style>p { color: red }</style><p>%s%s</p>%s"
              .formatted(words, places, Markers.POSTAL_ADDRESS);
      case TEXT -> words + places + "\n" + Markers.POSTAL_ADDRESS;
    };
  }

  private static String idOf(byte[] letter) {
    return received(letter).header("Message-ID");
  }

  private static ReceivedMail received(byte[] letter) {
    assertThat(new String(letter, StandardCharsets.ISO_8859_1).chars()).allMatch(it -> it < 127);
    return new ReceivedMail(Instant.EPOCH, "", "", letter);
  }

  private static Reader reader(String name) {
    return new Reader(
        new ReaderId(new UUID(1, 2)),
        ANNA,
        name,
        "en",
        Set.of(),
        Rhythm.EACH_STORY,
        ReaderState.CONFIRMED,
        "form",
        Instant.EPOCH);
  }
}
