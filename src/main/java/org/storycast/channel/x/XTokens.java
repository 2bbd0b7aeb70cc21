// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Duration;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenEndpoint;
import tools.jackson.databind.JsonNode;

/** X's token endpoint. Each refresh replaces the refresh token, so that a lost answer loses it. */
final class XTokens implements TokenEndpoint {

  private static final long USUAL_LIFE = 7200;

  private final HttpSender sender;
  private final XApp app;
  private final Account account;

  XTokens(HttpSender sender, XApp app, Account account) {
    this.sender = sender;
    this.app = app;
    this.account = account;
  }

  @Override
  public Answer refresh(Secret refreshToken) {
    Reply reply =
        this.app.ask(
            this.sender, "grant_type", "refresh_token", "refresh_token", refreshToken.reveal());
    return switch (reply) {
      case Reply.NotSent(String detail) ->
          new Answer.Unchanged("X's token endpoint: " + detail, null);
      case Reply.NoAnswer(String detail) -> new Answer.Unknown("X's token endpoint: " + detail);
      case Reply.Answered answered -> read(answered);
    };
  }

  private Answer read(Reply.Answered answered) {
    JsonNode json = answered.json();
    String access = json.path("access_token").asString("");
    if (answered.isSuccess() && !access.isEmpty()) {
      String replaced = json.path("refresh_token").asString("");
      return new Answer.Given(
          new Secret(access),
          Duration.ofSeconds(json.path("expires_in").asLong(USUAL_LIFE)),
          replaced.isEmpty() ? null : new Secret(replaced),
          null);
    }
    String error = json.path("error").asString("");
    String detail = "X's token endpoint answered HTTP " + answered.status();
    if (answered.status() == 429) {
      return new Answer.Unchanged(detail, Duration.ofMinutes(1));
    }
    return answered.status() / 100 == 4 && !error.isEmpty()
        ? new Answer.Denied(
            "X refused the refresh token: \"%s\" (\"%s\")"
                .formatted(
                    this.account.redacted(error),
                    this.account.redacted(json.path("error_description").asString(""))))
        : new Answer.Unknown(detail);
  }
}
