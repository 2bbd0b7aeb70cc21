// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account says about its readers.
 *
 * @param readersLanguage the language of the readers who get mail; empty for all readers
 * @param archived whether everybody may read its issues; not where the channel is for tests
 */
record EmailSettings(String readersLanguage, boolean archived) {

  static EmailSettings of(Account account) {
    boolean archived = account.flag("archived", !account.flag("for-tests", false));
    return switch (account.setting("readers", "language")) {
      case "language" -> new EmailSettings(account.language(), archived);
      case "all" -> new EmailSettings("", archived);
      default ->
          throw new InvalidAccountException(
              "settings.readers",
              "needs \"language\" for the readers of the channel's language, or \"all\"");
    };
  }
}
