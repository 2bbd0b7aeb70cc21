// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenEndpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens and renews the account's session. The app password stands where others have a first refresh
 * token. A session that can't be renewed is opened anew with it; logging in is limited to 30 times
 * in five minutes, so that it happens only then. A renewed session's old token stays good for two
 * hours: asking again after a lost answer is harmless.
 */
final class BlueskySessions implements TokenEndpoint {

  /** How long a server gives an access token for (atproto's auth.ts, read in 2026-08). */
  private static final Duration ACCESS_LIFE = Duration.ofMinutes(120);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpSender http;
  private final BlueskySettings settings;
  private final Account account;
  private final BlueskyRefusals refusals;
  private volatile @Nullable Identity identity;

  BlueskySessions(
      HttpSender http, BlueskySettings settings, Account account, BlueskyRefusals refusals) {
    this.http = http;
    this.settings = settings;
    this.account = account;
    this.refusals = refusals;
  }

  /** Whose session it is, as far as this process was told. */
  Optional<Identity> identity() {
    return Optional.ofNullable(this.identity);
  }

  /** Keeps what an answer about the session says of its owner. */
  Optional<Identity> learn(JsonNode session) {
    Optional<Identity> told = Identity.of(session, this.settings.baseUrl());
    told.ifPresent(it -> this.identity = it);
    return told;
  }

  @Override
  public Answer refresh(Secret refreshToken) {
    Secret password = this.account.credential("app-password");
    if (refreshToken.equals(password)) {
      return read(create(password));
    }
    Reply renewed = renew(refreshToken);
    boolean isOver =
        renewed instanceof Reply.Answered answer && this.refusals.errorIn(answer).isOfToken();
    return read(isOver ? create(password) : renewed);
  }

  private Reply create(Secret password) {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("identifier", this.settings.identifier())
                .put("password", password.reveal()));
    return this.http.send(
        client ->
            client
                .post()
                .uri(BlueskyClient.at(this.settings.baseUrl(), "com.atproto.server.createSession"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(BlueskyClient.bytes(body)));
  }

  private Reply renew(Secret refreshToken) {
    return this.http.send(
        client ->
            client
                .post()
                .uri(BlueskyClient.at(this.settings.baseUrl(), "com.atproto.server.refreshSession"))
                .header("Authorization", "Bearer " + refreshToken.reveal()));
  }

  private Answer read(Reply reply) {
    return switch (reply) {
      case Reply.NotSent it -> new Answer.Unchanged("Bluesky's log-in: " + it.detail(), null);
      case Reply.NoAnswer it -> new Answer.Unchanged("Bluesky's log-in: " + it.detail(), null);
      case Reply.Answered answer -> read(answer);
    };
  }

  private Answer read(Reply.Answered answer) {
    JsonNode session = answer.json();
    String access = session.path("accessJwt").asString("");
    String refresh = session.path("refreshJwt").asString("");
    if (answer.isSuccess() && !access.isEmpty() && !refresh.isEmpty()) {
      learn(session);
      return new Answer.Given(new Secret(access), ACCESS_LIFE, new Secret(refresh), null);
    }
    BlueskyError error = this.refusals.errorIn(answer);
    boolean isRefusal =
        answer.status() / 100 == 4 && answer.status() != 429 && error.isFromTheApi();
    return isRefusal
        ? new Answer.Denied(
            error.describe()
                + " to the log-in as "
                + this.settings.identifier()
                + "; the app password counts as the refresh token, so set a new"
                + " credentials.app-password")
        : new Answer.Unchanged(error.describe() + " to the log-in", this.refusals.pause(answer));
  }
}
