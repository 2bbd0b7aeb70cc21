// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.storycast.channel.Secret;
import org.storycast.channel.support.Access;
import org.storycast.channel.support.AccountTokens;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;

/** The calls that we make, each sent once, or once more with a renewed session. */
final class BlueskyClient {

  private final HttpSender http;
  private final HttpSender uploads;
  private final AccountTokens tokens;
  private final BlueskySettings settings;
  private final BlueskySessions sessions;
  private final BlueskyRefusals refusals;

  BlueskyClient(
      HttpSender http,
      HttpSender uploads,
      AccountTokens tokens,
      BlueskySettings settings,
      BlueskySessions sessions,
      BlueskyRefusals refusals) {
    this.http = http;
    this.uploads = uploads;
    this.tokens = tokens;
    this.settings = settings;
    this.sessions = sessions;
    this.refusals = refusals;
  }

  /** The address of a method. */
  static URI at(URI server, String method) {
    return URI.create(server + "/xrpc/" + method);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Who we are and which server holds our records: told at log-in, else asked. */
  Prepared<Identity> identity() {
    return switch (this.tokens.current()) {
      case Access.Refused refused -> new Prepared.Ended<>(refused.outcome());
      case Access.TryLater later -> new Prepared.Ended<>(later.outcome());
      case Access.Granted granted ->
          this.sessions
              .identity()
              .<Prepared<Identity>>map(Prepared.Ready::new)
              .orElseGet(this::askedIdentity);
    };
  }

  private Prepared<Identity> askedIdentity() {
    return switch (session()) {
      case AuthorizedReply.Withheld withheld -> new Prepared.Ended<>(withheld.outcome());
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          this.sessions
              .learn(answer.json())
              .<Prepared<Identity>>map(Prepared.Ready::new)
              .orElseGet(() -> new Prepared.Ended<>(this.refusals.ofGarbled(answer)));
      case AuthorizedReply.Sent(Reply other) ->
          new Prepared.Ended<>(this.refusals.ofHarmless(other));
    };
  }

  /** What the service says of the session. */
  AuthorizedReply session() {
    return this.tokens.send(
        token ->
            this.http.send(
                client ->
                    client
                        .get()
                        .uri(at(this.settings.baseUrl(), "com.atproto.server.getSession"))
                        .header("Authorization", bearer(token))),
        BlueskyError::isOfToken);
  }

  /** Stores a file; it is thrown away unless a record names it soon. */
  AuthorizedReply upload(Identity who, String mediaType, byte[] file) {
    return this.tokens.send(
        token ->
            this.uploads.send(
                client ->
                    client
                        .post()
                        .uri(at(who.server(), "com.atproto.repo.uploadBlob"))
                        .header("Authorization", bearer(token))
                        .contentType(MediaType.parseMediaType(mediaType))
                        .body(file)),
        BlueskyError::isOfToken);
  }

  /** A service's name for ever, as tokens name it. */
  static String didOf(URI service) {
    String port = service.getPort() < 0 ? "" : "%3A" + service.getPort();
    return "did:web:" + service.getHost() + port;
  }

  /**
   * A token with which another service may call one method for the account.
   *
   * @param audience the service that is called
   * @param end in seconds since 1970
   */
  AuthorizedReply serviceToken(Identity who, String audience, String method, long end) {
    URI address =
        at(
            who.server(),
            "com.atproto.server.getServiceAuth?aud=%s&lxm=%s&exp=%d"
                .formatted(encoded(audience), method, end));
    return this.tokens.send(
        token ->
            this.http.send(
                client -> client.get().uri(address).header("Authorization", bearer(token))),
        BlueskyError::isOfToken);
  }

  /** What the account may still send to the video service today. */
  Reply filmLimits(Secret token) {
    URI address = at(this.settings.films(), "app.bsky.video.getUploadLimits");
    return this.http.send(
        client -> client.get().uri(address).header("Authorization", bearer(token)));
  }

  /** Sends a film to the video service; the same film again is the same job. */
  Reply uploadFilm(Identity who, Secret token, String name, byte[] film) {
    URI address =
        at(
            this.settings.films(),
            "app.bsky.video.uploadVideo?did=%s&name=%s".formatted(encoded(who.did()), name));
    return this.uploads.send(
        client ->
            client
                .post()
                .uri(address)
                .header("Authorization", bearer(token))
                .contentType(MediaType.parseMediaType("video/mp4"))
                .body(film));
  }

  /** How far the video service is; anyone may ask. */
  Reply filmJob(String job) {
    return get(this.settings.films(), "app.bsky.video.getJobStatus?jobId=" + encoded(job));
  }

  /** Writes a record. */
  AuthorizedReply put(Identity who, String body) {
    return procedure(who, "com.atproto.repo.putRecord", body);
  }

  /** Deletes a record, or finds it gone. */
  AuthorizedReply delete(Identity who, String body) {
    return procedure(who, "com.atproto.repo.deleteRecord", body);
  }

  private AuthorizedReply procedure(Identity who, String method, String body) {
    return this.tokens.send(
        token ->
            this.http.send(
                client ->
                    client
                        .post()
                        .uri(at(who.server(), method))
                        .header("Authorization", bearer(token))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(bytes(body))),
        BlueskyError::isOfToken);
  }

  /** A record as its server holds it now; anyone may ask. */
  Reply record(Identity who, RecordAddress address) {
    return get(
        who.server(),
        "com.atproto.repo.getRecord?repo=%s&collection=%s&rkey=%s"
            .formatted(encoded(address.repo()), Beginning.COLLECTION, address.rkey()));
  }

  /** What the account's server knows of it. */
  Reply repository(Identity who) {
    return get(who.server(), "com.atproto.repo.describeRepo?repo=" + encoded(who.did()));
  }

  /** A post as readers see it, with its numbers. */
  Reply post(RecordAddress address) {
    return get(this.settings.appView(), "app.bsky.feed.getPosts?uris=" + encoded(address.uri()));
  }

  private Reply get(URI server, String call) {
    return this.http.send(client -> client.get().uri(at(server, call)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String bearer(Secret token) {
    return "Bearer " + token.reveal();
  }
}
