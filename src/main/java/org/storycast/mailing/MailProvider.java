// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mailbox providers that are known by their mail servers' names and by their domains. */
final class MailProvider {

  /** Ends of mail servers' names, as in the providers' MX records (looked up November 2026). */
  private static final Map<String, String> BY_SERVER =
      Map.ofEntries(
          Map.entry("google.com", "google"),
          Map.entry("googlemail.com", "google"),
          Map.entry("yahoodns.net", "yahoo"),
          Map.entry("olc.protection.outlook.com", "outlook"),
          Map.entry("mail.protection.outlook.com", "office365"),
          Map.entry("mx.microsoft", "office365"),
          Map.entry("mail.icloud.com", "icloud"),
          Map.entry("mail.ru", "mailru"),
          Map.entry("yandex.ru", "yandex"),
          Map.entry("yandex.net", "yandex"));

  private static final Map<String, List<String>> DOMAINS =
      Map.of(
          "google", List.of("gmail.com", "googlemail.com"),
          "yahoo", List.of("yahoo.com", "yahoo.co.uk", "ymail.com", "aol.com"),
          "outlook", List.of("outlook.com", "hotmail.com", "live.com", "msn.com"),
          "icloud", List.of("icloud.com", "me.com", "mac.com"),
          "mailru", List.of("mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru"),
          "yandex", List.of("yandex.ru", "yandex.com", "yandex.kz", "ya.ru"));

  private MailProvider() {}

  /** The provider of a domain that is known without a look-up; null where none is. */
  static @Nullable String ofDomain(String domain) {
    return DOMAINS.entrySet().stream()
        .filter(provider -> provider.getValue().contains(domain))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** The provider that a mail server belongs to; one that is not known is its own provider. */
  static String ofServer(String server) {
    String name = server.toLowerCase(Locale.ROOT);
    return BY_SERVER.entrySet().stream()
        .filter(end -> name.equals(end.getKey()) || name.endsWith("." + end.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> withoutMachine(name));
  }

  private static String withoutMachine(String server) {
    int dot = server.indexOf('.');
    return dot > 0 && server.indexOf('.', dot + 1) > 0 ? server.substring(dot + 1) : server;
  }
}
