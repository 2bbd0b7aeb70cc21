// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where platforms send people back to.
 *
 * @param publicAddress where the world reaches this service
 */
@ConfigurationProperties("storycast")
record ConnectionProperties(@DefaultValue("http://localhost:8080") URI publicAddress) {

  /**
   * The address to which platforms of a kind send people back, to be registered there. Each kind
   * has its own, so that none can pass another's answers off as its own (RFC 9700, section 4.4).
   */
  URI redirectOf(String kind) {
    return URI.create(this.publicAddress.toString().replaceFirst("/+$", "") + "/connect/" + kind);
  }
}
