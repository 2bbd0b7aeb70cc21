// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One relay that takes the newsroom's mail.
 *
 * @param host its name
 * @param port its port
 * @param user its user; empty where it asks for none
 * @param password that user's password; a secret
 * @param encryption how the connection is encrypted
 * @param trust a host whose certificate is not checked; empty by default
 * @param weight its share of the connections, beside the other relays' weights
 * @param connections the most connections at once, below those of all relays together
 * @param perSecond the most messages a second; as many as it takes where absent
 * @param oauth gets tokens in place of a password; absent where there is a password
 */
record RelayProperties(
    @DefaultValue("") String host,
    @DefaultValue("25") int port,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("starttls") Encryption encryption,
    @DefaultValue("") String trust,
    @DefaultValue("1") int weight,
    @DefaultValue("1000") int connections,
    @Nullable Double perSecond,
    @Nullable Oauth oauth) {

  /**
   * How to get access tokens for XOAUTH2.
   *
   * @param tokenAddress the provider's token endpoint
   * @param clientId the application's name at the provider
   * @param clientSecret the application's secret
   * @param refreshToken the account's long-lived token
   */
  record Oauth(URI tokenAddress, String clientId, String clientSecret, String refreshToken) {

    Oauth {
      Objects.requireNonNull(tokenAddress, "storycast.mail: oauth needs a token-address");
      Objects.requireNonNull(clientId, "storycast.mail: oauth needs a client-id");
      Objects.requireNonNull(refreshToken, "storycast.mail: oauth needs a refresh-token");
      clientSecret = Objects.requireNonNullElse(clientSecret, "");
    }

    @Override
    public String toString() {
      return "Oauth[tokenAddress=%s, clientId=%s]".formatted(this.tokenAddress, this.clientId);
    }
  }

  RelayProperties {
    if (weight < 1 || connections < 1 || (perSecond != null && !(perSecond > 0))) {
      throw new IllegalArgumentException(
          "storycast.mail: a relay needs a weight and connections of at least 1, and a per-second"
              + " above 0");
    }
  }

  @Override
  public String toString() {
    return "RelayProperties[host=%s, port=%d]".formatted(this.host, this.port);
  }
}
