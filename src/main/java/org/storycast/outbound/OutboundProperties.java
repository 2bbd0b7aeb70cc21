// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outside is asked.
 *
 * @param allow hosts with port, such as {@code feeds.newsroom.lan:8080}, that may be asked although
 *     they are inside the network or use another port than 80 and 443
 * @param connectTimeout how long a connection may take
 * @param totalTimeout how long everything may take, from the name to the last byte, redirects
 *     included
 */
@ConfigurationProperties("storycast.outbound")
record OutboundProperties(
    @DefaultValue Set<String> allow,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration totalTimeout) {

  OutboundProperties {
    allow = Set.copyOf(allow);
  }
}
