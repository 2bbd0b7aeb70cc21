// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.storycast.audience.EmailAddress;

/**
 * Groups addresses by who runs their mail servers, so that a provider of many domains is treated as
 * one. Nobody waits for a look-up: until it is answered, a domain is a group of its own.
 */
@Component
class ProviderGroups {

  private static final int MOST_DOMAINS = 50_000;

  private final MailServers servers;
  private final Executor background;
  private final Map<String, String> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_DOMAINS;
        }
      };

  @Autowired
  ProviderGroups(MailServers servers) {
    this(
        servers,
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("mail-servers-", 0).factory()));
  }

  ProviderGroups(MailServers servers, Executor background) {
    this.servers = servers;
    this.background = background;
  }

  /** The group of an address. */
  String of(EmailAddress address) {
    String domain = address.value().substring(address.value().indexOf('@') + 1);
    synchronized (this.known) {
      String group = this.known.get(domain);
      if (group != null) {
        return group;
      }
      String provider = MailProvider.ofDomain(domain);
      this.known.put(domain, provider == null ? domain : provider);
      if (provider == null) {
        this.background.execute(() -> lookUp(domain));
      }
      return this.known.get(domain);
    }
  }

  private void lookUp(String domain) {
    this.servers
        .firstOf(domain)
        .map(MailProvider::ofServer)
        .ifPresent(
            group -> {
              synchronized (this.known) {
                this.known.put(domain, group);
              }
            });
  }
}
