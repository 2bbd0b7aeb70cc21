// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.PageLogin;

/** Connects pages by Facebook's login. */
@Component
class FacebookConnector implements AccountConnector {

  /** To list the pages, to read back, to publish; all forms need the same. */
  private static final List<String> SCOPES =
      List.of("pages_show_list", "pages_read_engagement", "pages_manage_posts");

  @Override
  public String kind() {
    return FacebookPublisherFactory.KIND;
  }

  @Override
  public Consent consent(Account app) {
    return login(app).consent(scopes(app));
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    return login(app)
        .open(
            grant,
            scopes(app),
            List.of(),
            opened ->
                new Answer.Opened(
                    opened.pages().stream().map(page -> account(page, opened.endsAt())).toList()));
  }

  private static List<String> scopes(Account app) {
    return app.flag("numbers", true)
        ? Stream.concat(SCOPES.stream(), Stream.of(PageCheckup.INSIGHTS)).toList()
        : SCOPES;
  }

  private static PageLogin login(Account app) {
    return new PageLogin(FacebookPublisherFactory.NAME, app, FacebookSettings.timeout(app));
  }

  private static OpenedAccount account(PageLogin.Page page, @Nullable Instant endsAt) {
    return new OpenedAccount(
        page.id(),
        page.name(),
        Map.of("page-id", page.id()),
        Map.of("page-token", page.token()),
        null,
        endsAt);
  }
}
