// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the domain name system, by the JDK's own provider. */
@Component
class DnsMailServers implements MailServers {

  private static final Logger log = LoggerFactory.getLogger(DnsMailServers.class);
  private static final String MX = "MX";

  @Override
  public Optional<String> firstOf(String domain) {
    try {
      InitialDirContext directory = directory();
      try {
        Attribute records = directory.getAttributes(domain, new String[] {MX}).get(MX);
        return records == null ? Optional.empty() : first(records);
      } finally {
        directory.close();
      }
    } catch (NamingException unanswered) {
      log.atDebug()
          .addKeyValue("domain", domain)
          .addKeyValue("reason", unanswered.getClass().getSimpleName())
          .log("Mail servers not found");
      return Optional.empty();
    }
  }

  private static InitialDirContext directory() throws NamingException {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    settings.put("com.sun.jndi.dns.timeout.initial", "2000");
    settings.put("com.sun.jndi.dns.timeout.retries", "1");
    return new InitialDirContext(settings);
  }

  /** A record reads {@code 10 mx.example.org.}; the lowest number comes first. */
  static Optional<String> first(List<String> records) {
    return records.stream()
        .map(record -> record.strip().split("\\s+"))
        .filter(record -> record.length == 2 && record[0].matches("[0-9]{1,5}"))
        .min(
            Comparator.comparingInt((String[] record) -> Integer.parseInt(record[0]))
                .thenComparing(record -> record[1]))
        .map(record -> record[1].replaceAll("\\.$", ""))
        .filter(server -> !server.isEmpty());
  }

  private static Optional<String> first(Attribute records) throws NamingException {
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < records.size(); index++) {
      texts.add(String.valueOf(records.get(index)));
    }
    return first(texts);
  }
}
