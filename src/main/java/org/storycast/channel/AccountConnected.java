// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/**
 * A person connected an account to a channel. It is said within the transaction that stores the
 * connection.
 *
 * @param channel the account's
 * @param by who did it
 */
public record AccountConnected(ChannelId channel, String by) {}
