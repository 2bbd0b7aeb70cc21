// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told when a person is needed.
 *
 * @param mailTo addresses that get a mail; {@code spring.mail.host} names the server
 * @param mailFrom the sender of these mails
 * @param webhook where a JSON document is posted; a secret, since such addresses hold tokens
 * @param every how often is looked
 * @param repeatEvery after how long an alert is repeated while its problem lasts
 */
@ConfigurationProperties("storycast.alert")
record AlertProperties(
    @DefaultValue List<String> mailTo,
    @DefaultValue("storycast@localhost") String mailFrom,
    @Nullable URI webhook,
    @DefaultValue("15s") Duration every,
    @DefaultValue("6h") Duration repeatEvery) {

  AlertProperties {
    mailTo = List.copyOf(mailTo);
    if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "storycast.alert.every needs a duration from 1s to 1m, not " + every);
    }
    if (webhook != null && webhook.getHost() == null) {
      throw new IllegalArgumentException(
          "storycast.alert.webhook needs an address such as https://example.org/hook");
    }
  }

  @Override
  public String toString() {
    return "AlertProperties[mailTo=%s, every=%s, repeatEvery=%s]"
        .formatted(this.mailTo, this.every, this.repeatEvery);
  }
}
