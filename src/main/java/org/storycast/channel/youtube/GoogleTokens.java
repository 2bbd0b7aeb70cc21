// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
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

/**
 * Google's token endpoint. It does not replace refresh tokens, so that asking again is harmless.
 */
final class GoogleTokens implements TokenEndpoint {

  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  /** No token is promised for longer; a greater number is taken for none. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  /** What a person can do, by Google's word for the refusal. */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "redirect_uri_mismatch",
          "; enter Storycast's redirect address, letter by letter, at the OAuth client",
          "invalid_client",
          "; see client-id and client-secret",
          "unauthorized_client",
          "; the OAuth client must be of the type Web application");

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
            "client_secret", secret(),
            "refresh_token", refreshToken.reveal(),
            "grant_type", "refresh_token");
    return ask(form, "the refresh token", this.account::redacted);
  }

  /** Exchanges a code; Google gives a refresh token only with a consent that it has just shown. */
  Answer exchange(Grant grant) {
    byte[] form =
        FormBody.of(
            "client_id", this.settings.clientId(),
            "client_secret", secret(),
            "code", grant.code().reveal(),
            "code_verifier", grant.verifier().map(Secret::reveal).orElse(""),
            "redirect_uri", grant.redirect().toString(),
            "grant_type", "authorization_code");
    return ask(form, "the code", Redaction.of(this.account, grant));
  }

  private String secret() {
    return this.account.credential("client-secret").reveal();
  }

  private Answer ask(byte[] form, String what, UnaryOperator<String> redaction) {
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
      case Reply.Answered answered -> read(answered, what, redaction);
    };
  }

  private Answer read(Reply.Answered answered, String what, UnaryOperator<String> redaction) {
    JsonNode json = answered.json();
    if (answered.isSuccess() && !json.path("access_token").asString("").isEmpty()) {
      this.consent = consentIn(json);
      String replaced = json.path("refresh_token").asString("");
      return new Answer.Given(
          new Secret(json.path("access_token").asString()),
          life(json, "expires_in").orElse(USUAL_LIFE),
          replaced.isEmpty() ? null : new Secret(replaced),
          life(json, "refresh_token_expires_in").orElse(null));
    }
    String error = json.path("error").asString("");
    return answered.status() / 100 == 4 && answered.status() != 429 && !error.isEmpty()
        ? new Answer.Denied(
            "Google refused %s: \"%s\" (\"%s\")%s"
                .formatted(
                    what,
                    redaction.apply(error),
                    redaction.apply(json.path("error_description").asString("")),
                    REMEDIES.getOrDefault(error, "")))
        : new Answer.Unchanged("Google's token endpoint answered HTTP " + answered.status(), null);
  }

  private Consent consentIn(JsonNode json) {
    Set<String> scopes =
        Arrays.stream(json.path("scope").asString("").split(" "))
            .map(YoutubeScopes::shortened)
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return new Consent(
        scopes,
        life(json, "refresh_token_expires_in").map(this.clock.instant()::plus).orElse(null));
  }

  private static Optional<Duration> life(JsonNode json, String field) {
    long seconds = json.path(field).asLong(0);
    return seconds > 0 && seconds <= LONGEST_LIFE.toSeconds()
        ? Optional.of(Duration.ofSeconds(seconds))
        : Optional.empty();
  }
}
