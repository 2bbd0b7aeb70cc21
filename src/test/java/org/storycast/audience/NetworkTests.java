// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "192.0.2.7, c00002/24",
    "192.0.2.255, c00002/24",
    "::ffff:192.0.2.7, c00002/24",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "fe80::1%eth0, fe80000000000000/64",
    "unknown, unknown"
  })
  void isWhatOneCustomerOfAProviderHas(String address, String network) {
    assertThat(Network.of(address)).isEqualTo(network);
  }
}
