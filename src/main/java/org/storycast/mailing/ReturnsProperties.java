// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mail comes back to, and what follows.
 *
 * @param address where bounces go, for each copy with a token of its own: behind a plus, or in
 *     place of an asterisk, such as {@code *@bounces.example.org}; empty where all copies share the
 *     envelope's sender
 * @param imap the mailbox in which they arrive; absent where none is read
 * @param inboxes further mailboxes by name, such as those of unsubscribing and of feedback loops
 * @param every how often the mailboxes are read
 * @param softLimit so many issues in a row that a reader's full or unreachable mailbox may refuse
 * @param softWindow in so much time
 * @param matchWithin how old an issue may be of which an address without a token is believed
 */
@ConfigurationProperties("storycast.mail.returns")
record ReturnsProperties(
    @DefaultValue("") String address,
    @Nullable InboxProperties imap,
    @DefaultValue Map<String, InboxProperties> inboxes,
    @DefaultValue("1m") Duration every,
    @DefaultValue("5") int softLimit,
    @DefaultValue("14d") Duration softWindow,
    @DefaultValue("14d") Duration matchWithin) {

  ReturnsProperties {
    if (softLimit < 2) {
      throw new IllegalArgumentException("storycast.mail.returns.soft-limit: needs at least 2");
    }
    if (!address.isBlank() && !address.matches("[!-;=?-~]+@[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException(
          "storycast.mail.returns.address is no address; write it like bounces@courier.example or"
              + " *@bounces.courier.example");
    }
    if (!address.isBlank() && longestLocalPart(address) > 64) {
      throw new IllegalArgumentException(
          "storycast.mail.returns.address is too long before the @; with its token of 26 letters it"
              + " may have 64");
    }
  }

  private static int longestLocalPart(String address) {
    return template(address).indexOf('@') - 1 + ReturnPaths.LENGTH;
  }

  /** The address with an asterisk where the token stands. */
  static String template(String address) {
    return address.contains("*") ? address : address.replace("@", "+*@");
  }

  /** Every mailbox by its name. */
  SortedMap<String, InboxProperties> allInboxes() {
    SortedMap<String, InboxProperties> all = new TreeMap<>(this.inboxes);
    if (this.imap != null) {
      all.put("returns", this.imap);
    }
    all.values().removeIf(inbox -> inbox.host().isBlank());
    return all;
  }
}
