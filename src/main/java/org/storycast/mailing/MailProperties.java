// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The relay that takes the newsroom's mail, and what every mail says of its sender.
 *
 * @param host the relay's name; without it there is no e-mail
 * @param port the relay's port
 * @param user the relay's user; empty where it asks for none
 * @param password that user's password; a secret
 * @param encryption how the connection is encrypted: none, starttls or tls
 * @param trust a host whose certificate is not checked, for a relay in one's own network; empty by
 *     default
 * @param from the sender's address; without it there is no e-mail
 * @param fromName the sender's name
 * @param replyTo where answers go; the sender's address where empty
 * @param envelopeFrom where bounces go; the sender's address where empty
 * @param listId the list's identity for ever, such as {@code news.example.org}; the domain of the
 *     sender's address where empty
 * @param senderId 5 to 15 characters by which Gmail's feedback loop knows the sender
 * @param postalAddress the newsroom's postal address, in the foot of every mail
 * @param unsubscribeAddress a mailbox that unsubscribes who writes to it; empty where none is read
 * @param siteAddress where the world reaches this service, for unsubscribe links and web versions
 * @param connections how many connections to the relay are open at once
 * @param timeout for any answer of the relay; RFC 5321 asks for ten minutes after the final dot
 * @param deadline how long after its opening an issue is still news; what is unsent then fails
 * @param onDoubt what follows when the relay may have taken a message: hold or resend
 * @param relays further relays by name, beside the one of these settings or in place of it
 * @param tokenSecret signs unsubscribe links; needed where several machines share a database,
 *     generated into the data directory where empty
 */
@ConfigurationProperties("storycast.mail")
record MailProperties(
    @DefaultValue("") String host,
    @DefaultValue("25") int port,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("starttls") Encryption encryption,
    @DefaultValue("") String trust,
    @DefaultValue("") String from,
    @DefaultValue("") String fromName,
    @DefaultValue("") String replyTo,
    @DefaultValue("") String envelopeFrom,
    @DefaultValue("") String listId,
    @DefaultValue("storycast") String senderId,
    @DefaultValue("") String postalAddress,
    @DefaultValue("") String unsubscribeAddress,
    @DefaultValue("http://localhost:8080") URI siteAddress,
    @DefaultValue("4") int connections,
    @DefaultValue("10m") Duration timeout,
    @DefaultValue("12h") Duration deadline,
    @DefaultValue("hold") OnDoubt onDoubt,
    @DefaultValue Map<String, RelayProperties> relays,
    @DefaultValue("") String tokenSecret) {

  MailProperties {
    if (connections < 1) {
      throw new IllegalArgumentException("storycast.mail.connections: needs at least 1");
    }
  }

  /** The first thing that must be set before mail can be sent, and how; null where all is there. */
  @Nullable String missing() {
    if (allRelays().isEmpty()) {
      return "storycast.mail.host is missing; set it to the name of your mail relay";
    }
    if (this.from.isBlank()) {
      return "storycast.mail.from is missing; set it to the address your mail comes from";
    }
    return null;
  }

  /** Every relay by its name; the one that has none of its own is called the relay. */
  SortedMap<String, RelayProperties> allRelays() {
    SortedMap<String, RelayProperties> all = new TreeMap<>(this.relays);
    if (!this.host.isBlank()) {
      all.put(
          "the relay",
          new RelayProperties(
              this.host,
              this.port,
              this.user,
              this.password,
              this.encryption,
              this.trust,
              1,
              Integer.MAX_VALUE,
              null,
              null));
    }
    all.values().removeIf(relay -> relay.host().isBlank());
    return all;
  }

  /** The domain of the sender's address. */
  String domain() {
    return this.from.substring(this.from.lastIndexOf('@') + 1);
  }

  /** The sender of the envelope. */
  String envelopeSender() {
    return this.envelopeFrom.isBlank() ? this.from : this.envelopeFrom;
  }

  /** The list's identity, without brackets. */
  String list() {
    return this.listId.isBlank() ? domain() : this.listId;
  }

  /** An address on the site, without a doubled slash. */
  String onSite(String path) {
    String base = this.siteAddress.toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }

  @Override
  public String toString() {
    return "MailProperties[host=%s, port=%d, from=%s]".formatted(this.host, this.port, this.from);
  }
}
