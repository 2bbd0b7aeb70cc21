// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotedPrintableTests {

  private static final String LETTERS = "a b  =\t\r\n.Ж👨\u00a0";

  /** Any text, however full of white space, comes back, and has the relaxed form already. */
  @Test
  void hasTheRelaxedFormWhateverItSays() throws Exception {
    Random random = new Random(8);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      int[] letters = LETTERS.codePoints().toArray();
      for (int length = random.nextInt(300); length > 0; length--) {
        text.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      String encoded = new String(QuotedPrintable.of(text.toString()), StandardCharsets.US_ASCII);
      assertThat(encoded.split("\r\n", -1))
          .allMatch(line -> line.length() <= 76)
          .allMatch(line -> !line.endsWith(" ") && !line.contains("  ") && !line.contains("\t"));
      assertThat(encoded.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
      assertThat(decoded(encoded)).isEqualTo(text.toString().replaceAll("\r\n|\r|\n", "\r\n"));
    }
  }

  private static String decoded(String encoded) throws Exception {
    return new String(
        MimeUtility.decode(
                new ByteArrayInputStream(encoded.getBytes(StandardCharsets.US_ASCII)),
                "quoted-printable")
            .readAllBytes(),
        StandardCharsets.UTF_8);
  }
}
