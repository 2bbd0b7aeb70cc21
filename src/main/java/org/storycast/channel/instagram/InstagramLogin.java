// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.MetaApp;
import org.storycast.channel.support.MetaExchange;
import org.storycast.channel.support.OpenedAccount;
import tools.jackson.databind.JsonNode;

/**
 * Instagram's own login, without a Facebook page: the code becomes a token of an hour, that one of
 * sixty days, which {@link LongLivedToken} renews
 * (https://developers.facebook.com/documentation/instagram-platform/instagram-api-with-instagram-login/business-login,
 * 2026-03).
 */
final class InstagramLogin {

  private static final List<String> SCOPES =
      List.of("instagram_business_basic", "instagram_business_content_publish");

  private static final String INSIGHTS = "instagram_business_manage_insights";

  private final Account account;
  private final MetaApp app;
  private final URI base;
  private final String version;
  private final URI page;
  private final URI codes;

  InstagramLogin(Account account) {
    this.account = account;
    this.app = MetaApp.of(InstagramPublisherFactory.NAME, account);
    this.base = InstagramSettings.base(account);
    this.version = InstagramSettings.version(account);
    InstagramSettings.timeout(account);
    this.page = account.address("login-url", "https://www.instagram.com/oauth/authorize");
    boolean elsewhere = !"graph.instagram.com".equals(this.base.getHost());
    this.codes =
        account.address("code-url", elsewhere ? this.base.toString() : "https://api.instagram.com");
  }

  private List<String> scopes() {
    return this.account.flag("numbers", true)
        ? Stream.concat(SCOPES.stream(), Stream.of(INSIGHTS)).toList()
        : SCOPES;
  }

  Consent consent() {
    return this.app.consent(this.page, scopes(), Map.of());
  }

  Answer exchange(Grant grant) {
    MetaExchange exchange =
        new MetaExchange(this.app, grant, InstagramSettings.timeout(this.account));
    return exchange.redeem(
        URI.create(this.codes + "/oauth/access_token"),
        (brief, answer) ->
            allowed(
                exchange,
                answer.path("permissions"),
                () ->
                    exchange.prolong(
                        URI.create(this.base + "/access_token"),
                        "ig_exchange_token",
                        brief,
                        (token, json) -> account(exchange, token, json))));
  }

  /** A list or a text with commas; where there is none, all that was asked for was allowed. */
  private Answer allowed(MetaExchange exchange, JsonNode permissions, Supplier<Answer> next) {
    Set<String> allowed =
        permissions.isArray()
            ? permissions.valueStream().map(it -> it.asString("")).collect(Collectors.toSet())
            : Arrays.stream(permissions.asString("").split("[, ]+"))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet());
    return allowed.isEmpty() ? next.get() : exchange.complete(scopes(), allowed, next);
  }

  private Answer account(MetaExchange exchange, Secret token, JsonNode prolonged) {
    return exchange.read(
        URI.create("%s/%s/me".formatted(this.base, this.version)),
        token,
        List.of("fields", "user_id,username,account_type"),
        answer -> {
          JsonNode me = MetaExchange.unwrapped(answer);
          String id = me.path("user_id").asString("");
          if (!id.matches("[0-9]{1,20}")) {
            return exchange.unusable();
          }
          String name = "@" + me.path("username").asString(id);
          return InstagramCheckup.isProfessional(me)
              ? new Answer.Opened(List.of(opened(id, name, token, prolonged)))
              : exchange.refused(
                  name
                      + " is no professional account: switch to Business or Creator in Instagram's"
                      + " settings and connect again");
        });
  }

  private static OpenedAccount opened(String id, String name, Secret token, JsonNode prolonged) {
    return new OpenedAccount(
        id,
        name,
        Map.of("user-id", id),
        Map.of("access-token", token),
        LongLivedToken.given(token, LongLivedToken.life(prolonged)),
        null);
  }
}
