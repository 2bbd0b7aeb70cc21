// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.ChannelId;
import org.storycast.channel.FailureReason;

/**
 * An attempt, a question or a look has ended and is written. It is said in passing, for meters: it
 * is not repeated after a crash.
 *
 * @param channel where
 * @param outcome such as {@code Published} or {@code RetryAt}
 * @param reason what went wrong, if something did
 * @param sincePlanned how long after the planned moment it was published; absent where it was not
 */
public record AttemptSettled(
    ChannelId channel,
    String outcome,
    @Nullable FailureReason reason,
    @Nullable Duration sincePlanned) {}
