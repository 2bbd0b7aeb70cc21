// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.ZoneId;
import org.storycast.channel.ChannelId;

/** By which clock a channel's days begin. */
public interface ChannelZones {

  /** A channel's time zone: its own setting, else the newsroom's. */
  ZoneId zoneOf(ChannelId channel);
}
