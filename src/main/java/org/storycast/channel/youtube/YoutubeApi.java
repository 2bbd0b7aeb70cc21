// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import org.storycast.channel.support.AccountTokens;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpSender;
import tools.jackson.databind.json.JsonMapper;

/** The requests that we make of the YouTube Data API, version 3. */
final class YoutubeApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String VIDEOS = "/youtube/v3/videos";
  private static final MediaType JSON_TYPE =
      new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);

  private final HttpSender sender;
  private final AccountTokens tokens;
  private final YoutubeSettings settings;

  YoutubeApi(HttpSender sender, AccountTokens tokens, YoutubeSettings settings) {
    this.sender = sender;
    this.tokens = tokens;
    this.settings = settings;
  }

  /** Begins an upload; nothing is published by it. The answer's {@code Location} is its session. */
  AuthorizedReply beginUpload(YoutubeVideo video, long size, String mediaType) {
    UriComponentsBuilder address =
        at("/upload" + VIDEOS)
            .queryParam("uploadType", "resumable")
            .queryParam("part", "snippet,status");
    if (!this.settings.notifySubscribers()) {
      address.queryParam("notifySubscribers", false);
    }
    byte[] body = JSON.writeValueAsBytes(video.resource(this.settings));
    return send(
        client ->
            client
                .post()
                .uri(address.build().toUri())
                .header("X-Upload-Content-Length", Long.toString(size))
                .header("X-Upload-Content-Type", mediaType)
                .contentType(JSON_TYPE)
                .body(body));
  }

  /** Sends bytes; those that hold the last one publish. */
  AuthorizedReply sendBytes(URI session, byte[] bytes, long from, long size, String mediaType) {
    String range = "bytes %d-%d/%d".formatted(from, from + bytes.length - 1, size);
    return send(
        client ->
            client
                .put()
                .uri(session)
                .header("Content-Range", range)
                .contentType(MediaType.parseMediaType(mediaType))
                .body(bytes));
  }

  /** Asks how far an upload is; where it is finished, the answer is the video. */
  AuthorizedReply probe(URI session, long size) {
    return send(
        client ->
            client.put().uri(session).header("Content-Range", "bytes */" + size).body(new byte[0]));
  }

  /**
   * Whether bytes and the access token may go there. YouTube answers with the address of its
   * choice; a stranger's would be given the token.
   */
  boolean mayUploadTo(URI session) {
    String host = session.getHost() == null ? "" : session.getHost().toLowerCase(Locale.ROOT);
    return this.settings.api().getAuthority().equals(session.getAuthority())
        || "https".equals(session.getScheme()) && host.endsWith(".googleapis.com");
  }

  AuthorizedReply video(String id, String parts) {
    return get(at(VIDEOS).queryParam("part", parts).queryParam("id", id));
  }

  AuthorizedReply ownChannel() {
    return get(
        at("/youtube/v3/channels").queryParam("part", "contentDetails").queryParam("mine", true));
  }

  AuthorizedReply uploads(String playlist, String page) {
    UriComponentsBuilder address =
        at("/youtube/v3/playlistItems")
            .queryParam("part", "snippet,contentDetails")
            .queryParam("playlistId", playlist)
            .queryParam("maxResults", 50);
    return get(page.isEmpty() ? address : address.queryParam("pageToken", page));
  }

  AuthorizedReply update(Map<String, Object> resource) {
    byte[] body = JSON.writeValueAsBytes(resource);
    URI address = at(VIDEOS).queryParam("part", "snippet").build().toUri();
    return send(client -> client.put().uri(address).contentType(JSON_TYPE).body(body));
  }

  AuthorizedReply delete(String id) {
    URI address = at(VIDEOS).queryParam("id", id).build().toUri();
    return send(client -> client.method(HttpMethod.DELETE).uri(address));
  }

  private AuthorizedReply get(UriComponentsBuilder address) {
    URI uri = address.encode().build().toUri();
    return send(client -> client.get().uri(uri));
  }

  private UriComponentsBuilder at(String path) {
    return UriComponentsBuilder.fromUri(this.settings.api()).path(path);
  }

  private AuthorizedReply send(Function<RestClient, RestClient.RequestHeadersSpec<?>> request) {
    return this.tokens.send(
        token ->
            this.sender.send(
                client ->
                    request.apply(client).header("Authorization", "Bearer " + token.reveal())),
        YoutubeErrors::tokenIsBad);
  }
}
