// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class EmailAddressTests {

  private static final Logger log = LoggerFactory.getLogger(EmailAddressTests.class);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "anna@example.org, anna@example.org",
    "'  Anna.B+news@Example.ORG ', Anna.B+news@example.org",
    "anna@münchen.example, anna@xn--mnchen-3ya.example",
    "anna@пошта.example, anna@xn--80a1acn3a.example",
    "o'hara@example.org, o'hara@example.org",
    "a@b.co, a@b.co"
  })
  void readsAnAddressAsPeopleWriteIt(String written, String read) {
    assertThat(EmailAddress.parse(written).value()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@example.org",
        "anna@",
        "anna@localhost",
        "anna@@example.org",
        "an na@example.org",
        "anna@example..org",
        ".anna@example.org",
        "anna.@example.org",
        "anna@-example.org",
        "anna@[192.0.2.1]",
        "anna@192.0.2.1",
        "\"anna b\"@example.org",
        "anna@exam_ple.org",
        "анна@example.org",
        "anna@example.org\r\nBcc: all@example.org",
        "anna\r\n@example.org",
        "Anna <anna@example.org>",
        "anna@example.org,berta@example.org"
      })
  void refusesWhatCanNotBeWrittenTo(String text) {
    assertThatThrownBy(() -> EmailAddress.parse(text))
        .isInstanceOf(InvalidAddressException.class)
        .message()
        .doesNotContain("anna");
  }

  @Test
  void knowsOneReaderInTwoSpellings() {
    EmailAddress one = EmailAddress.parse("Anna@Example.org");
    EmailAddress other = EmailAddress.parse("anna@example.ORG");
    assertThat(one.key()).isEqualTo(other.key());
    assertThat(one.digest()).isEqualTo(other.digest()).hasSize(64);
  }

  @Test
  void keepsWholeAddressesOutOfLogs() {
    assertThat(EmailAddress.parse("anna@example.org")).hasToString("…@example.org");
  }

  /**
   * The suite's errors must be refused, its plain addresses taken. Quoted, commented, obsolete and
   * numeric forms are legal and never a reader's; they are refused by choice and not counted.
   */
  @Test
  void agreesWithTheIsemailSuite() throws Exception {
    Path file = Path.of(System.getProperty("conformance.dir", "../shared/conformance"));
    file = file.resolve("isemail/test/tests.xml");
    Assumptions.assumeTrue(Files.exists(file), "the isemail suite is not there");
    Document suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    List<String> wrong = new ArrayList<>();
    int decided = 0;
    for (int index = 0; index < suite.getElementsByTagName("test").getLength(); index++) {
      Element test = (Element) suite.getElementsByTagName("test").item(index);
      String category = text(test, "category");
      boolean valid =
          category.equals("ISEMAIL_VALID_CATEGORY") || category.equals("ISEMAIL_DNSWARN");
      if (valid || category.equals("ISEMAIL_ERR")) {
        decided++;
        if (valid != isTaken(unmask(text(test, "address")))) {
          wrong.add(text(test, "address") + " " + text(test, "diagnosis"));
        }
      }
    }
    log.info("isemail: {} of {} agree; not: {}", decided - wrong.size(), decided, wrong);
    assertThat(wrong).hasSizeLessThanOrEqualTo(decided / 20);
  }

  private static boolean isTaken(String address) {
    try {
      EmailAddress.parse(address);
      return true;
    } catch (InvalidAddressException refused) {
      return false;
    }
  }

  /** The suite writes control characters as their symbols. */
  private static String unmask(String text) {
    StringBuilder plain = new StringBuilder();
    text.chars()
        .map(
            character ->
                character >= 0x2400 && character <= 0x2420 ? character - 0x2400 : character)
        .forEach(character -> plain.append((char) character));
    return plain.toString();
  }

  private static String text(Element test, String name) {
    return test.getElementsByTagName(name).getLength() == 0
        ? ""
        : test.getElementsByTagName(name).item(0).getTextContent();
  }
}
