// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HeaderFieldsTests {

  private static final Pattern WORD = Pattern.compile("=\\?\\S*");

  @Test
  void writesWhatMailProgramsRead() throws Exception {
    assertThat(HeaderFields.text("Subject", "Rivers rise")).isEqualTo("Subject: Rivers rise\r\n");
    assertThat(HeaderFields.mailbox("To", "Anna Smith", "a@example.org"))
        .isEqualTo("To: Anna Smith <a@example.org>\r\n");
    assertThat(HeaderFields.mailbox("To", "Smith, \"A\" \\", "a@example.org"))
        .isEqualTo("To: \"Smith, \\\"A\\\" \\\\\" <a@example.org>\r\n");
    assertThat(HeaderFields.mailbox("To", "", "иван@example.org"))
        .isEqualTo("To: иван@example.org\r\n");
    String kazakh = "Қазақстанның солтүстігінде су деңгейі көтерілді ".repeat(4).strip();
    assertThat(read(HeaderFields.text("Subject", kazakh))).isEqualTo(kazakh);
    String encoded = "=?UTF-8?Q?not_meant?=";
    assertThat(read(HeaderFields.text("Subject", encoded))).isEqualTo(encoded);
  }

  @Test
  void foldsWhatCanBeFolded() throws Exception {
    for (String text :
        List.of("word ".repeat(60).strip(), "w".repeat(250), "Ё👨‍👩‍👧".repeat(60))) {
      String field = HeaderFields.text("Subject", text);
      assertThat(field.lines()).allMatch(line -> line.length() <= 78);
      assertThat(read(field)).isEqualTo(text);
      String mailbox = HeaderFields.mailbox("From", text, "news@courier.example");
      assertThat(mailbox.lines()).allMatch(line -> line.length() <= 78);
      assertThat(new InternetAddress(unfolded(mailbox)).getPersonal()).isEqualTo(text);
    }
  }

  @Test
  void refusesWhatEndsALineWhereProgramsRead() {
    for (String evil : List.of("a\r\nBcc: b", "a\nb", "a\rb", "a\0b")) {
      assertThatThrownBy(() -> HeaderFields.of("List-Unsubscribe", evil))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("List-Unsubscribe");
      assertThatThrownBy(() -> HeaderFields.mailbox("To", "x", evil))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Strings of the public list in every text that becomes a header. */
  @Test
  void keepsEveryNaughtyStringInItsField() throws Exception {
    Path list =
        Path.of(System.getProperty("conformance.dir", "../shared/conformance"))
            .resolve("naughty-strings/blns.json");
    assumeTrue(Files.exists(list), list + " is not here");
    List<String> strings =
        List.of(new JsonMapper().readValue(Files.readString(list), String[].class));
    List<Function<String, String>> fields =
        List.of(
            it -> HeaderFields.text("Subject", it),
            it -> HeaderFields.mailbox("From", it, "news@courier.example"),
            it -> HeaderFields.mailbox("To", it, "anna@example.org"),
            it -> HeaderFields.mailbox("List-Id", it, "news.courier.example"));
    assertThat(strings).hasSizeGreaterThan(400);
    for (String naughty : strings) {
      for (Function<String, String> field : fields) {
        for (String text : List.of(naughty, "x\r\n" + naughty + "\r\nBcc: all@example.org")) {
          holds(field.apply(text), naughty);
        }
      }
      assertThat(read(HeaderFields.text("Subject", naughty)))
          .isEqualTo(wellFormed(HeaderFields.clean(naughty)));
    }
  }

  private static void holds(String field, String naughty) {
    assertThat(field).as(naughty).endsWith("\r\n");
    String[] lines = field.substring(0, field.length() - 2).split("\r\n", -1);
    for (int index = 0; index < lines.length; index++) {
      assertThat(lines[index]).matches("[ -~]*").hasSizeLessThanOrEqualTo(998);
      assertThat(lines[index].isBlank()).as(naughty).isFalse();
      assertThat(index == 0 || lines[index].startsWith(" ")).as(naughty).isTrue();
    }
    assertThat(WORD.matcher(field).results().map(MatchResult::group))
        .allMatch(word -> word.length() <= 75);
  }

  private static String read(String field) throws Exception {
    return MimeUtility.decodeText(unfolded(field));
  }

  private static String unfolded(String field) {
    return MimeUtility.unfold(field.substring(field.indexOf(':') + 1).strip());
  }

  /** Half of a pair of surrogates is no text in any mail. */
  private static String wellFormed(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
