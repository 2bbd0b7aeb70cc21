// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Instant;
import java.util.List;
import org.storycast.channel.ChannelId;
import org.storycast.story.Story;

/** Decides which channel gets which story, and when. */
public interface Routing {

  /** The channels that get a new story by themselves, each with the moment from which. */
  List<Assignment> assign(Story story, Instant now);

  /**
   * Whether a story may be sent now. It is asked at the last moment before the irreversible call,
   * and again after every pause or outage.
   *
   * @param plannedFor the moment for which the delivery was planned
   */
  Verdict verdict(Story story, ChannelId channel, Instant plannedFor, Instant now);
}
