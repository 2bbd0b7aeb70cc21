// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OAuthSignatureTests {

  /** The worked example of X's documentation, "Creating a signature". */
  @Test
  void signsTheDocumentedRequest() {
    String signature =
        OAuthSignature.of(
            "POST",
            "https://api.x.com/1.1/statuses/update.json",
            Map.of(
                "include_entities", "true",
                "status", "Hello Ladies + Gentlemen, a signed OAuth request!",
                "oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog",
                "oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
                "oauth_signature_method", "HMAC-SHA1",
                "oauth_timestamp", "1318622958",
                "oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                "oauth_version", "1.0"),
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");
    assertThat(signature).isEqualTo("Ls93hJiZbQ3akF3HF3x1Bz8/zU4=");
  }
}
