// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTests {

  private static final String TEXT = "Өзен – «Река» № 5";

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "UTF-8,-,-",
        "UTF-8,text/xml; charset=utf-8,-",
        "UTF-8,text/xml; charset=windows-1251-no-such,-",
        "UTF-16,text/xml,-",
        "UTF-16LE,-,UTF-16",
        "UTF-16BE,-,UTF-16",
        "GB18030,-,GB18030"
      })
  void findsTheCharset(String charset, String header, String declared) {
    String text =
        (declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>") + TEXT;
    assertThat(Encodings.decode(text.getBytes(Charset.forName(charset)), header)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "windows-1251,text/xml; charset=windows-1251,-",
        "windows-1251,text/xml,windows-1251",
        "windows-1251,text/xml; charset=utf-8,windows-1251",
        "KOI8-R,text/xml; charset=\"koi8-r\",utf-8"
      })
  void headerCountsMoreThanTheDeclarationUnlessItIsWrong(
      String charset, String header, String declared) {
    String text =
        (declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>")
            + "Река и вода";
    assertThat(Encodings.decode(text.getBytes(Charset.forName(charset)), header)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"iso-8859-1", "us-ascii", "nothing"})
  void readsOldWesternTextAsTheWebDoes(String declared) {
    byte[] bytes = "caf\u00e9 \u201cx\u201d \u20ac".getBytes(Charset.forName("windows-1252"));
    assertThat(Encodings.decode(bytes, "text/html; charset=" + declared))
        .isEqualTo("caf\u00e9 \u201cx\u201d \u20ac");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"windows-1251", "utf-8"})
  void aByteOrderMarkCountsMost(String header) {
    byte[] bytes = ("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_8);
    assertThat(Encodings.decode(bytes, "text/xml; charset=" + header)).isEqualTo(TEXT);
  }
}
