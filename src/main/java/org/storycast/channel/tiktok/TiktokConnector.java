// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.Redaction;
import org.storycast.channel.support.TokenEndpoint;
import tools.jackson.databind.JsonNode;

/**
 * Connects TikTok accounts by Login Kit for the web, which takes no challenge
 * (developers.tiktok.com, login-kit-web and login-kit-manage-user-access-tokens, read 2026-11).
 */
@Component
final class TiktokConnector implements AccountConnector {

  /** Posts, with what the account may post; and looking posts up, with their numbers. */
  private static final List<String> SCOPES = List.of("video.publish", "video.list");

  private static final String BEGIN_ANEW = "; connect the account anew";
  private static final String SEE_THE_APP =
      BEGIN_ANEW
          + ", and if that does not help, see client-key, client-secret and the app's redirect"
          + " address";

  private final Clock clock;

  TiktokConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "tiktok";
  }

  /** TikTok's page has a slash at its end. */
  @Override
  public Consent consent(Account app) {
    TiktokSettings settings = TiktokSettings.of(app);
    app.credential("client-secret");
    URI page = app.address("consent-url", "https://www.tiktok.com/v2/auth/authorize");
    return new Consent(
        URI.create(page + "/"), SCOPES, ",", Map.of("client_key", settings.clientKey()), false);
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    TiktokSettings settings = TiktokSettings.of(app);
    HttpSender sender = new HttpSender(settings.timeout());
    TiktokTokens.Exchange exchange = new TiktokTokens(sender, settings, app).exchange(grant);
    return switch (exchange.answer()) {
      case TokenEndpoint.Answer.Denied(String reason) -> new Answer.Refused(reason + SEE_THE_APP);
      case TokenEndpoint.Answer.Unchanged(String detail, var _) -> failed(detail);
      case TokenEndpoint.Answer.Unknown(String detail) -> failed(detail);
      case TokenEndpoint.Answer.Given given -> {
        String openId = exchange.openId();
        Secret refreshToken = given.refreshToken();
        if (refreshToken == null || openId.isEmpty()) {
          yield failed("TikTok answered without a refresh token or without an account");
        }
        Redaction redaction = Redaction.of(app, grant).and(given.accessToken()).and(refreshToken);
        TiktokErrors errors = new TiktokErrors(redaction, this.clock);
        TiktokApi api = new TiktokApi(sender, once(given.accessToken()), settings, errors);
        yield objection(exchange.scopes())
            .orElseGet(
                () -> account(api, openId, name -> opened(openId, name, refreshToken, given)));
      }
    };
  }

  private static TiktokApi.Authorization once(Secret token) {
    return (request, tokenIsBad) -> new AuthorizedReply.Sent(request.apply(token));
  }

  private static Answer failed(String detail) {
    return new Answer.Failed(detail + BEGIN_ANEW);
  }

  /** Silence about the scopes means that all were allowed (RFC 6749, section 5.1). */
  private static Optional<Answer> objection(Set<String> scopes) {
    List<String> missing = SCOPES.stream().filter(scope -> !scopes.contains(scope)).toList();
    return scopes.isEmpty() || missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Answer.Refused(
                "The consent lacks %s: connect the account anew and leave every permission on"
                    .formatted(String.join(", ", missing))));
  }

  /** A day whose posts are used up hides the account's name and says nothing against it. */
  private static Answer account(
      TiktokApi api, String openId, Function<String, OpenedAccount> opened) {
    return switch (api.creatorInfo()) {
      case TiktokAnswer.Data(JsonNode info) -> {
        String username = new TiktokCreator(info).username();
        yield only(opened.apply(username.isBlank() ? openId : "@" + username));
      }
      case TiktokAnswer.Failed(String _, Outcome.ChannelClosed closed) ->
          new Answer.Refused("TikTok does not let the account post: " + closed.detail());
      case TiktokAnswer.Failed(String _, Outcome.TryLater later) ->
          later.reason() == FailureReason.QUOTA
              ? only(opened.apply(openId))
              : failed("TikTok does not say whose account it is: " + later.detail());
      case TiktokAnswer.Failed _ -> failed("TikTok does not say whose account it is");
    };
  }

  private static Answer only(OpenedAccount account) {
    return new Answer.Opened(List.of(account));
  }

  private OpenedAccount opened(
      String openId, String name, Secret refreshToken, TokenEndpoint.Answer.Given tokens) {
    Duration life = tokens.refreshLife();
    return new OpenedAccount(
        openId,
        name,
        Map.of(),
        Map.of("refresh-token", refreshToken),
        tokens,
        life == null ? null : this.clock.instant().plus(life));
  }
}
