// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import org.storycast.channel.Attachments;
import org.storycast.channel.support.AccountTokens;

/** What everything of one account works with. */
record YoutubeTools(
    YoutubeSettings settings,
    YoutubeApi api,
    YoutubeErrors errors,
    AccountTokens tokens,
    GoogleTokens google,
    Attachments attachments,
    Clock clock) {}
