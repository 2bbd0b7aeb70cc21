// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.util.List;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * Connects accounts of one kind by OAuth 2's authorization code: a person allows the app to act for
 * an account, and the platform sends the person back with a code that opens it. An adapter whose
 * platform has this implements it as a component; adapters of others have none, and their
 * credentials are entered by hand.
 */
public interface AccountConnector {

  /** The kind of the accounts, as the adapter's factory says it. */
  String kind();

  /**
   * Where a person allows the app to act for an account. It calls nobody.
   *
   * @param app the channel as it is configured, with the app's credentials but perhaps without the
   *     account's
   * @throws InvalidAccountException when a setting or credential of the app is missing or malformed
   */
  Consent consent(Account app);

  /**
   * Exchanges the code, exactly once, and asks which accounts it opens. No answer and no network
   * failure throws.
   *
   * @param app the channel as it is configured
   */
  Answer exchange(Account app, Grant grant);

  /** What came of the exchange. */
  sealed interface Answer {

    /**
     * The code opened these accounts. Where there are several, a person chooses.
     *
     * @param accounts at least one
     */
    record Opened(List<OpenedAccount> accounts) implements Answer {

      public Opened {
        accounts = List.copyOf(accounts);
        if (accounts.isEmpty()) {
          throw new IllegalArgumentException("Refuse what opens no account, and say why");
        }
      }
    }

    /**
     * The platform refused, the person allowed too little, or there is no account to publish on.
     *
     * @param reason names the platform's words and what a person can do; it holds no secret
     */
    record Refused(String reason) implements Answer {}

    /**
     * No usable answer came back. The code may be used up, so a person begins anew.
     *
     * @param detail holds no secret
     */
    record Failed(String detail) implements Answer {}
  }
}
