// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an issue is stopped. The rates begin where mailbox providers begin to punish.
 *
 * @param enabled whether issues are stopped at all
 * @param refusalsRunning so many copies refused for policy, reputation or content, and none taken
 *     in between
 * @param minimum so many copies must be settled before a rate is looked at
 * @param bouncePercent the most copies that may come back
 * @param complaintPercent the most readers who may complain
 */
@ConfigurationProperties("storycast.mail.brake")
record BrakeProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("10") int refusalsRunning,
    @DefaultValue("200") int minimum,
    @DefaultValue("5") double bouncePercent,
    @DefaultValue("0.3") double complaintPercent) {

  BrakeProperties {
    if (refusalsRunning < 1 || minimum < 1 || !(bouncePercent > 0) || !(complaintPercent > 0)) {
      throw new IllegalArgumentException(
          "storycast.mail.brake: refusals-running and minimum need at least 1, the percentages"
              + " more than 0");
    }
  }
}
