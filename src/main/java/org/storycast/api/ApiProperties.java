// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of the API.
 *
 * @param maxBody the largest request body
 * @param maxImport the largest file of readers
 * @param maxPage the most items on a page
 * @param waitForAnswer how long a repeat waits for the answer to the same order under way
 * @param orderWithin after how long an order without an answer counts as died with its process
 * @param rememberAnswers for how long answers to an Idempotency-Key are kept; at least 24 hours
 */
@ConfigurationProperties("storycast.api")
record ApiProperties(
    @DefaultValue("2MB") DataSize maxBody,
    @DefaultValue("1GB") DataSize maxImport,
    @DefaultValue("200") int maxPage,
    @DefaultValue("30s") Duration waitForAnswer,
    @DefaultValue("60s") Duration orderWithin,
    @DefaultValue("48h") Duration rememberAnswers) {

  ApiProperties {
    if (rememberAnswers.compareTo(Duration.ofHours(24)) < 0) {
      throw new IllegalArgumentException(
          "storycast.api.remember-answers needs at least 24h, not " + rememberAnswers);
    }
    if (maxPage < 1 || maxPage > 500) {
      throw new IllegalArgumentException(
          "storycast.api.max-page needs a number from 1 to 500, not " + maxPage);
    }
  }
}
