// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.util.UUID;
import org.storycast.channel.ChannelId;

/**
 * Somebody who came back from a consent page.
 *
 * @param attempt on which way
 * @param channel to which an account shall be connected
 * @param starter who began it
 */
public record ReturnedPerson(UUID attempt, ChannelId channel, Starter starter) {}
