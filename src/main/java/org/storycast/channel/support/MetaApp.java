// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Secret;

/**
 * An app that the operator registered with Meta.
 *
 * @param platform the name of the platform that it logs in to, for people
 * @param account the channel that names it
 * @param id its number
 * @param secret its secret
 */
public record MetaApp(String platform, Account account, String id, Secret secret) {

  /**
   * The app by the setting {@code app-id} and the credential {@code app-secret}.
   *
   * @throws InvalidAccountException when one is missing or malformed
   */
  public static MetaApp of(String platform, Account account) {
    String id = account.setting("app-id");
    if (!id.matches("[0-9]{1,20}")) {
      throw new InvalidAccountException(
          "settings.app-id", "needs the app's number, not \"%s\"".formatted(id));
    }
    return new MetaApp(platform, account, id, account.credential("app-secret"));
  }

  /** Where a person allows the app something; none of Meta's logins takes a challenge. */
  public Consent consent(URI page, List<String> scopes, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>(more);
    parameters.put("client_id", this.id);
    return new Consent(page, scopes, ",", parameters, false);
  }

  /** A token in the app's own name. */
  Secret token() {
    return new Secret(this.id + "|" + this.secret.reveal());
  }
}
