// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast mail goes to the mailbox providers' servers, where the relay does not see to it.
 *
 * @param rates the most messages a second for a provider's addresses; the key is google, yahoo,
 *     outlook, office365, icloud, mailru, yandex, or the domain of the mail servers
 * @param slowDown whether a provider that defers a message gets fewer from then on
 */
@ConfigurationProperties("storycast.mail.shaping")
record ShapingProperties(
    @DefaultValue Map<String, Double> rates, @DefaultValue("true") boolean slowDown) {

  ShapingProperties {
    rates.forEach(
        (group, rate) -> {
          if (!(rate > 0)) {
            throw new IllegalArgumentException(
                "storycast.mail.shaping.rates.%s: needs a number of messages a second above 0"
                    .formatted(group));
          }
        });
  }

  double ceilingOf(String group) {
    return this.rates.getOrDefault(group, Double.POSITIVE_INFINITY);
  }
}
