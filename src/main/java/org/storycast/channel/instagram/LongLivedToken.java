// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.storycast.channel.Secret;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenEndpoint;
import tools.jackson.databind.JsonNode;

/**
 * Renews the token of an account by Instagram Login. The token is its own refresh token: it lives
 * sixty days, can be renewed from its second day on, and is lost for good when nobody does
 * (https://developers.facebook.com/docs/instagram-platform, 2026-10). A renewal that comes to
 * nothing leaves it as good as it was, so that it is used on.
 */
final class LongLivedToken implements TokenEndpoint {

  /** A token is renewed once a week: eight times more often than it must be. */
  private static final Duration WEEK = Duration.ofDays(7);

  /** A token of less than a day can't be renewed yet. */
  private static final Duration DAY = Duration.ofDays(1);

  private static final Duration HOUR = Duration.ofHours(1);

  private static final Duration SIXTY_DAYS = Duration.ofDays(60);

  private final HttpSender sender;
  private final InstagramSettings settings;
  private final UnaryOperator<String> redaction;

  LongLivedToken(HttpSender sender, InstagramSettings settings, UnaryOperator<String> redaction) {
    this.sender = sender;
    this.settings = settings;
    this.redaction = redaction;
  }

  /** The only call whose address holds the token: Instagram takes it nowhere else. */
  @Override
  public Answer refresh(Secret token) {
    URI address =
        URI.create(
            "%s/refresh_access_token?grant_type=ig_refresh_token&access_token=%s"
                .formatted(
                    this.settings.baseUrl(),
                    URLEncoder.encode(token.reveal(), StandardCharsets.UTF_8)));
    return switch (this.sender.send(client -> client.get().uri(address))) {
      case Reply.Answered answer -> read(answer, token);
      case Reply.NotSent notSent -> kept(token, HOUR);
      case Reply.NoAnswer noAnswer -> kept(token, HOUR);
    };
  }

  private Answer read(Reply.Answered answer, Secret token) {
    JsonNode json = answer.json();
    String renewed = json.path("access_token").asString("");
    if (answer.isSuccess() && !renewed.isEmpty()) {
      Duration life = life(json);
      return given(new Secret(renewed), life);
    }
    MetaError error =
        InstagramRefusals.errorIn(
            answer, it -> this.redaction.apply(it).replace(token.reveal(), "***"));
    if (error.isOfToken()) {
      return new Answer.Denied(
          "Instagram does not renew the token, which lives sixty days. " + error.describe());
    }
    return kept(token, error.isFromTheApi() ? DAY : HOUR);
  }

  /** How long the token of an answer is good for. */
  static Duration life(JsonNode json) {
    return Duration.ofSeconds(json.path("expires_in").asLong(SIXTY_DAYS.toSeconds()));
  }

  /** A token that Instagram gave just now. */
  static Answer.Given given(Secret token, Duration life) {
    Duration half = life.dividedBy(2);
    return new Answer.Given(token, half.compareTo(WEEK) < 0 ? half : WEEK, token, life);
  }

  private static Answer kept(Secret token, Duration until) {
    return new Answer.Given(token, until, null, null);
  }
}
