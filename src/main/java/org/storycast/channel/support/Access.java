// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;

/** What became of the wish for an access token. */
public sealed interface Access {

  /** Here it is; whatever came with it is stored already. */
  record Granted(Secret token) implements Access {}

  /** There will be none until a person reconnects the account; the reason says how. */
  record Refused(String reason) implements Access {

    /** What that means for the post. */
    public Outcome outcome() {
      return new Outcome.ChannelClosed(FailureReason.CREDENTIALS, this.reason);
    }
  }

  /** The platform could not be asked, or the tokens could not be stored; the old ones stand. */
  record TryLater(String detail, @Nullable Duration notBefore) implements Access {

    /** What that means for the post. */
    public Outcome outcome() {
      return new Outcome.TryLater(FailureReason.UNAVAILABLE, this.detail, this.notBefore);
    }
  }
}
