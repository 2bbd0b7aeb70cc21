// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Checkup;

/**
 * What a look at a channel's account found.
 *
 * @param channel whose account
 * @param at when
 * @param checkup what
 */
public record CheckedAccount(ChannelId channel, Instant at, Checkup checkup) {}
