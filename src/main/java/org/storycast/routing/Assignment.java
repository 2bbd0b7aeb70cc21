// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Instant;
import org.storycast.channel.ChannelId;

/**
 * A channel that gets a story.
 *
 * @param channel which
 * @param notBefore from when
 */
public record Assignment(ChannelId channel, Instant notBefore) {}
