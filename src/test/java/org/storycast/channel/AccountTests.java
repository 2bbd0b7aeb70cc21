// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTests {

  private enum Form {
    LINK,
    BIG_PICTURE
  }

  private static Account choosing(Map<String, String> settings) {
    return new Account(new ChannelId("news"), "board", "en", settings, Map.of());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"link, LINK", "big-picture, BIG_PICTURE", "'', BIG_PICTURE", "' ', BIG_PICTURE"})
  void choosesByAWordWithHyphens(String word, Form form) {
    assertThat(choosing(Map.of("form", word)).choice("form", Form.BIG_PICTURE)).isEqualTo(form);
  }

  @Test
  void choosesTheDefaultWhereNothingIsSet() {
    assertThat(choosing(Map.of()).choice("form", Form.LINK)).isEqualTo(Form.LINK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"song", "BIG_PICTURE", "big_picture", "Link", "link "})
  void namesTheWordsThatThereAre(String word) {
    assertThatThrownBy(() -> choosing(Map.of("form", word)).choice("form", Form.LINK))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings.form")
        .hasMessageContaining("one of link, big-picture, not \"" + word + "\"");
  }
}
