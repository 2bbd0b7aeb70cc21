// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Facebook's login, which opens the pages that a person works on, and what is linked to them. The
 * code becomes a person's token of an hour or two, that one of sixty days, and with it the pages
 * are read: tokens of pages that come so have no end
 * (https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived,
 * 2026-10). The person's token is not kept.
 *
 * <p>It reads of the channel, besides the app, the settings {@code base-url}, {@code api-version},
 * {@code login-url} and {@code portfolio}: pages of a business portfolio are listed only for apps
 * that may look into it (https://github.com/getopenpost/openpost/issues/216,
 * https://github.com/trypostit/trypost/pull/301, 2026-08).
 */
public final class PageLogin {

  private static final String PORTFOLIO = "business_management";

  private final MetaApp app;
  private final URI root;
  private final URI login;
  private final Duration timeout;
  private final boolean portfolio;

  /**
   * Prepares a login.
   *
   * @param platform the platform's name, for people
   * @param account the channel as it is configured
   * @param timeout the longest time that one call may take
   * @throws InvalidAccountException when a setting or credential of the app is missing or malformed
   */
  public PageLogin(String platform, Account account, Duration timeout) {
    this.app = MetaApp.of(platform, account);
    String version = account.setting("api-version", "v24.0");
    if (!version.matches("v[0-9]{1,3}\\.[0-9]")) {
      throw new InvalidAccountException(
          "settings.api-version", "needs a version such as v24.0, not \"%s\"".formatted(version));
    }
    this.root =
        URI.create(account.address("base-url", "https://graph.facebook.com") + "/" + version);
    this.login =
        account.address("login-url", "https://www.facebook.com/%s/dialog/oauth".formatted(version));
    this.timeout = timeout;
    this.portfolio = account.flag("portfolio", false);
  }

  /**
   * A page on which the person may create content.
   *
   * @param token the page's, without an end
   * @param json all that was asked for
   */
  public record Page(String id, String name, Secret token, JsonNode json) {

    /** The answer holds the token in plain words. */
    @Override
    public String toString() {
      return "Page[%s]".formatted(this.id);
    }
  }

  /**
   * What the login opened.
   *
   * @param pages at least one
   * @param endsAt when the app may no longer see the person's data, and a person must log in again;
   *     absent where Facebook does not say
   */
  public record Pages(List<Page> pages, @Nullable Instant endsAt) {}

  /** The login's page. It asks again for what the person once declined. */
  public Consent consent(List<String> scopes) {
    return this.app.consent(this.login, asked(scopes), Map.of("auth_type", "rerequest"));
  }

  private List<String> asked(List<String> scopes) {
    return this.portfolio ? Stream.concat(scopes.stream(), Stream.of(PORTFOLIO)).toList() : scopes;
  }

  /** What is asked for, and what becomes of the answer. */
  private record Wish(List<String> scopes, List<String> fields, Function<Pages, Answer> accounts) {}

  /**
   * Exchanges the code and reads the pages.
   *
   * @param scopes all of them must be allowed
   * @param fields further ones to read of each page
   * @param accounts makes accounts of the pages, or says why there are none
   */
  public Answer open(
      Grant grant, List<String> scopes, List<String> fields, Function<Pages, Answer> accounts) {
    MetaExchange exchange = new MetaExchange(this.app, grant, this.timeout);
    Wish wish = new Wish(asked(scopes), fields, accounts);
    return exchange.redeem(
        at("/oauth/access_token"),
        (person, json) ->
            prolonged(exchange, person)
                .then(
                    answer -> exchange.withToken(answer, token -> checked(exchange, token, wish))));
  }

  private MetaExchange.Said prolonged(MetaExchange exchange, Secret token) {
    return exchange.post(
        at("/oauth/access_token"),
        "grant_type",
        "fb_exchange_token",
        "client_id",
        this.app.id(),
        "client_secret",
        this.app.secret().reveal(),
        "fb_exchange_token",
        token.reveal());
  }

  private Answer checked(MetaExchange exchange, Secret token, Wish wish) {
    return worth(exchange, token)
        .then(
            json -> {
              TokenWorth worth = new TokenWorth(json.path("data"));
              return worth.isValid()
                  ? exchange.complete(
                      wish.scopes(),
                      worth.scopes(),
                      () -> pages(exchange, token, wish, worth.dataAccessEndsAt()))
                  : exchange.unusable();
            });
  }

  /** Facebook takes the token nowhere but in the address here. */
  private MetaExchange.Said worth(MetaExchange exchange, Secret token) {
    return exchange.get(
        at("/debug_token"),
        this.app.token(),
        "input_token",
        token.reveal(),
        "appsecret_proof",
        SecretProof.of(this.app.token(), this.app.secret()));
  }

  private Answer pages(MetaExchange exchange, Secret token, Wish wish, @Nullable Instant end) {
    PageList list = new PageList(exchange, this.root, token, this.app.secret());
    return list.read(wish.fields(), this.portfolio)
        .then(
            all -> {
              List<Page> pages = list.pages();
              return pages.isEmpty()
                  ? exchange.refused(none(list.names()))
                  : wish.accounts().apply(new Pages(pages, end));
            });
  }

  private String none(Set<String> names) {
    if (!names.isEmpty()) {
      return "You may not create content on %s: let somebody give you that task in the page's settings"
          .formatted(String.join(", ", names));
    }
    return this.portfolio
        ? "Facebook names no page of yours: connect again and choose one while you log in"
        : "Facebook names no page of yours: connect again and choose one while you log in; for a"
            + " page of a business portfolio set settings.portfolio to true first";
  }

  private URI at(String path) {
    return URI.create(this.root + path);
  }
}
