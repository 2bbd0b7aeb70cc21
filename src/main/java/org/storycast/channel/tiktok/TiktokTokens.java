// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.FormBody;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenEndpoint;
import tools.jackson.databind.JsonNode;

/**
 * TikTok's token endpoint. Each refresh replaces the refresh token, so that a lost answer loses it;
 * and refusals were seen with HTTP 200, so that the body decides.
 */
final class TiktokTokens implements TokenEndpoint {

  private final HttpSender sender;
  private final TiktokSettings settings;
  private final Account account;

  TiktokTokens(HttpSender sender, TiktokSettings settings, Account account) {
    this.sender = sender;
    this.settings = settings;
    this.account = account;
  }

  @Override
  public Answer refresh(Secret refreshToken) {
    byte[] form =
        FormBody.of(
            "client_key", this.settings.clientKey(),
            "client_secret", this.account.credential("client-secret").reveal(),
            "grant_type", "refresh_token",
            "refresh_token", refreshToken.reveal());
    Reply reply =
        this.sender.send(
            client ->
                client
                    .post()
                    .uri(URI.create(this.settings.api() + "/v2/oauth/token/"))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form));
    return switch (reply) {
      case Reply.NotSent(String detail) ->
          new Answer.Unchanged("TikTok's token endpoint: " + detail, null);
      case Reply.NoAnswer(String detail) ->
          new Answer.Unknown("TikTok's token endpoint: " + detail);
      case Reply.Answered answered -> read(answered);
    };
  }

  private Answer read(Reply.Answered answered) {
    JsonNode json = answered.json();
    String error = json.path("error").asString("");
    if (!error.isEmpty()) {
      return new Answer.Denied(
          "TikTok refused the refresh token: \"%s\" (\"%s\")"
              .formatted(
                  this.account.redacted(error),
                  this.account.redacted(json.path("error_description").asString(""))));
    }
    String access = json.path("access_token").asString("");
    if (answered.isSuccess() && !access.isEmpty()) {
      return new Answer.Given(
          new Secret(access), seconds(json, "expires_in", 3600), refreshToken(json), life(json));
    }
    String detail = "TikTok's token endpoint answered HTTP " + answered.status();
    return answered.status() == 429
        ? new Answer.Unchanged(detail, Duration.ofMinutes(1))
        : new Answer.Unknown(detail);
  }

  private static @Nullable Secret refreshToken(JsonNode json) {
    String token = json.path("refresh_token").asString("");
    return token.isEmpty() ? null : new Secret(token);
  }

  private static @Nullable Duration life(JsonNode json) {
    return json.has("refresh_expires_in") ? seconds(json, "refresh_expires_in", 0) : null;
  }

  private static Duration seconds(JsonNode json, String field, long otherwise) {
    return Duration.ofSeconds(json.path(field).asLong(otherwise));
  }
}
