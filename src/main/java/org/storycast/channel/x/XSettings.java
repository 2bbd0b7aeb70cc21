// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account on X is besides its credentials.
 *
 * @param userId the account's number, under which its timeline is read back
 * @param username the account's name, for permalinks
 * @param baseUrl where the API is
 * @param timeout the longest time that one request may take
 * @param textLimit the longest text in weighted characters: 280, more for Premium accounts
 * @param form which media a post carries
 * @param thread how many posts tell one story at the most
 * @param prices what X charges
 */
record XSettings(
    String userId,
    String username,
    URI baseUrl,
    Duration timeout,
    int textLimit,
    Form form,
    int thread,
    XPrices prices) {

  /** What an account's number looks like. */
  static final String USER_ID = "[0-9]{1,19}";

  /** What an account's name looks like. */
  static final String USERNAME = "[A-Za-z0-9_]{1,15}";

  private static final int LONGEST_PREMIUM_TEXT = 25_000;
  private static final int LONGEST_THREAD = 25;

  /** Which media a post carries. */
  enum Form {
    /** None; X shows the card of the linked page. */
    TEXT,
    /** The story's pictures, four at the most. */
    PICTURES,
    /** A film. */
    FILM
  }

  static XSettings of(Account account) {
    return new XSettings(
        matching(account, "user-id", USER_ID, "needs the account's number, only digits"),
        matching(account, "username", USERNAME, "needs the account's name without @"),
        XApp.api(account),
        account.duration("timeout", XApp.TIMEOUT),
        within(account, "text-limit", XText.ORDINARY_LIMIT, LONGEST_PREMIUM_TEXT),
        form(account),
        within(account, "thread", 1, LONGEST_THREAD),
        XPrices.of(account));
  }

  private static String matching(Account account, String name, String form, String remedy) {
    String value = account.setting(name);
    if (!value.matches(form)) {
      throw new InvalidAccountException(
          "settings." + name, "%s, not \"%s\"".formatted(remedy, value));
    }
    return value;
  }

  /** A number whose default is the least that it may be. */
  private static int within(Account account, String name, int least, int most) {
    int number = account.number(name, least);
    if (number < least || number > most) {
      throw new InvalidAccountException(
          "settings." + name,
          "needs a number from %d to %d, not %d".formatted(least, most, number));
    }
    return number;
  }

  /** Which media an account's posts carry. */
  static Form form(Account account) {
    String text = account.setting("form", "text");
    for (Form form : Form.values()) {
      if (form.name().toLowerCase(Locale.ROOT).equals(text)) {
        return form;
      }
    }
    throw new InvalidAccountException(
        "settings.form", "needs text, pictures or film, not \"" + text + "\"");
  }

  /** Where readers find a post. */
  URI permalink(String id) {
    return URI.create("https://x.com/%s/status/%s".formatted(this.username, id));
  }

  /** How long one attempt may go on with further calls. */
  Duration workingTime() {
    return this.thread > 1 || this.form != Form.TEXT ? Duration.ofMinutes(1) : Duration.ZERO;
  }

  /** The longest time that one attempt may take: a token, a call and its repetition included. */
  Duration timeLimit() {
    return workingTime().plus(this.timeout.multipliedBy(3));
  }
}
