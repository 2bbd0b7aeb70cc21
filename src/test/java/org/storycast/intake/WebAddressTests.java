// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTests {

  private static final URI PAGE = URI.create("https://courier.example/2026/river/");

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "https://courier.example/river",
        "https://courier.example/river/",
        "http://courier.example/river",
        "HTTP://COURIER.example:80/river#top",
        "https://courier.example:443/river/?utm_source=x&utm_medium=y&fbclid=z",
        "https://courier.example/a/../river"
      })
  void onePageHasOneIdentity(String address) {
    assertThat(WebAddress.identity(WebAddress.resolve(null, address).orElseThrow()))
        .isEqualTo("//courier.example/river");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "https://courier.example/River",
        "https://courier.example/river?p=1",
        "https://courier.example:8443/river",
        "https://m.courier.example/river",
        "https://courier.example/growth-of-4-4",
        "https://courier.example/growth-of-44"
      })
  void otherPagesHaveOthers(String address) {
    assertThat(WebAddress.identity(URI.create(address))).isNotEqualTo("//courier.example/river");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "../dam,https://courier.example/2026/dam",
    "/dam,https://courier.example/dam",
    "//cdn.example/a b.jpg,https://cdn.example/a%20b.jpg",
    "?p=1,https://courier.example/2026/river/?p=1",
    "https://courier.example/река,https://courier.example/%D1%80%D0%B5%D0%BA%D0%B0",
    "' https://x.example/ ',https://x.example/"
  })
  void readsAsABrowserReads(String address, String absolute) {
    assertThat(WebAddress.resolve(PAGE, address)).contains(URI.create(absolute));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "mailto:a@b.example",
        "tel:1",
        "file:///etc/passwd",
        "http://",
        "https://[::1",
        " "
      })
  void whatDoesNotLeadToTheWebIsNone(String address) {
    assertThat(WebAddress.resolve(PAGE, address)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://courier.example/river/?utm_source=x#top,https://courier.example/river/",
    "https://courier.example/?p=7&gclid=1,https://courier.example/?p=7"
  })
  void readersGetItWithoutTracking(String address, String clean) {
    assertThat(WebAddress.clean(URI.create(address))).hasToString(clean);
  }
}
