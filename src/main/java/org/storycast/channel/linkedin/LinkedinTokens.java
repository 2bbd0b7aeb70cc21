// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

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

/** LinkedIn's token endpoint. Only approved partners have refresh tokens. */
final class LinkedinTokens implements TokenEndpoint {

  /** LinkedIn's access tokens live for sixty days, should it not say. */
  private static final long SIXTY_DAYS = 5_184_000;

  private final HttpSender sender;
  private final LinkedinSettings settings;
  private final Account account;

  LinkedinTokens(HttpSender sender, LinkedinSettings settings, Account account) {
    this.sender = sender;
    this.settings = settings;
    this.account = account;
  }

  @Override
  public Answer refresh(Secret refreshToken) {
    byte[] form =
        FormBody.of(
            "grant_type", "refresh_token",
            "refresh_token", refreshToken.reveal(),
            "client_id", this.settings.clientId().orElseThrow(),
            "client_secret", this.account.credential("client-secret").reveal());
    return switch (post("/oauth/v2/accessToken", form)) {
      case Reply.NotSent(String detail) ->
          new Answer.Unchanged("LinkedIn's token endpoint: " + detail, null);
      case Reply.NoAnswer(String detail) ->
          new Answer.Unknown("LinkedIn's token endpoint: " + detail);
      case Reply.Answered answered -> read(answered);
    };
  }

  /** Asks what LinkedIn knows of an access token. */
  Reply introspect(Secret token) {
    return post(
        "/oauth/v2/introspectToken",
        FormBody.of(
            "client_id", this.settings.clientId().orElseThrow(),
            "client_secret", this.account.credential("client-secret").reveal(),
            "token", token.reveal()));
  }

  private Reply post(String path, byte[] form) {
    URI address = URI.create(this.settings.oauth() + path);
    return this.sender.send(
        client ->
            client
                .post()
                .uri(address)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form));
  }

  private Answer read(Reply.Answered answered) {
    JsonNode json = answered.json();
    String access = json.path("access_token").asString("");
    if (answered.isSuccess() && !access.isEmpty()) {
      return new Answer.Given(
          new Secret(access),
          Duration.ofSeconds(json.path("expires_in").asLong(SIXTY_DAYS)),
          refreshToken(json),
          json.has("refresh_token_expires_in")
              ? Duration.ofSeconds(json.path("refresh_token_expires_in").asLong())
              : null);
    }
    String error = json.path("error").asString("");
    if (!error.isEmpty() && answered.status() / 100 == 4 && answered.status() != 429) {
      return new Answer.Denied(
          "LinkedIn refused the refresh token: \"%s\" (\"%s\")"
              .formatted(
                  this.account.redacted(error),
                  this.account.redacted(json.path("error_description").asString(""))));
    }
    String detail = "LinkedIn's token endpoint answered HTTP " + answered.status();
    return answered.status() == 429
        ? new Answer.Unchanged(detail, Duration.ofMinutes(1))
        : new Answer.Unknown(detail);
  }

  private static @Nullable Secret refreshToken(JsonNode json) {
    String token = json.path("refresh_token").asString("");
    return token.isEmpty() ? null : new Secret(token);
  }
}
