// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account says about its readers.
 *
 * @param readersLanguage the language of the readers who get mail; empty for all readers
 */
record EmailSettings(String readersLanguage) {

  static EmailSettings of(Account account) {
    return switch (account.setting("readers", "language")) {
      case "language" -> new EmailSettings(account.language());
      case "all" -> new EmailSettings("");
      default ->
          throw new InvalidAccountException(
              "settings.readers",
              "needs \"language\" for the readers of the channel's language, or \"all\"");
    };
  }
}
