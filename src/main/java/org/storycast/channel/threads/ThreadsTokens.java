// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

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
 * Renews the profile's token, which is access and refresh token in one. It lives for sixty days,
 * can be renewed once it is a day old, and stays good when it is replaced. So it is renewed at half
 * of its life, and whatever keeps that from happening, the token that we have is used for another
 * day: if it is dead, Threads says so.
 */
final class ThreadsTokens implements TokenEndpoint {

  private static final Duration ANOTHER_DAY = Duration.ofHours(25);
  private static final int SESSION_INVALID = 190;

  private final HttpSender http;
  private final ThreadsSettings settings;
  private final UnaryOperator<String> redaction;

  ThreadsTokens(HttpSender http, ThreadsSettings settings, UnaryOperator<String> redaction) {
    this.http = http;
    this.settings = settings;
    this.redaction = redaction;
  }

  @Override
  public Answer refresh(Secret token) {
    Reply reply = this.http.send(client -> client.get().uri(address(token)));
    if (!(reply instanceof Reply.Answered answer)) {
      return kept(token);
    }
    JsonNode json = answer.json();
    String renewed = json.path("access_token").asString("");
    long seconds = json.path("expires_in").asLong(0);
    if (answer.isSuccess() && !renewed.isEmpty() && seconds > 0) {
      return given(new Secret(renewed), Duration.ofSeconds(seconds));
    }
    MetaError error = ThreadsRefusals.errorIn(answer, this.redaction);
    return error.code() == SESSION_INVALID
        ? new Answer.Denied(error.describe() + "; that is credentials.access-token")
        : kept(token);
  }

  /** A token that Threads gave just now. */
  static Answer.Given given(Secret token, Duration life) {
    return new Answer.Given(token, life.dividedBy(2), token, life);
  }

  private static Answer kept(Secret token) {
    return new Answer.Given(token, ANOTHER_DAY, null, null);
  }

  /** Meta wants the token in the address here; nothing of ours ever shows one. */
  private URI address(Secret token) {
    return URI.create(
        "%s/refresh_access_token?grant_type=th_refresh_token&access_token=%s"
            .formatted(
                this.settings.baseUrl(),
                URLEncoder.encode(token.reveal(), StandardCharsets.UTF_8)));
  }
}
