// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.storycast.channel.Secret;
import tools.jackson.databind.JsonNode;

/**
 * What a token endpoint that keeps to the standard answered to a code (RFC 6749, sections 4.1.4,
 * 5.1 and 5.2).
 */
public sealed interface CodeAnswer {

  /**
   * The code was good.
   *
   * @param access the first access token
   * @param life how long it is good for; absent where the platform does not say
   * @param refresh the first refresh token; absent where there is none
   * @param refreshLife how long that is good for; absent where the platform does not say
   * @param scopes what the person allowed; empty where the platform says by its silence that it is
   *     what was asked for
   */
  record Tokens(
      Secret access,
      @Nullable Duration life,
      @Nullable Secret refresh,
      @Nullable Duration refreshLife,
      Set<String> scopes)
      implements CodeAnswer {

    public Tokens {
      scopes = Set.copyOf(scopes);
    }

    /** Which of the scopes that were asked for the person did not allow. */
    public List<String> missing(List<String> asked) {
      return this.scopes.isEmpty()
          ? List.of()
          : asked.stream().filter(scope -> !this.scopes.contains(scope)).toList();
    }
  }

  /** It was not, or nobody knows. */
  record Useless(AccountConnector.Answer answer) implements CodeAnswer {}

  /**
   * Sends a code, once, and reads the answer.
   *
   * @param platform its name for people
   * @param redaction takes secrets out of the platform's words
   * @param form names and values, which alternate; the app's credentials are among them
   */
  static CodeAnswer to(
      HttpSender sender,
      URI endpoint,
      String platform,
      UnaryOperator<String> redaction,
      String... form) {
    byte[] body = FormBody.of(form);
    Reply reply =
        sender.send(
            client ->
                client
                    .post()
                    .uri(endpoint)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(body));
    return of(reply, platform, redaction);
  }

  /**
   * Reads an answer.
   *
   * @param platform its name for people
   * @param redaction takes secrets out of the platform's words
   */
  static CodeAnswer of(Reply reply, String platform, UnaryOperator<String> redaction) {
    return switch (reply) {
      case Reply.NotSent(String detail) -> failed(platform + " could not be reached: " + detail);
      case Reply.NoAnswer(String detail) -> failed(platform + " did not answer: " + detail);
      case Reply.Answered answered ->
          answered.isSuccess()
              ? tokens(answered, platform)
              : refused(answered, platform, redaction);
    };
  }

  private static CodeAnswer failed(String detail) {
    return new Useless(new AccountConnector.Answer.Failed(detail + "; connect the account anew"));
  }

  private static CodeAnswer tokens(Reply.Answered answered, String platform) {
    JsonNode json = answered.json();
    String access = json.path("access_token").asString("");
    String refresh = json.path("refresh_token").asString("");
    return access.isEmpty()
        ? failed(platform + " answered HTTP %d without a token".formatted(answered.status()))
        : new Tokens(
            new Secret(access),
            seconds(json.path("expires_in")).orElse(null),
            refresh.isEmpty() ? null : new Secret(refresh),
            seconds(json.path("refresh_token_expires_in")).orElse(null),
            scopes(json.path("scope").asString("")));
  }

  private static Optional<Duration> seconds(JsonNode number) {
    return Optional.of(number.asLong(0)).filter(it -> it > 0).map(Duration::ofSeconds);
  }

  /** Separated by spaces in the standard, by commas on some platforms. */
  private static Set<String> scopes(String text) {
    return Arrays.stream(text.split("[ ,]+"))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CodeAnswer refused(
      Reply.Answered answered, String platform, UnaryOperator<String> redaction) {
    String error = answered.json().path("error").asString("");
    if (answered.status() / 100 != 4 || answered.status() == 429 || error.isEmpty()) {
      return failed("%s answered HTTP %d".formatted(platform, answered.status()));
    }
    String description = answered.json().path("error_description").asString("");
    return new Useless(
        new AccountConnector.Answer.Refused(
            "%s refused the code: \"%s\". Connect the account anew; if that does not help, check the app's id, its secret and its redirect address"
                .formatted(
                    platform,
                    redaction.apply(description.isEmpty() ? error : error + ": " + description))));
  }
}
