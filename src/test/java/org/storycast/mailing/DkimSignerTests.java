// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Rhythm;

class DkimSignerTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path directory;

  @Test
  void signsTwiceAndCoversEveryField() throws Exception {
    Letterhead letterhead = letterhead(DkimPairs.both());
    byte[] message = message(letterhead, "Анна  \"A\" Нұрлан");
    DkimVerifier verifier = new DkimVerifier(message);
    List<DkimKey> keys = letterhead.signer().keys();
    assertThat(verifier.accepts(0, keys.get(0).dnsRecord())).isTrue();
    assertThat(verifier.accepts(1, keys.get(1).dnsRecord())).isTrue();
    assertThat(verifier.signatures())
        .extracting(it -> it.get("a"))
        .containsExactly("rsa-sha256", "ed25519-sha256");
    assertThat(verifier.signatures())
        .allSatisfy(
            tags -> {
              assertThat(tags)
                  .containsEntry("c", "relaxed/relaxed")
                  .containsEntry("d", "courier.example")
                  .doesNotContainKey("l");
              assertThat(tags.get("h").split(":"))
                  .contains(
                      "to",
                      "subject",
                      "date",
                      "message-id",
                      "mime-version",
                      "content-type",
                      "list-id",
                      "list-unsubscribe",
                      "list-unsubscribe-post",
                      "list-post",
                      "list-help",
                      "list-archive",
                      "feedback-id")
                  .filteredOn("from"::equals)
                  .hasSize(2);
            });
    assertThat(text(message).lines().takeWhile(line -> !line.isEmpty()))
        .allMatch(line -> line.length() <= 120);
  }

  @Test
  void doesNotAcceptWhatWasChanged() throws Exception {
    Letterhead letterhead = letterhead(DkimPairs.both());
    String good = text(message(letterhead, "Anna"));
    for (String changed :
        List.of(
            good.replace("Subject: ", "Subject: x"),
            good.replace("/u/", "/w/"),
            good.replace("Date:", "From: evil@example.org\r\nDate:"),
            good.replace("1 Abay", "2 Abay"))) {
      DkimVerifier verifier = new DkimVerifier(changed.getBytes(StandardCharsets.UTF_8));
      for (int index = 0; index < 2; index++) {
        assertThat(verifier.accepts(index, letterhead.signer().keys().get(index).dnsRecord()))
            .isFalse();
      }
    }
  }

  @Test
  void signsTheSameMessageTheSameWay() throws Exception {
    Letterhead letterhead = letterhead(DkimPairs.both());
    assertThat(message(letterhead, "Anna")).isEqualTo(message(letterhead, "Anna"));
  }

  @Test
  void leavesSigningToTheRelayWithoutKeys() throws Exception {
    assertThat(text(message(letterhead(Map.of()), "Anna"))).doesNotContain("DKIM-Signature");
  }

  @Test
  void saysWhatTheDnsMustHave() throws IOException {
    Path file = Files.writeString(this.directory.resolve("dkim.pem"), DkimPairs.RSA);
    List<DkimKey> keys =
        letterhead(
                Map.of(
                    "dkim.domain", "Courier.example",
                    "from", "news@mail.courier.example",
                    "dkim.rsa.selector", "s1",
                    "dkim.rsa.key-file", file.toString()))
            .signer()
            .keys();
    assertThat(keys)
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.dnsName()).isEqualTo("s1._domainkey.courier.example");
              assertThat(key.dnsRecord()).startsWith("v=DKIM1; k=rsa; p=MIIBIjANBgkq");
              assertThat(key.toString()).isEqualTo("DkimKey[s1._domainkey.courier.example]");
            });
  }

  @Test
  void saysWhatIsWrongWithAKey() throws IOException {
    String none = this.directory.resolve("none.pem").toString();
    assertThat(problem(Map.of("dkim.rsa.selector", "s", "dkim.rsa.key-file", none)))
        .contains(none)
        .contains("can't be read");
    assertThat(problem(Map.of("dkim.rsa.key", DkimPairs.RSA)))
        .contains("storycast.mail.dkim.rsa.selector is missing");
    assertThat(problem(Map.of("dkim.rsa.selector", "s"))).contains("dkim.rsa.key-file is missing");
    assertThat(problem(rsa("nonsense"))).contains("holds no key in PEM");
    assertThat(problem(rsa(DkimPairs.RSA.replace("PRIVATE", "RSA PRIVATE"))))
        .contains("openssl pkcs8 -topk8 -nocrypt");
    assertThat(problem(rsa(DkimPairs.pem("RSA", 1024)))).contains("1024 bits");
    assertThat(problem(rsa(DkimPairs.ED25519))).contains("dkim.rsa.key");
    assertThat(problem(rsa("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")))
        .contains("dkim.rsa.key")
        .doesNotContain("AAAA");
    Map<String, String> elsewhere = new HashMap<>(DkimPairs.both());
    elsewhere.put("dkim.domain", "other.example");
    assertThat(problem(elsewhere)).contains("counts for nothing");
    Map<String, String> alone = new HashMap<>(DkimPairs.both());
    alone.remove("dkim.rsa.selector");
    alone.remove("dkim.rsa.key");
    assertThat(problem(alone)).contains("needs an RSA key beside it");
  }

  @Test
  void ratherSendsNothingThanUnsigned() {
    Letterhead broken = letterhead(rsa("nonsense"));
    assertThatThrownBy(() -> message(broken, "Anna")).hasMessageContaining("PEM");
  }

  @Test
  void showsNoKey() {
    Letterhead letterhead = letterhead(DkimPairs.both());
    String secret = DkimPairs.RSA.substring(40, 60);
    DkimProperties.Key key = new DkimProperties.Key("s", null, DkimPairs.RSA);
    assertThat(new DkimProperties("", key, key).toString() + letterhead.signer().keys())
        .doesNotContain(secret);
    assertThat(problem(rsa(DkimPairs.RSA.replace("PRIVATE", "SECRET")))).doesNotContain(secret);
  }

  @Test
  void refusesSettingsThatNoHeaderMayCarry() {
    assertThat(problem(Map.of("from", "news@courier.example\r\nBcc: x@y.example")))
        .contains("storycast.mail.from");
    assertThat(problem(Map.of("reply-to", "a b@c.example"))).contains("reply-to");
    assertThat(problem(Map.of("list-id", "a\nb.c"))).contains("list-id");
    assertThat(problem(Map.of("sender-id", "abc"))).contains("sender-id");
    assertThat(problem(Map.of("unsubscribe-address", "leave"))).contains("unsubscribe-address");
  }

  private static Map<String, String> rsa(String key) {
    return Map.of("dkim.rsa.selector", "s", "dkim.rsa.key", key);
  }

  private static String problem(Map<String, String> settings) {
    return letterhead(settings).problem().orElseThrow();
  }

  private static Letterhead letterhead(Map<String, String> settings) {
    return MailingFixture.letterhead(MailingFixture.properties(25, settings), settings);
  }

  private static byte[] message(Letterhead letterhead, String name) throws IOException {
    Issue issue =
        new Issue(new IssueId(new UUID(3, 4)), 1, "key", Issues.anIssue(), NOON, false, null);
    UnsubscribeTokens tokens =
        new UnsubscribeTokens(new TokenSecret(letterhead.properties(), Path.of("none")));
    Reader reader =
        new Reader(
            new ReaderId(new UUID(1, 2)),
            EmailAddress.parse("anna@example.org"),
            name,
            "en",
            Set.of(),
            Rhythm.EACH_STORY,
            ReaderState.CONFIRMED,
            "form",
            NOON);
    return new IssueMessage(issue, letterhead, tokens, List.of()).of(reader, 1);
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.UTF_8);
  }
}
