// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.PageLogin;
import tools.jackson.databind.JsonNode;

/** Connects professional accounts by the door that the settings name. */
@Component
class InstagramConnector implements AccountConnector {

  /** To find the accounts of pages, to publish and read back, to withdraw. */
  private static final List<String> SCOPES =
      List.of(
          "pages_show_list",
          "pages_read_engagement",
          "instagram_basic",
          "instagram_content_publish",
          "instagram_manage_contents");

  private static final String ACCOUNT = "instagram_business_account";

  @Override
  public String kind() {
    return InstagramPublisherFactory.KIND;
  }

  @Override
  public Consent consent(Account app) {
    return switch (InstagramSettings.login(app)) {
      case BY_PAGE -> pages(app).consent(scopes(app));
      case ALONE -> new InstagramLogin(app).consent();
    };
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    return switch (InstagramSettings.login(app)) {
      case BY_PAGE ->
          pages(app)
              .open(
                  grant,
                  scopes(app),
                  List.of(ACCOUNT + "{id,username}"),
                  InstagramConnector::ofPages);
      case ALONE -> new InstagramLogin(app).exchange(grant);
    };
  }

  private static PageLogin pages(Account app) {
    return new PageLogin("Facebook", app, InstagramSettings.timeout(app));
  }

  private static List<String> scopes(Account app) {
    return app.flag("numbers", true)
        ? Stream.concat(SCOPES.stream(), Stream.of(InstagramCheckup.INSIGHTS)).toList()
        : SCOPES;
  }

  private static Answer ofPages(PageLogin.Pages opened) {
    List<OpenedAccount> accounts =
        opened.pages().stream()
            .filter(page -> number(page.json()).matches("[0-9]{1,20}"))
            .map(page -> account(page, opened))
            .toList();
    return accounts.isEmpty()
        ? new Answer.Refused(
            "No professional Instagram account is linked to %s: link it in the page's settings, or in Instagram switch the account to Business or Creator"
                .formatted(
                    opened.pages().stream()
                        .map(PageLogin.Page::name)
                        .limit(5)
                        .collect(Collectors.joining(", "))))
        : new Answer.Opened(accounts);
  }

  private static String number(JsonNode page) {
    return page.path(ACCOUNT).path("id").asString("");
  }

  /** The page's token is good for the account. */
  private static OpenedAccount account(PageLogin.Page page, PageLogin.Pages opened) {
    String id = number(page.json());
    String username = page.json().path(ACCOUNT).path("username").asString("");
    return new OpenedAccount(
        id,
        username.isEmpty() ? page.name() : "@" + username,
        Map.of("user-id", id, "page-id", page.id()),
        Map.of("access-token", page.token()),
        null,
        opened.endsAt());
  }
}
