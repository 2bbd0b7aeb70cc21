// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Post;

/** For which posts something holds that an operator may limit to the urgent ones. */
enum Occasion {
  /** For none. */
  NEVER,
  /** For urgent ones. */
  URGENT,
  /** For all but urgent ones. */
  NOT_URGENT,
  /** For all. */
  ALWAYS;

  private static final Map<String, Occasion> OF_SILENCE =
      Map.of("false", NEVER, "unless-urgent", NOT_URGENT, "true", ALWAYS);

  private static final Map<String, Occasion> OF_PINS =
      Map.of("never", NEVER, "urgent", URGENT, "always", ALWAYS);

  static Occasion ofSilence(Account account) {
    return of(account, "silent", "false", OF_SILENCE, "needs true, false or unless-urgent");
  }

  static Occasion ofPins(Account account) {
    return of(account, "pin", "never", OF_PINS, "needs never, urgent or always");
  }

  private static Occasion of(
      Account account, String name, String otherwise, Map<String, Occasion> words, String remedy) {
    Occasion occasion = words.get(account.setting(name, otherwise));
    if (occasion == null) {
      throw new InvalidAccountException("settings." + name, remedy);
    }
    return occasion;
  }

  boolean holdsFor(Post post) {
    return switch (this) {
      case NEVER -> false;
      case URGENT -> post.urgent();
      case NOT_URGENT -> !post.urgent();
      case ALWAYS -> true;
    };
  }
}
