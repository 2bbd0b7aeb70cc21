// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * Google's token endpoint. It does not replace refresh tokens, so that asking again is harmless.
 */
final class GoogleTokens implements TokenEndpoint {

  private final HttpSender sender;
  private final YoutubeSettings settings;
  private final Account account;
  private final Clock clock;
  private volatile @Nullable Consent consent;

  GoogleTokens(HttpSender sender, YoutubeSettings settings, Account account, Clock clock) {
    this.clock = clock;
    this.sender = sender;
    this.settings = settings;
    this.account = account;
  }

  /**
   * What Google said of the consent when it last gave a token.
   *
   * @param scopes without their common beginning, such as {@code youtube.upload}
   * @param endsAt when the refresh token does; absent where it has no end, as for apps in
   *     production
   */
  record Consent(Set<String> scopes, @Nullable Instant endsAt) {}

  /** The consent, as far as this process has asked for a token. */
  Optional<Consent> consent() {
    return Optional.ofNullable(this.consent);
  }

  @Override
  public Answer refresh(Secret refreshToken) {
    byte[] form =
        FormBody.of(
            "client_id", this.settings.clientId(),
            "client_secret", this.account.credential("client-secret").reveal(),
            "refresh_token", refreshToken.reveal(),
            "grant_type", "refresh_token");
    Reply reply =
        this.sender.send(
            client ->
                client
                    .post()
                    .uri(this.settings.tokenAddress())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form));
    return switch (reply) {
      case Reply.NotSent it ->
          new Answer.Unchanged("Google's token endpoint: " + it.detail(), null);
      case Reply.NoAnswer it ->
          new Answer.Unchanged("Google's token endpoint: " + it.detail(), null);
      case Reply.Answered answered -> read(answered);
    };
  }

  private Answer read(Reply.Answered answered) {
    JsonNode json = answered.json();
    if (answered.isSuccess() && !json.path("access_token").asString("").isEmpty()) {
      this.consent = consentIn(json);
      String replaced = json.path("refresh_token").asString("");
      return new Answer.Given(
          new Secret(json.path("access_token").asString()),
          Duration.ofSeconds(json.path("expires_in").asLong(3600)),
          replaced.isEmpty() ? null : new Secret(replaced),
          null);
    }
    String error = json.path("error").asString("");
    return answered.status() / 100 == 4 && answered.status() != 429 && !error.isEmpty()
        ? new Answer.Denied(
            "Google refused the refresh token: \"%s\" (\"%s\")"
                .formatted(
                    this.account.redacted(error),
                    this.account.redacted(json.path("error_description").asString(""))))
        : new Answer.Unchanged("Google's token endpoint answered HTTP " + answered.status(), null);
  }

  private Consent consentIn(JsonNode json) {
    Set<String> scopes =
        Arrays.stream(json.path("scope").asString("").split(" "))
            .map(scope -> scope.substring(scope.lastIndexOf('/') + 1))
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    long seconds = json.path("refresh_token_expires_in").asLong(0);
    return new Consent(scopes, seconds > 0 ? this.clock.instant().plusSeconds(seconds) : null);
  }
}
