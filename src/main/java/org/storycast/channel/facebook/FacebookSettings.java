// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.time.Duration;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What a page on Facebook is besides its credentials.
 *
 * @param pageId the page's number
 * @param root where the API is, with its version
 * @param timeout the longest time that one request may take
 */
record FacebookSettings(String pageId, URI root, Duration timeout) {

  static FacebookSettings of(Account account) {
    String page = account.setting("page-id");
    if (!page.matches("[0-9]{1,20}")) {
      throw new InvalidAccountException(
          "settings.page-id", "needs the page's number, not \"%s\"".formatted(page));
    }
    String version = account.setting("api-version", "v24.0");
    if (!version.matches("v[0-9]{1,3}\\.[0-9]")) {
      throw new InvalidAccountException(
          "settings.api-version", "needs a version such as v24.0, not \"%s\"".formatted(version));
    }
    URI base = account.address("base-url", "https://graph.facebook.com");
    return new FacebookSettings(
        page,
        URI.create(base + "/" + version),
        account.duration("timeout", Duration.ofSeconds(15)));
  }
}
