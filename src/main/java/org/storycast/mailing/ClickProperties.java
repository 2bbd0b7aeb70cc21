// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether clicks are counted, and which are not. Off by default: a link that tells who followed it
 * needs the reader's consent in many countries (EDPB, Guidelines 2/2023 on Article 5(3) of the
 * ePrivacy Directive, version 2.0 of 2024-10-07, read 2026-11), and what is not needed is not
 * collected by default (GDPR, Article 25(2)).
 *
 * @param count whether the links of issues opened from now on lead over this service
 * @param notBefore how long after the relay took a copy its links are taken to be opened by
 *     machines
 * @param burst within which time a person follows only few links of a copy
 * @param kept how long it is known which copy's links were followed; then only sums are
 */
@ConfigurationProperties("storycast.mail.clicks")
record ClickProperties(
    @DefaultValue("false") boolean count,
    @DefaultValue("10s") Duration notBefore,
    @DefaultValue("2s") Duration burst,
    @DefaultValue("30d") Duration kept) {

  ClickProperties {
    if (notBefore.isNegative() || burst.isNegative()) {
      throw new IllegalArgumentException(
          "storycast.mail.clicks: not-before and burst can't be negative");
    }
    if (kept.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("storycast.mail.clicks.kept: needs at least 1d");
    }
  }
}
