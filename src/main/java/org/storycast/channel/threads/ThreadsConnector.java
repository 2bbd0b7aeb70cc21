// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.MetaApp;
import org.storycast.channel.support.MetaExchange;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TokenWorth;
import tools.jackson.databind.JsonNode;

/**
 * Connects profiles by Threads' own login: the code becomes a token of an hour, that one of sixty
 * days, which the adapter renews
 * (https://developers.facebook.com/documentation/threads/get-started, 2026-08).
 */
@Component
class ThreadsConnector implements AccountConnector {

  /** To publish, to continue stories by replies and find these again, to withdraw. */
  private static final List<String> SCOPES =
      List.of(
          "threads_basic",
          "threads_content_publish",
          "threads_manage_replies",
          "threads_read_replies",
          "threads_delete");

  private static final String INSIGHTS = "threads_manage_insights";

  private static final Duration SIXTY_DAYS = Duration.ofDays(60);

  @Override
  public String kind() {
    return ThreadsPublisherFactory.KIND;
  }

  @Override
  public Consent consent(Account app) {
    ThreadsSettings.of(app);
    return MetaApp.of(ThreadsPublisherFactory.NAME, app)
        .consent(
            app.address("login-url", "https://threads.com/oauth/authorize"), scopes(app), Map.of());
  }

  private static List<String> scopes(Account app) {
    return app.flag("numbers", true)
        ? Stream.concat(SCOPES.stream(), Stream.of(INSIGHTS)).toList()
        : SCOPES;
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    ThreadsSettings settings = ThreadsSettings.of(app);
    MetaExchange exchange =
        new MetaExchange(MetaApp.of(ThreadsPublisherFactory.NAME, app), grant, settings.timeout());
    return exchange.redeem(
        URI.create(settings.baseUrl() + "/oauth/access_token"),
        (brief, answer) ->
            exchange.prolong(
                URI.create(settings.baseUrl() + "/access_token"),
                "th_exchange_token",
                brief,
                (token, json) -> new Login(app, settings, exchange, token, life(json)).checked()));
  }

  private static Duration life(JsonNode json) {
    return Duration.ofSeconds(json.path("expires_in").asLong(SIXTY_DAYS.toSeconds()));
  }

  /** A login that gave a token of sixty days. */
  private record Login(
      Account app, ThreadsSettings settings, MetaExchange exchange, Secret token, Duration life) {

    private URI at(String path) {
      return URI.create(
          "%s/%s%s".formatted(this.settings.baseUrl(), this.settings.apiVersion(), path));
    }

    /**
     * Threads tells only testers of the app what their token is worth; where it refuses to, nobody
     * knows what was allowed before the first use.
     */
    Answer checked() {
      return this.exchange.readIfTold(
          at("/debug_token"),
          this.token,
          List.of("input_token", this.token.reveal()),
          json ->
              this.exchange.complete(
                  scopes(this.app), new TokenWorth(json.path("data")).scopes(), this::profile),
          this::profile);
    }

    private Answer profile() {
      return this.exchange.read(
          at("/me"), this.token, List.of("fields", "id,username"), this::opened);
    }

    private Answer opened(JsonNode profile) {
      String id = profile.path("id").asString("");
      if (!id.matches("[0-9]{1,20}")) {
        return this.exchange.unusable();
      }
      // By default a profile is addressed as the token's own: some apps are refused by number.
      Map<String, String> settings =
          this.settings.userId().equals("me") ? Map.of() : Map.of("user-id", id);
      return new Answer.Opened(
          List.of(
              new OpenedAccount(
                  id,
                  "@" + profile.path("username").asString(id),
                  settings,
                  Map.of("access-token", this.token),
                  ThreadsTokens.given(this.token, this.life),
                  null)));
    }

    @Override
    public String toString() {
      return "Login[" + this.app.id() + "]";
    }
  }
}
