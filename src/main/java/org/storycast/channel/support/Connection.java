// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Instant;
import org.storycast.channel.ChannelId;

/**
 * An account that a person connected to a channel.
 *
 * @param channel that speaks through it
 * @param accountId the platform's own
 * @param name by which people know the account
 * @param by who connected it
 * @param at when
 */
public record Connection(ChannelId channel, String accountId, String name, String by, Instant at) {}
