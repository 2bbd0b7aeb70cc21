// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.net.URI;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Secret;

/**
 * The newsroom's app on LinkedIn, before an account is connected to it.
 *
 * @param clientId of the app
 * @param secret of the app
 * @param api where the API is
 * @param oauth where people allow the app to act, and where codes are exchanged
 * @param version the month of the API's version
 * @param timeout of one request
 * @param isForPages whether company pages are to speak, or the member
 * @param adminScope the scope by which pages and their numbers are read; LinkedIn has two, and
 *     gives an app one of them
 */
record LinkedinApp(
    String clientId,
    Secret secret,
    URI api,
    URI oauth,
    YearMonth version,
    Duration timeout,
    boolean isForPages,
    String adminScope) {

  private static final List<String> ADMIN_SCOPES =
      List.of("r_organization_admin", "rw_organization_admin");

  static LinkedinApp of(Account account) {
    return new LinkedinApp(
        account
            .optionalSetting("client-id")
            .orElseThrow(
                () ->
                    new InvalidAccountException(
                        "settings.client-id", "is missing; set it to the app's client id")),
        account.credential("client-secret"),
        LinkedinSettings.apiOf(account),
        LinkedinSettings.oauthOf(account),
        LinkedinSettings.versionOf(account),
        LinkedinSettings.timeoutOf(account),
        isForPages(account),
        LinkedinSettings.oneOf(account, "admin-scope", ADMIN_SCOPES.getFirst(), ADMIN_SCOPES));
  }

  private enum AuthorKind {
    PAGE,
    MEMBER
  }

  /** By the author, where the operator has named it already. */
  private static boolean isForPages(Account account) {
    AuthorKind kind = account.choice("author-kind", AuthorKind.PAGE);
    return account.optionalSetting("author").isEmpty()
        ? kind == AuthorKind.PAGE
        : LinkedinSettings.isOrganization(LinkedinSettings.authorOf(account));
  }

  /** What the adapter uses: to publish, to read back, to name the account, to read its numbers. */
  List<String> scopes() {
    return this.isForPages
        ? List.of("w_organization_social", "r_organization_social", this.adminScope)
        : List.of("w_member_social", "openid", "profile");
  }
}
