// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A mailbox that is read over IMAP.
 *
 * @param host the server's name
 * @param port its port
 * @param user the mailbox' user
 * @param password that user's password; a secret
 * @param encryption how the connection is encrypted
 * @param trust a host whose certificate is not checked; empty by default
 * @param folder which folder is read
 * @param after what becomes of a mail that was understood: seen, delete or move
 * @param moveTo the folder for move; it must be there
 * @param oauth gets tokens in place of a password; absent where there is a password
 */
record InboxProperties(
    @DefaultValue("") String host,
    @DefaultValue("993") int port,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("tls") Encryption encryption,
    @DefaultValue("") String trust,
    @DefaultValue("INBOX") String folder,
    @DefaultValue("seen") After after,
    @DefaultValue("Processed") String moveTo,
    RelayProperties.@Nullable Oauth oauth) {

  /** What becomes of a mail that was understood; all others stay untouched. */
  enum After {
    /** It stays and is marked as read. */
    SEEN,
    /** It is deleted. */
    DELETE,
    /** It goes to another folder. */
    MOVE
  }

  @Override
  public String toString() {
    return "InboxProperties[host=%s, port=%d, after=%s]"
        .formatted(this.host, this.port, this.after.name().toLowerCase(Locale.ROOT));
  }
}
