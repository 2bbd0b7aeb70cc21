// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.storycast.channel.Secret;

class SecretProofTests {

  /** The value that another library's client sends for the same two words. */
  @Test
  void provesAsOthersDo() {
    assertThat(SecretProof.of(new Secret("PTOKEN"), new Secret("APPSECRET")))
        .isEqualTo("401d3ce5652773109860aff0689eff319dd6d4e025d0109199084d915a5d240a");
  }
}
