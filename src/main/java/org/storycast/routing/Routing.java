// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DigestRhythm;
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

  /**
   * The last moment up to now that was set for a channel's digest; empty where the channel is not
   * open or has no such digest.
   */
  Optional<DigestTime> lastDigestTime(ChannelId channel, DigestRhythm rhythm, Instant now);

  /**
   * Whether a digest may be sent now; its stories are judged apart. At its own set time it may also
   * in quiet hours, since it was set so.
   *
   * @param plannedFor the moment for which the delivery was planned
   */
  Verdict digestVerdict(ChannelId channel, Instant plannedFor, Instant now);
}
