// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
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
 * Connects YouTube channels by Google's consent (developers.google.com,
 * identity/protocols/oauth2/web-server, read 2026-11). A person picks the channel on Google's
 * pages, so that a consent is for one.
 */
@Component
final class YoutubeConnector implements AccountConnector {

  private static final String BEGIN_ANEW = "; connect the account anew";
  private static final String NO_REFRESH_TOKEN =
      "Google gave no refresh token, as if it had given one before: remove the app at"
          + " https://myaccount.google.com/connections, then connect the account anew";
  private static final String NO_CHANNEL =
      "The Google account has no YouTube channel: make one, or connect another account";

  private final Clock clock;

  YoutubeConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "youtube";
  }

  /** Google gives a refresh token only to who asks for offline access, and shows the consent. */
  @Override
  public Consent consent(Account app) {
    YoutubeSettings settings = YoutubeSettings.of(app);
    app.credential("client-secret");
    return new Consent(
        app.address("consent-url", "https://accounts.google.com/o/oauth2/v2/auth"),
        List.of(YoutubeScopes.needed(settings.extras())),
        " ",
        Map.of("client_id", settings.clientId(), "access_type", "offline", "prompt", "consent"),
        true);
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    YoutubeSettings settings = YoutubeSettings.of(app);
    HttpSender sender = new HttpSender(settings.timeout());
    GoogleTokens google = new GoogleTokens(sender, settings, app, this.clock);
    return switch (google.exchange(grant)) {
      case TokenEndpoint.Answer.Denied(String reason) -> new Answer.Refused(reason + BEGIN_ANEW);
      case TokenEndpoint.Answer.Unchanged(String detail, var _) -> failed(detail);
      case TokenEndpoint.Answer.Unknown(String detail) -> failed(detail);
      case TokenEndpoint.Answer.Given given -> {
        GoogleTokens.Consent consent = google.consent().orElseThrow();
        Secret refreshToken = given.refreshToken();
        if (refreshToken == null) {
          yield new Answer.Refused(NO_REFRESH_TOKEN);
        }
        Redaction redaction = Redaction.of(app, grant).and(given.accessToken()).and(refreshToken);
        yield objection(consent.scopes(), settings.extras())
            .orElseGet(
                () ->
                    channels(
                        new YoutubeApi(sender, once(given.accessToken()), settings),
                        new YoutubeErrors(redaction, this.clock),
                        channel -> opened(channel, refreshToken, given, consent.endsAt())));
      }
    };
  }

  private static YoutubeApi.Authorization once(Secret token) {
    return (request, tokenIsBad) -> new AuthorizedReply.Sent(request.apply(token));
  }

  private static Answer failed(String detail) {
    return new Answer.Failed(detail + BEGIN_ANEW);
  }

  /** Silence about the scopes means that all were allowed (RFC 6749, section 5.1). */
  private static Optional<Answer> objection(Set<String> scopes, ExtraSettings extras) {
    return scopes.isEmpty() || YoutubeScopes.cover(scopes, extras)
        ? Optional.empty()
        : Optional.of(
            new Answer.Refused(
                "The consent lacks the scope %s: connect the account anew and allow everything"
                    .formatted(YoutubeScopes.needed(extras))));
  }

  private static Answer channels(
      YoutubeApi api, YoutubeErrors errors, Function<JsonNode, OpenedAccount> opened) {
    return switch (YoutubeAnswer.of(api.ownChannel("id,snippet"), errors)) {
      case YoutubeAnswer.Failed(Outcome.ChannelClosed closed) ->
          new Answer.Refused("YouTube does not say whose channel it is: " + closed.detail());
      case YoutubeAnswer.Failed(Outcome.TryLater later) ->
          failed("YouTube does not say whose channel it is: " + later.detail());
      case YoutubeAnswer.Failed _ -> failed("YouTube does not say whose channel it is");
      case YoutubeAnswer.Json(JsonNode json) when !isList(json) ->
          failed("YouTube does not say whose channel it is");
      case YoutubeAnswer.Json(JsonNode json) -> {
        List<OpenedAccount> accounts =
            json.path("items")
                .valueStream()
                .filter(channel -> !channel.path("id").asString("").isEmpty())
                .map(opened)
                .toList();
        yield accounts.isEmpty() ? new Answer.Refused(NO_CHANNEL) : new Answer.Opened(accounts);
      }
    };
  }

  /** Of an empty list YouTube says how long it is, and leaves out the list itself. */
  private static boolean isList(JsonNode json) {
    return json.path("items").isArray() || json.has("pageInfo");
  }

  private static OpenedAccount opened(
      JsonNode channel,
      Secret refreshToken,
      TokenEndpoint.Answer.Given tokens,
      @Nullable Instant endsAt) {
    String id = channel.path("id").asString();
    String title = channel.path("snippet").path("title").asString("");
    return new OpenedAccount(
        id,
        title.isBlank() ? id : title,
        Map.of("channel-id", id),
        Map.of("refresh-token", refreshToken),
        tokens,
        endsAt);
  }
}
