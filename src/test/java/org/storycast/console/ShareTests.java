// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTests {

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1    | 0       | ''
          1    | 3       | of 3 accepted
          99   | 99      | of 99 accepted
          33   | 100     | of 100 accepted, 33 %
          0    | 500     | of 500 accepted, 0 %
          1    | 500     | of 500 accepted, under 1 %
          1234 | 10000   | of 10000 accepted, 12.3 %
          1    | 1000000 | of 1000000 accepted, under 0.1 %
          """)
  void isNoMoreExactThanTheNumbersAre(long part, long whole, String text) {
    assertThat(Share.of(part, whole, "accepted")).isEqualTo(text);
  }
}
