// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkPolicyTests {

  @Test
  void linksAlwaysUnlessTold() {
    assertThat(policy().links(List.of(), "ROUTINE")).isTrue();
    assertThat(policy("link", "never").links(List.of("Politics"), "BREAKING")).isFalse();
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "Politics, ROUTINE, true",
    "' politics ', ROUTINE, true",
    "Sport, ROUTINE, false",
    "Sport, BREAKING, true",
  })
  void linksStoriesOfCertainSectionsAndPriorities(String section, String priority, boolean linked) {
    LinkPolicy some =
        policy(
            "link",
            "some",
            "link-sections",
            "POLITICS, City & Region",
            "link-priorities",
            "breaking");
    assertThat(some.links(List.of("World", section), priority)).isEqualTo(linked);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "link=sometimes | settings.link: needs always, some or never",
        "link=some | settings.link: some needs link-sections or link-priorities",
        "link-sections=Sport | settings.link-sections: does not fit link: always",
        "link-priorities=breaking | settings.link-priorities: does not fit link: always"
      })
  void namesASettingThatDoesNotFit(String setting, String why) {
    String[] sides = setting.split("=");
    assertThatThrownBy(() -> policy(sides[0], sides[1]))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining(why.substring(0, why.indexOf(':')))
        .hasMessageContaining(why.substring(why.indexOf(':') + 2));
  }

  private static LinkPolicy policy(String... settings) {
    Map<String, String> all = new HashMap<>();
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return LinkPolicy.of(new Account(new ChannelId("x-en"), "x", "en", all, Map.of()));
  }
}
