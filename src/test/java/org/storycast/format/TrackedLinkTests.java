// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackedLinkTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://a.example                         | https://a.example?UTM
          https://a.example/x/                      | https://a.example/x/?UTM
          https://a.example/x?y=1&z=%20b            | https://a.example/x?y=1&z=%20b&UTM
          https://a.example/x?                      | https://a.example/x?UTM
          https://a.example/x?flag#part             | https://a.example/x?flag&UTM#part
          https://a.example/x?utm_source=b&c=d&UTM_Term=e | https://a.example/x?c=d&UTM
          https://a.example:8443/x                  | https://a.example:8443/x?UTM
          https://a.example/%D0%B0%2Fb              | https://a.example/%D0%B0%2Fb?UTM
          https://a.example/көпір                   | https://a.example/%D0%BA%D3%A9%D0%BF%D1%96%D1%80?UTM
          https://көпір.қаз/x                       | https://xn--j1akd1g79a.xn--80ao21a/x?UTM
          """)
  void addsTheCampaign(String address, String tracked) {
    String campaign =
        "utm_source=pigeon&utm_medium=social&utm_campaign=autumn&utm_content="
            + Desk.KEY.shortForm();
    assertThat(new TrackedLink(Desk.COURIER).of(URI.create(address), "pigeon", Desk.KEY))
        .hasToString(tracked.replace("UTM", campaign).replace(campaign + "_Term=e&", ""));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"letter,email", "pigeon,social"})
  void knowsTheMedium(String kind, String medium) {
    assertThat(
            new TrackedLink(Desk.COURIER)
                .of(URI.create("https://a.example"), kind, Desk.KEY)
                .getQuery())
        .contains("utm_source=" + kind + "&utm_medium=" + medium + "&");
  }
}
