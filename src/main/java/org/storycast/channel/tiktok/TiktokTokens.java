// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.FormBody;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Redaction;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenEndpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * TikTok's token endpoint. Each refresh replaces the refresh token, so that a lost answer loses it;
 * and refusals were seen with HTTP 200, so that the body decides.
 */
final class TiktokTokens implements TokenEndpoint {

  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  /** No token is promised for longer; a greater number is taken for none. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  private final HttpSender sender;
  private final TiktokSettings settings;
  private final Account account;

  TiktokTokens(HttpSender sender, TiktokSettings settings, Account account) {
    this.sender = sender;
    this.settings = settings;
    this.account = account;
  }

  /**
   * What came for a code.
   *
   * @param answer the tokens, or why there are none
   * @param openId the account, as this app knows it; empty where there are no tokens
   * @param scopes what the person allowed; empty where TikTok does not say
   */
  record Exchange(Answer answer, String openId, Set<String> scopes) {}

  @Override
  public Answer refresh(Secret refreshToken) {
    byte[] form =
        FormBody.of(
            "client_key", this.settings.clientKey(),
            "client_secret", secret(),
            "grant_type", "refresh_token",
            "refresh_token", refreshToken.reveal());
    return read(ask(form), "the refresh token", this.account::redacted);
  }

  /** Exchanges a code. */
  Exchange exchange(Grant grant) {
    byte[] form =
        FormBody.of(
            "client_key", this.settings.clientKey(),
            "client_secret", secret(),
            "code", grant.code().reveal(),
            "grant_type", "authorization_code",
            "redirect_uri", grant.redirect().toString());
    Reply reply = ask(form);
    JsonNode json =
        reply instanceof Reply.Answered answered ? answered.json() : MissingNode.getInstance();
    return new Exchange(
        read(reply, "the code", Redaction.of(this.account, grant)),
        json.path("open_id").asString(""),
        Arrays.stream(json.path("scope").asString("").split("[, ]+"))
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private String secret() {
    return this.account.credential("client-secret").reveal();
  }

  private Reply ask(byte[] form) {
    return this.sender.send(
        client ->
            client
                .post()
                .uri(URI.create(this.settings.api() + "/v2/oauth/token/"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form));
  }

  private static Answer read(Reply reply, String what, UnaryOperator<String> redaction) {
    return switch (reply) {
      case Reply.NotSent(String detail) ->
          new Answer.Unchanged("TikTok's token endpoint: " + detail, null);
      case Reply.NoAnswer(String detail) ->
          new Answer.Unknown("TikTok's token endpoint: " + detail);
      case Reply.Answered answered -> read(answered, what, redaction);
    };
  }

  private static Answer read(
      Reply.Answered answered, String what, UnaryOperator<String> redaction) {
    JsonNode json = answered.json();
    String error = json.path("error").asString("");
    String access = json.path("access_token").asString("");
    String detail = "TikTok's token endpoint answered HTTP " + answered.status();
    if (answered.status() == 429) {
      return new Answer.Unchanged(detail, Duration.ofMinutes(1));
    }
    if (!error.isEmpty() && answered.status() < 500) {
      return new Answer.Denied(
          "TikTok refused %s: \"%s\" (\"%s\")"
              .formatted(
                  what,
                  redaction.apply(error),
                  redaction.apply(json.path("error_description").asString(""))));
    }
    return answered.isSuccess() && !access.isEmpty()
        ? new Answer.Given(
            new Secret(access),
            life(json, "expires_in").orElse(USUAL_LIFE),
            refreshToken(json),
            life(json, "refresh_expires_in").orElse(null))
        : new Answer.Unknown(detail);
  }

  private static @Nullable Secret refreshToken(JsonNode json) {
    String token = json.path("refresh_token").asString("");
    return token.isEmpty() ? null : new Secret(token);
  }

  private static Optional<Duration> life(JsonNode json, String field) {
    long seconds = json.path(field).asLong(0);
    return seconds > 0 && seconds <= LONGEST_LIFE.toSeconds()
        ? Optional.of(Duration.ofSeconds(seconds))
        : Optional.empty();
  }
}
